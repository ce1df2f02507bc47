"""What a use-case answers: a closed set of parts, in no language, for no platform.

A bare `str` fits nowhere in it, so an untranslated literal or an unescaped text is a type error.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from handlers.values import T, Tagged, Value, Words


class Line(Tagged):
    """One line. `title` is line 1 of a card (bold), `quote` typed words, `foot` the small last line.

    `struck`: what it says holds no more (a void event).
    """

    tag: Literal["line"] = "line"
    text: Words
    role: Literal["text", "title", "quote", "foot"] = "text"
    struck: bool = False


class Heading(Tagged):
    tag: Literal["heading"] = "heading"
    text: Words


class Rule(Tagged):
    tag: Literal["rule"] = "rule"


class Fields(Tagged):
    """Short labelled values, two columns where there is room."""

    tag: Literal["fields"] = "fields"
    items: tuple[tuple[Words, Value], ...]


class Column(Tagged):
    label: Words
    align: Literal["start", "end"] = "start"


class Row(Tagged):
    """Cells in column order; None is an empty cell. `mine` marks the reader's own row, `press` opens it."""

    cells: tuple[Value | None, ...]
    mine: bool = False
    press: str | None = None


class Table(Tagged):
    tag: Literal["table"] = "table"
    caption: Words
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    foot: Words | None = None


class Button(Tagged):
    """A command line under a label: pressing is typing. `confirm` asks first."""

    label: Words
    command: str
    style: Literal["plain", "primary", "danger"] = "plain"
    confirm: Words | None = None


class Buttons(Tagged):
    """At most three in sight, the likely one first; the rest in `more`."""

    tag: Literal["buttons"] = "buttons"
    shown: tuple[Button, ...]
    more: tuple[Button, ...] = ()


class Bar(Tagged):
    """One dimension: height = weight, length = outlook on 0-120, a light line = so far."""

    label: Words
    weight: Decimal
    outlook: Decimal | None
    so_far: Decimal | None
    status: Literal["on_track", "at_risk", "off_track", "no_data"]


class Bars(Tagged):
    kind: Literal["bars"] = "bars"
    rows: tuple[Bar, ...]


class Ruler(Tagged):
    """A request's clock, 0 to 200 %: share used, pauses as shares, steps passed, and whom each step reached first."""

    kind: Literal["ruler"] = "ruler"
    used: Decimal
    paused: tuple[tuple[Decimal, Decimal], ...] = ()
    passed: tuple[int, ...] = ()
    heard: tuple[tuple[int, Value], ...] = ()


class Picture(Tagged):
    """A drawing as values, with the same in words for those who can't see it."""

    tag: Literal["picture"] = "picture"
    drawing: Annotated[Bars | Ruler, Field(discriminator="kind")]
    alt: Words


class Option(Tagged):
    value: str
    label: Value


class Ask(Tagged):
    """One field of a form. `value` is what was typed; `error` stands under the field."""

    name: str
    label: Words
    input: Literal["text", "long", "account", "person", "people", "day", "amount", "number", "choice"]
    required: bool = True
    value: str | None = None
    options: tuple[Option, ...] = ()
    help: Words | None = None
    error: Words | None = None


class Form(Tagged):
    """A command with gaps: filled with what was given, asking for what is missing."""

    tag: Literal["form"] = "form"
    command: str
    title: Words
    asks: tuple[Ask, ...]
    submit: Words
    preview: tuple[Line, ...] = ()


Part = Annotated[
    Line | Heading | Rule | Fields | Table | Buttons | Picture | Form,
    Field(discriminator="tag"),
]


class Reply(Tagged):
    """Parts in reading order. `private`: only for who asked. `refused`: nothing was stored. `instead`: where the
    question's own button was pressed, this takes the question's place on a platform that can."""

    parts: tuple[Part, ...]
    private: bool = True
    refused: bool = False
    instead: bool = False
    number: str | None = None


PARTS: TypeAdapter[tuple[Part, ...]] = TypeAdapter(tuple[Part, ...])


def only_you(*parts: Part, number: str | None = None) -> Reply:
    return Reply(parts=parts, private=True, number=number)


def instead(*parts: Part) -> Reply:
    """The next step of what was asked, or its end: the question does not stand any more."""
    return Reply(parts=parts, private=True, instead=True)


def here(*parts: Part, number: str | None = None) -> Reply:
    return Reply(parts=parts, private=False, number=number)


class Refused(Exception):  # noqa: N818  a refusal is an answer, not an error
    """A kind "no": says what to do; whatever the use-case had written is taken back (house rule 18)."""

    def __init__(self, words: T, *parts: Part) -> None:
        super().__init__(words.key)
        self.words = words
        self.parts = parts

    def reply(self) -> Reply:
        return Reply(parts=(Line(text=self.words), *self.parts), private=True, refused=True)
