"""Each part of a reply as lines of a message (voice.md 2.2 to 2.8). Buttons are no lines: see keyboards.py."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial, singledispatch

from bot.platforms.telegram.html import Tag, Text, plain, styled
from bot.platforms.telegram.tables import columns, listed
from bot.words.reader import Reader
from bot.words.say import plain as said_plainly
from bot.words.say import say
from handlers.reply import Ask, Bars, Buttons, Fields, Form, Heading, Line, Part, Picture, Row, Rule, Table
from handlers.values import Ref, Said, Value, Words, t

GIVEN = 200
"""Characters of what was typed into a form that its next step shows again."""


@dataclass(frozen=True)
class Item:
    """A line that is not torn between two pages. `row` is the table's row it shows, `apart` stands below a gap."""

    text: Text
    row: Row | None = None
    apart: bool = False


def items(parts: Iterable[Part], reader: Reader) -> list[Item]:
    """The lines of a reply. Pictures are left to the words beside them, unless there are none."""
    listed_ = list(parts)
    made = [item for part, behind in _with_next(listed_) for item in _items(part, behind, reader)]
    return made or [Item(_said(part.alt, reader)) for part in listed_ if isinstance(part, Picture)]


def number_of(row: Row) -> Ref | None:
    """The number by which a row is opened."""
    return next((cell for cell in row.cells if isinstance(cell, Ref)), None) if row.press else None


def _items(part: Part, behind: Part | None, reader: Reader) -> Iterator[Item]:
    if isinstance(part, Table):
        yield from _table(part, reader, heading=not _draws_it(behind))
    else:
        yield from lines(part, reader)


@singledispatch
def lines(part: object, reader: Reader) -> Iterator[Item]:
    raise TypeError(f"{type(part).__name__} is no part of a reply (for {reader.language})")


@lines.register
def _(part: Line, reader: Reader) -> Iterator[Item]:
    quote: tuple[Tag, ...] = ("blockquote",) if part.role == "quote" else ()
    title: tuple[Tag, ...] = ("b",) if part.role == "title" else ()
    struck: tuple[Tag, ...] = ("s",) if part.struck else ()
    yield from _lines(part.text, reader, *quote, *struck, *title)


@lines.register
def _(part: Heading, reader: Reader) -> Iterator[Item]:
    for at, item in enumerate(_lines(part.text, reader, "b")):
        yield Item(item.text, apart=at == 0)


@lines.register
def _(part: Rule, reader: Reader) -> Iterator[Item]:
    yield Item((), apart=True)


@lines.register
def _(part: Fields, reader: Reader) -> Iterator[Item]:
    for label, value in part.items:
        yield Item(_labelled(label, value, reader))


@lines.register
def _(part: Picture, reader: Reader) -> Iterator[Item]:
    yield from ()


@lines.register
def _(part: Buttons, reader: Reader) -> Iterator[Item]:
    yield from ()


@lines.register
def _(part: Form, reader: Reader) -> Iterator[Item]:
    """What it asks and what stands in it already; it is filled in step by step."""
    yield Item(_said(part.title, reader, "b"))
    for ask in part.asks:
        yield Item(given(ask, reader) if ask.value else _said(ask.label, reader))
        if ask.error:
            yield Item(_said(ask.error, reader))
    for line in part.preview:
        yield from lines(line, reader)


def given(ask: Ask, reader: Reader) -> Text:
    """A field and what stands in it: "Account: Huaxing Rail"."""
    chosen = next((option.label for option in ask.options if option.value == ask.value), None)
    return _labelled(ask.label, chosen or Said(text=ask.value or "", limit=GIVEN), reader)


def _table(part: Table, reader: Reader, heading: bool) -> Iterator[Item]:
    tell = partial(said_plainly, reader=reader)
    bold: tuple[Tag, ...] = ("b",) if heading else ()
    for at, item in enumerate(_lines(part.caption, reader, *bold)):
        yield Item(item.text, apart=heading and at == 0)
    fixed = columns(part, tell)
    around: tuple[Tag, ...] = ("pre",) if fixed is not None else ()
    for text, row in zip(fixed if fixed is not None else listed(part, tell), part.rows, strict=True):
        yield Item(plain(text, *around), row)
    if part.foot is not None:
        yield from _lines(part.foot, reader)


def _lines(words: Words, reader: Reader, *around: Tag) -> Iterator[Item]:
    text = _said(words, reader, *around)
    if text:
        yield Item(text)


def _said(words: Words | Value, reader: Reader, *around: Tag) -> Text:
    return styled(say(words, reader), *around)


def _labelled(label: Words, value: Value, reader: Reader) -> Text:
    return (*_said(label, reader), *_said(t("words.list.colon"), reader), *_said(value, reader))


def _with_next(parts: list[Part]) -> Iterator[tuple[Part, Part | None]]:
    yield from zip(parts, (*parts[1:], None), strict=False)


def _draws_it(behind: Part | None) -> bool:
    """A table that is the block of figures behind a card's first lines; its caption is one of these."""
    return isinstance(behind, Picture) and isinstance(behind.drawing, Bars)
