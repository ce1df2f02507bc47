"""Tables: figures in fixed-width columns with the name last, others as lines (voice.md 2.6)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain

from bot.platforms.slack.buttons import menu
from bot.platforms.slack.limits import SELECT_OPTIONS, TEXT, cut, units
from bot.platforms.slack.mrkdwn import EDGE, literal, marked, mrkdwn, words_of
from bot.platforms.slack.pages import Block
from bot.platforms.slack.pen import section
from bot.words.grid import MINE, Tell, grid
from bot.words.reader import Reader
from bot.words.say import plain, say
from bot.words.widths import width
from handlers.reply import Row, Table
from handlers.values import Name, Ref, Said, T, Value, t

FENCE = "```"
ROW = 200
"""Units of one line of a block of figures before it is escaped."""
CELL = 600
PHONE = 46
"""Columns of a fixed-width line on a phone; where a row needs more, all are lines that break where words do."""


def table(it: Table, reader: Reader) -> Iterator[Block]:
    """The title, the rows, the foot. What a row opens stands in a menu beside the title."""
    title: Block = {"type": "section", "text": marked(mrkdwn(say(it.caption, reader), TEXT, bold=True))}
    if choices := _choices(it.rows, reader):
        title["accessory"] = menu(choices, plain(t("words.act.open"), reader))
    yield title
    yield from rows(it, reader)


def rows(it: Table, reader: Reader) -> Iterator[Block]:
    """Without the title."""
    figures = _grid(it, partial(plain, reader=reader)) if _has_figures(it) else []
    fits = figures and max(map(width, figures)) <= PHONE
    yield from (section(text) for text in (_figures(figures) if fits else _lines(it, reader)))
    if it.foot is not None:
        yield {"type": "context", "elements": [marked(words_of(it.foot, reader, TEXT))]}


def opened(row: Row) -> Value | None:
    """What of a row names what it opens: its number, a name in it, what was typed, else its last cell."""
    filled = [cell for cell in row.cells if cell is not None]
    numbered = (cell for cell in filled if isinstance(cell, Ref))
    named = (name for cell in filled for name in _names(cell))
    typed = (cell for cell in filled if isinstance(cell, Said))
    return next(chain(numbered, named, typed, reversed(filled)), None)


def packed(lines: Iterable[str], room: int) -> Iterator[str]:
    """Lines joined into as few texts as hold them; none is longer than `room` by itself."""
    text = ""
    for line in lines:
        if text and units(text) + 1 + units(line) > room:
            yield text
            text = ""
        text = f"{text}\n{line}" if text else line
    if text:
        yield text


def _choices(rows: Iterable[Row], reader: Reader) -> list[tuple[str, str]]:
    named = [(opened(row), row.press) for row in rows if row.press]
    opens: dict[str, str] = {}
    for name, press in named:
        if name is not None and press:
            opens.setdefault(press, plain(name, reader))
    return [(label, press) for press, label in opens.items()][:SELECT_OPTIONS]


def _has_figures(it: Table) -> bool:
    return any(column.align == "end" for column in it.columns)


def _grid(it: Table, tell: Tell) -> list[str]:
    """Columns that follow a wide character are not columns: no client draws Han exactly two wide, so what stands
    behind the first of them has one blank between."""
    last = len(it.columns) - 1
    figures = max(at for at, column in enumerate(it.columns) if column.align == "end")
    wide = (at for at in range(figures + 1, last) if any(_is_wide(row.cells[at], tell) for row in it.rows))
    if (first := next(wide, None)) is None:
        return grid(it, tell, header=False)
    tails = [" ".join(tell(cell) for cell in row.cells[first:] if cell is not None) for row in it.rows]
    rows = [
        row.model_copy(update={"cells": (*row.cells[:first], Said(text=tail))})
        for row, tail in zip(it.rows, tails, strict=True)
    ]
    return grid(it.model_copy(update={"columns": it.columns[: first + 1], "rows": tuple(rows)}), tell, header=False)


def _is_wide(cell: Value | None, tell: Tell) -> bool:
    return cell is not None and width(text := tell(cell)) > len(text)


def _figures(lines: list[str]) -> Iterator[str]:
    around = units(f"{FENCE}\n\n{FENCE}")
    return (f"{FENCE}\n{text}\n{FENCE}" for text in packed(map(_fitted, lines), TEXT - around))


def _fitted(line: str) -> str:
    return literal(cut(line, ROW)) or " "


def _lines(it: Table, reader: Reader) -> Iterator[str]:
    between = " " if _has_figures(it) else " · "
    return packed((_line(row, between, reader) for row in it.rows), TEXT)


def _line(row: Row, between: str, reader: Reader) -> str:
    """A mark stands before the words without a dot."""
    cells = [words_of(cell, reader, CELL) for cell in row.cells if cell is not None]
    mark = f"{cells.pop(0)} " if len(cells) > 1 and width(cells[0]) == 1 else ""
    mine = f"{MINE} " if row.mine else ""
    return mine + mark + between.join(cells) or EDGE


def _names(cell: Value) -> list[Name]:
    if isinstance(cell, T):
        return [it for it in cell.values.values() if isinstance(it, Name)][:1]
    return [cell] if isinstance(cell, Name) else []
