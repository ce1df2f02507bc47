"""Each part of a reply as Block Kit, exactly as voice.md 2 draws the cards; always within Slack's limits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, groupby

from bot.platforms.slack.buttons import actions, button, numbered
from bot.platforms.slack.limits import FIELD, FIELDS, HEADER, QUOTE, TEXT, units
from bot.platforms.slack.mrkdwn import NOTHING, marked, mrkdwn, plainly, upto
from bot.platforms.slack.notice import notification
from bot.platforms.slack.pages import Block, paged
from bot.platforms.slack.tables import packed, table
from bot.words.reader import Reader
from bot.words.say import plain, say
from bot.words.span import Span
from handlers.pipeline import Filled, line_of
from handlers.reply import (
    Ask,
    Bars,
    Button,
    Buttons,
    Fields,
    Form,
    Heading,
    Line,
    Part,
    Picture,
    Rule,
    Table,
)
from handlers.values import Value, Words, t


@dataclass(frozen=True)
class Message:
    """`text` is what a notification shows, escaped; never empty."""

    text: str
    blocks: list[Block]


@dataclass(frozen=True)
class Pen:
    """For whom is drawn. `shared`: each reader's own zone where instants are whole. `heads`: headings are headers,
    `crowned`: the title is. `line` is the command line that gave the parts."""

    reader: Reader
    shared: bool = False
    heads: bool = False
    crowned: bool = False
    line: str | None = None

    def write(self, words: Words | Value, room: int = TEXT, *, bold: bool = False, struck: bool = False) -> str:
        return self.spans(say(words, self.reader), room, bold=bold, struck=struck)

    def spans(self, spans: Iterable[Span], room: int, *, bold: bool = False, struck: bool = False) -> str:
        return mrkdwn(spans, room, shared=self.shared, bold=bold, struck=struck)

    def tell(self, words: Words | Value) -> str:
        return plain(words, self.reader)


def message(
    parts: Iterable[Part], reader: Reader, *, page: int = 0, line: str | None = None, shared: bool = False
) -> Message:
    """Always within the limits: what is more than one message holds is turned over by buttons that read `line` again.

    `shared`: for a channel; whole instants then stand in each reader's own zone, as they do anyway where the
    channel's people live in several.
    """
    parts = tuple(parts)
    drawn = draw(parts, Pen(reader, shared=shared or reader.city, line=line))
    return Message(notification(parts, reader), paged(drawn, reader, page, line))


def draw(parts: Iterable[Part], pen: Pen) -> list[Block]:
    """The blocks of all parts, however many; lines that follow one another stand in one section."""
    listed = _worth_showing(tuple(parts))
    if any(isinstance(part, Heading) for part in listed):
        pen = replace(pen, crowned=not pen.heads)
    runs = groupby(listed, key=_runs)
    drawn = (_together(list(run), pen) if together else _each(run, pen) for together, run in runs)
    return numbered(list(chain.from_iterable(drawn)))


# Lines.


def _runs(part: Part) -> bool:
    """Whether it stands in a section with its neighbours."""
    return isinstance(part, Heading) or (isinstance(part, Line) and part.role in ("title", "text"))


def _together(run: list[Part], pen: Pen) -> Iterator[Block]:
    """A title or a heading begins a section of its own; few of them are headers."""
    section: list[str] = []
    for part in run:
        if _begins(part):
            yield from _sections(section)
            section = []
        if (header := _header(part, pen)) is not None:
            yield header
        else:
            section.append(_line(part, pen))
    yield from _sections(section)


def _begins(part: Part) -> bool:
    return isinstance(part, Heading) or (isinstance(part, Line) and part.role == "title")


def _header(part: Part, pen: Pen) -> Block | None:
    """A title over headings (the digest), and the headings of Home."""
    large = pen.heads if isinstance(part, Heading) else pen.crowned and _begins(part)
    if not large or not isinstance(part, Heading | Line):
        return None
    text = pen.tell(part.text)
    return {"type": "header", "text": plainly(text, HEADER)} if units(text) <= HEADER else None


def _line(part: Part, pen: Pen) -> str:
    struck = isinstance(part, Line) and part.struck
    words = part.text if isinstance(part, Line | Heading) else t("words.nobody")
    return pen.write(words, bold=_begins(part), struck=struck) or NOTHING


def _sections(lines: list[str]) -> Iterator[Block]:
    return (_section(text) for text in packed(lines, TEXT))


def _section(text: str) -> Block:
    return {"type": "section", "text": marked(text if text.strip() else NOTHING)}


# Every other part.


def _each(run: Iterable[Part], pen: Pen) -> Iterator[Block]:
    return chain.from_iterable(_block(part, pen) for part in run)


def _block(part: Part, pen: Pen) -> Iterator[Block]:
    match part:
        case Line(role="quote"):
            return _quote(part, pen)
        case Line():
            return iter([_foot(part.text, pen)])
        case Rule():
            return iter([{"type": "divider"}])
        case Fields():
            return _fields(part, pen)
        case Table():
            return table(part, pen.reader)
        case Buttons():
            return actions(part, pen.reader)
        case Picture():
            return iter([_foot(part.alt, pen)])
        case Form():
            return _form(part, pen)
        case _:
            raise TypeError(f"{type(part).__name__} is no part of a reply")


def _quote(part: Line, pen: Pen) -> Iterator[Block]:
    spans = upto(say(part.text, pen.reader), QUOTE)
    text = pen.spans(spans, TEXT - QUOTE, struck=part.struck) or NOTHING
    yield _section("\n".join(f"> {line}" for line in text.split("\n")))


def _foot(words: Words, pen: Pen) -> Block:
    return {"type": "context", "elements": [marked(pen.write(words) or NOTHING)]}


def _fields(part: Fields, pen: Pen) -> Iterator[Block]:
    fields = [marked(_field(label, value, pen)) for label, value in part.items]
    for at in range(0, len(fields), FIELDS):
        yield {"type": "section", "fields": fields[at : at + FIELDS]}


def _field(label: Words, value: Value, pen: Pen) -> str:
    half = FIELD // 2 - 1
    text = f"{pen.write(label, half, bold=True)}\n{pen.write(value, half)}"
    return text if text.strip() else NOTHING


def _form(part: Form, pen: Pen) -> Iterator[Block]:
    """Where no window can be opened: what it asks, and a button that opens it."""
    asked = [pen.write(part.title, bold=True), *(_ask(ask, pen) for ask in part.asks)]
    yield from _sections([line for line in asked if line])
    yield from _sections([_line(line, pen) for line in part.preview])
    given = {ask.name: ask.value for ask in part.asks if ask.value}
    line = pen.line or line_of(Filled(part.command, given))
    opens = Button(label=t("slack.fill_in"), command=line, style="primary")
    yield {"type": "actions", "elements": [button(opens, pen.reader)]}


def _ask(ask: Ask, pen: Pen) -> str:
    """A field that is wrong says why; one that is filled needs no word."""
    if ask.error is not None:
        return pen.write(ask.error)
    return "" if ask.value or not ask.required else pen.write(ask.label)


def _worth_showing(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Without pictures that say again what a table or the lines say: nothing here draws them."""
    if not any(isinstance(part, Line | Table) for part in parts):
        return parts
    table_says = any(isinstance(part, Table) for part in parts)
    return tuple(part for part in parts if not _is_said(part, table_says))


def _is_said(part: Part, table_says: bool) -> bool:
    return isinstance(part, Picture) and (table_says or not isinstance(part.drawing, Bars))
