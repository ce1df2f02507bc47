"""A reply as a message of Block Kit, exactly as voice.md 2 draws the cards; always within Slack's limits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, groupby

from bot.platforms.slack.buttons import numbered
from bot.platforms.slack.limits import HEADER, TEXT, units
from bot.platforms.slack.mrkdwn import NOTHING, plainly
from bot.platforms.slack.notice import notification
from bot.platforms.slack.pages import Block, paged
from bot.platforms.slack.parts import Uncaptioned, drawn
from bot.platforms.slack.pen import Pen, section
from bot.platforms.slack.tables import packed
from bot.words.reader import Reader
from bot.words.say import say
from handlers.reply import Bars, Heading, Line, Part, Picture, Table

A_PAGE = 2
"""With so many headings an answer is a page, whose title may be large."""

Shown = Part | Uncaptioned
Head = Line | Heading


@dataclass(frozen=True)
class Message:
    """`text` is what a notification shows, escaped. Neither is ever empty: Slack takes no message of nothing."""

    text: str
    blocks: list[Block]


def message(
    parts: Iterable[Part], reader: Reader, *, page: int = 0, line: str | None = None, shared: bool = False
) -> Message:
    """Always within the limits: what is more than one message holds is turned over by buttons that read `line` again.

    `shared`: for a channel; whole instants then stand in each reader's own zone, as they do anyway where the
    channel's people live in several.
    """
    parts = tuple(parts)
    blocks = draw(parts, Pen(reader, shared=shared or reader.city, line=line))
    text = notification(parts, reader)
    return Message(text, paged(blocks, reader, page, line) if blocks else [section(text)])


def draw(parts: Iterable[Part], pen: Pen) -> list[Block]:
    """The blocks of all parts, however many; lines that follow one another stand in one section."""
    listed = list(_arranged(tuple(parts)))
    headings = sum(isinstance(part, Heading) for part in listed)
    pen = replace(pen, crowned=headings >= A_PAGE and not pen.heads)
    runs = groupby(listed, key=_runs)
    found = (_together(run, pen) if together else _each(run, pen) for together, run in runs)
    return numbered(list(chain.from_iterable(found)))


def _arranged(parts: tuple[Part, ...]) -> Iterator[Shown]:
    """A table that says bars in figures has its caption as the line above it. Pictures that only say again what
    stands there are left out: nothing here draws them."""
    said = any(isinstance(part, Line | Table) for part in parts)
    for part, behind in zip(parts, (*parts[1:], None), strict=False):
        if isinstance(part, Table) and isinstance(behind, Picture) and isinstance(behind.drawing, Bars):
            yield Line(text=part.caption)
            yield Uncaptioned(part)
        elif not (isinstance(part, Picture) and said):
            yield part


def _runs(part: Shown) -> bool:
    """Whether it stands in a section with its neighbours."""
    return isinstance(part, Heading) or (isinstance(part, Line) and part.role in ("title", "text"))


def _each(run: Iterable[Shown], pen: Pen) -> Iterator[Block]:
    return chain.from_iterable(drawn(part, pen) for part in run)


def _together(run: Iterable[Shown], pen: Pen) -> Iterator[Block]:
    """A title or a heading begins a section of its own; few of them are headers."""
    lines: list[str] = []
    for part in run:
        if not isinstance(part, Line | Heading):
            continue
        if _begins(part) or (pen.heads and _begins_bold(part, pen)):
            yield from _sections(lines)
            lines = []
        if (header := _header(part, pen)) is not None:
            yield header
        else:
            lines.append(_line(part, pen))
    yield from _sections(lines)


def _begins(part: Head) -> bool:
    return isinstance(part, Heading) or part.role == "title"


def _begins_bold(part: Head, pen: Pen) -> bool:
    """In Home each account stands apart, named in bold."""
    first = next(iter(say(part.text, pen.reader)), None)
    return first is not None and first.strong


def _header(part: Head, pen: Pen) -> Block | None:
    """A title over headings (the digest), and the headings of Home."""
    large = pen.heads if isinstance(part, Heading) else pen.crowned and _begins(part)
    text = pen.tell(part.text)
    fits = large and bool(text.strip()) and units(text) <= HEADER
    return {"type": "header", "text": plainly(text, HEADER)} if fits else None


def _line(part: Head, pen: Pen) -> str:
    struck = isinstance(part, Line) and part.struck
    return pen.write(part.text, bold=_begins(part), struck=struck) or NOTHING


def _sections(lines: list[str]) -> Iterator[Block]:
    return (section(text) for text in packed(lines, TEXT))
