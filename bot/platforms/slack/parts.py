"""Every part that does not stand in a section with its neighbours, as blocks: one function a part."""

from __future__ import annotations

from collections.abc import Iterator
from functools import singledispatch

from bot.platforms.slack.buttons import actions, button
from bot.platforms.slack.limits import FIELD, FIELDS, QUOTE, TEXT
from bot.platforms.slack.mrkdwn import NOTHING, marked, upto
from bot.platforms.slack.pages import Block
from bot.platforms.slack.pen import Pen, context, section
from bot.platforms.slack.tables import packed, rows, table
from bot.words.say import say
from handlers.pipeline import Filled, line_of
from handlers.reply import Ask, Button, Buttons, Fields, Form, Line, Picture, Rule, Table
from handlers.values import Value, Words, t


class Uncaptioned:
    """A table whose caption stands above it already."""

    def __init__(self, table: Table) -> None:
        self.table = table


@singledispatch
def drawn(part: object, pen: Pen) -> Iterator[Block]:
    raise TypeError(f"{type(part).__name__} is no part of a reply (for {pen.reader.language})")


@drawn.register
def _(part: Line, pen: Pen) -> Iterator[Block]:
    """A quote of at most 600 characters, or a foot."""
    if part.role != "quote":
        yield context(pen.write(part.text))
        return
    text = pen.spans(upto(say(part.text, pen.reader), QUOTE), TEXT - QUOTE, struck=part.struck)
    yield section("\n".join(f"> {line}" for line in (text or NOTHING).split("\n")))


@drawn.register
def _(part: Rule, pen: Pen) -> Iterator[Block]:
    yield {"type": "divider"}


@drawn.register
def _(part: Fields, pen: Pen) -> Iterator[Block]:
    fields = [marked(_field(label, value, pen)) for label, value in part.items]
    for at in range(0, len(fields), FIELDS):
        yield {"type": "section", "fields": fields[at : at + FIELDS]}


@drawn.register
def _(part: Table, pen: Pen) -> Iterator[Block]:
    return table(part, pen.reader)


@drawn.register
def _(part: Uncaptioned, pen: Pen) -> Iterator[Block]:
    return rows(part.table, pen.reader)


@drawn.register
def _(part: Buttons, pen: Pen) -> Iterator[Block]:
    return actions(part, pen.reader)


@drawn.register
def _(part: Picture, pen: Pen) -> Iterator[Block]:
    yield context(pen.write(part.alt))


@drawn.register
def _(part: Form, pen: Pen) -> Iterator[Block]:
    """Where no window can be opened: what it asks, and a button that opens it."""
    asked = [pen.write(part.title, bold=True), *(_asked(ask, pen) for ask in part.asks)]
    preview = [pen.write(line.text, bold=line.role == "title") for line in part.preview]
    for lines in (asked, preview):
        yield from (section(text) for text in packed(filter(None, lines), TEXT))
    yield {"type": "actions", "elements": [button(_opens(part, pen), pen.reader)]}


def _field(label: Words, value: Value, pen: Pen) -> str:
    half = FIELD // 2 - 1
    return f"{pen.write(label, half, bold=True)}\n{pen.write(value, half)}"


def _asked(ask: Ask, pen: Pen) -> str:
    """A field that is wrong says why; one that is filled needs no word."""
    if ask.error is not None:
        return pen.write(ask.error)
    return "" if ask.value or not ask.required else pen.write(ask.label)


def _opens(form: Form, pen: Pen) -> Button:
    given = {ask.name: ask.value for ask in form.asks if ask.value}
    line = pen.line or line_of(Filled(form.command, given))
    return Button(label=t("slack.fill_in"), command=line, style="primary")
