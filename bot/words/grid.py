"""A table in fixed-width columns (voice.md 2.6)."""

from __future__ import annotations

from collections.abc import Callable

from bot.words.widths import padded, width
from handlers.reply import Column, Row, Table
from handlers.values import Value

Tell = Callable[[Value], str]
MINE = "›"


def grid(table: Table, tell: Tell, header: bool = True) -> list[str]:
    """The rows as lines, without caption and foot; the reader's own row has › before it."""
    cells = [_cells(row, tell) for row in table.rows]
    labels = [tell(column.label) for column in table.columns]
    shown = [labels, *cells] if header else cells
    widths = [max(map(width, column), default=0) for column in zip(*shown, strict=True)]
    marks = _marks(table.rows, header)
    return [mark + _line(row, table.columns, widths) for mark, row in zip(marks, shown, strict=True)]


def _cells(row: Row, tell: Tell) -> list[str]:
    return ["" if cell is None else tell(cell) for cell in row.cells]


def _marks(rows: tuple[Row, ...], header: bool) -> list[str]:
    blank = " " if any(row.mine for row in rows) else ""
    marks = [MINE if row.mine else blank for row in rows]
    return [blank, *marks] if header else marks


def _line(cells: list[str], columns: tuple[Column, ...], widths: list[int]) -> str:
    pairs = zip(cells, columns, widths, strict=True)
    return " ".join(padded(cell, columns_, column.align) for cell, column, columns_ in pairs).rstrip()
