"""Tables: figures in fixed-width columns with the name last, what has no figures as lines (voice.md 2.6)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain

from bot.platforms.slack.buttons import menu
from bot.platforms.slack.limits import SELECT_OPTIONS, TEXT, cut, units
from bot.platforms.slack.mrkdwn import EDGE, literal, marked, mrkdwn, words_of
from bot.platforms.slack.pages import Block
from bot.platforms.slack.pen import section
from bot.words.grid import MINE, grid
from bot.words.reader import Reader
from bot.words.say import plain, say
from bot.words.widths import width
from handlers.reply import Row, Table
from handlers.values import Name, Ref, Said, T, Value, t

FENCE = "```"
ROW = 200
"""Units of one line of a block of figures before it is escaped."""
CELL = 600


def table(it: Table, reader: Reader) -> Iterator[Block]:
    """The title, the rows, the foot. What a row opens stands in a menu beside the title."""
    title: Block = {"type": "section", "text": marked(mrkdwn(say(it.caption, reader), TEXT, bold=True))}
    if choices := _choices(it.rows, reader):
        title["accessory"] = menu(choices, plain(t("words.act.open"), reader))
    yield title
    yield from rows(it, reader)


def rows(it: Table, reader: Reader) -> Iterator[Block]:
    """Without the title."""
    texts = _figures(it, reader) if _has_figures(it) else _lines(it, reader)
    yield from (section(text) for text in texts)
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
    return [(plain(name, reader), press) for name, press in named if name is not None and press][:SELECT_OPTIONS]


def _has_figures(it: Table) -> bool:
    return any(column.align == "end" for column in it.columns)


def _figures(it: Table, reader: Reader) -> Iterator[str]:
    rows = (_fitted(line) for line in grid(it, partial(plain, reader=reader), header=False))
    around = units(f"{FENCE}\n\n{FENCE}")
    return (f"{FENCE}\n{text}\n{FENCE}" for text in packed(rows, TEXT - around))


def _fitted(line: str) -> str:
    return literal(cut(line, ROW)) or " "


def _lines(it: Table, reader: Reader) -> Iterator[str]:
    return packed((_line(row, reader) for row in it.rows), TEXT)


def _line(row: Row, reader: Reader) -> str:
    """A mark stands before the words without a dot."""
    cells = [words_of(cell, reader, CELL) for cell in row.cells if cell is not None]
    mark = f"{cells.pop(0)} " if len(cells) > 1 and width(cells[0]) == 1 else ""
    mine = f"{MINE} " if row.mine else ""
    return mine + mark + " · ".join(cells) or EDGE


def _names(cell: Value) -> list[Name]:
    if isinstance(cell, T):
        return [it for it in cell.values.values() if isinstance(it, Name)][:1]
    return [cell] if isinstance(cell, Name) else []
