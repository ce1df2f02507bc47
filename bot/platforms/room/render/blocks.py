"""What the room draws in its own way: bars for the block of figures, names where a reader looks for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handlers.reply import Bars, Line, Part, Picture, Row, Table
from handlers.values import Name, Ref, T, Value


def arranged(parts: Iterable[Part]) -> Iterator[Part]:
    """The parts as the room shows them (voice.md 2.5, 5.4)."""
    listed = list(parts)
    for part, behind in zip(listed, (*listed[1:], None), strict=False):
        if not isinstance(part, Table):
            yield part
        elif _says_the_same(behind):
            yield Line(text=part.caption)
        else:
            yield names_forward(part)


def names_forward(table: Table) -> Table:
    """In fixed-width text the name stands last, so that no Han width breaks a column; here it stands in front of the
    figures, unless more than a name is said there: that needs the width."""
    to = next((at for at, column in enumerate(table.columns) if at > 0 and column.align == "end"), None)
    if to is None or table.columns[-1].align == "end" or says_more_than_names(table):
        return table
    rows = tuple(row.model_copy(update={"cells": _moved(row.cells, to)}) for row in table.rows)
    return table.model_copy(update={"columns": _moved(table.columns, to), "rows": rows})


def says_more_than_names(table: Table) -> bool:
    """Whether a last cell has words of its own around the name."""
    last = (row.cells[-1] for row in table.rows)
    return any(isinstance(cell, T) and any(isinstance(it, T) for it in cell.values.values()) for cell in last)


def pressed_cell(row: Row) -> int | None:
    """Which cell of a row is the button: its number, what it names, else the last."""
    if row.press is None:
        return None
    filled = [(at, cell) for at, cell in enumerate(row.cells) if cell is not None]
    numbered = [at for at, cell in filled if isinstance(cell, Ref)]
    named = [at for at, cell in filled if _names(cell)]
    return next(iter([*numbered, *named]), max((at for at, _ in filled), default=None))


def _names(cell: Value) -> bool:
    return isinstance(cell, Name) or (
        isinstance(cell, T) and any(isinstance(it, Name) for it in cell.values.values())
    )


def _says_the_same(behind: Part | None) -> bool:
    return isinstance(behind, Picture) and isinstance(behind.drawing, Bars)


def _moved(cells: tuple[object, ...], to: int) -> tuple[object, ...]:
    return (*cells[:to], cells[-1], *cells[to:-1])
