"""Numbers of events and requests: 118, #118, R40; with or without their letter.

What is said under a request's or an event's message is about that one: the number may be left out there, and a bare
number of another is none ("resolve 150 ms holds").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar, Literal

from handlers.arguments.line import Words
from handlers.arguments.slot import Asked, Input, Slot, Taken, echo
from handlers.reply import Refused
from handlers.values import t
from storage.find import names

_EVENT = re.compile("#?([0-9]{1,12})")
_REQUEST = re.compile("#?[Rr]?([0-9]{1,12})")
_BETWEEN = re.compile("[,、;]")


@dataclass(frozen=True)
class Numbered:
    """An event or a request by its number."""

    kind: Literal["event", "request"]
    number: int


@dataclass(frozen=True)
class EventNumberSlot(Slot):
    input: ClassVar[Input] = "number"

    def take(self, words: Words, asked: Asked) -> Taken | None:
        number = _number(_EVENT, words.first)
        return None if number is None or _is_word(words.first, asked) else Taken(number, words.drop())

    def fallback(self, asked: Asked) -> object | None:
        here = about(asked)
        return here.number if here is not None and here.kind == "event" else None

    def show(self, value: object, asked: Asked) -> str:
        return f"#{value}"

    def begins(self, words: Words, asked: Asked) -> bool:
        return _number(_EVENT, words.first) is not None

    def wrong(self, words: Words, asked: Asked) -> Refused:
        return Refused(t("arguments.number.event", text=echo(words.keep(1).typed)))


@dataclass(frozen=True)
class RequestNumberSlot(Slot):
    input: ClassVar[Input] = "number"

    def take(self, words: Words, asked: Asked) -> Taken | None:
        number = _number(_REQUEST, words.first)
        return None if number is None or _is_word(words.first, asked) else Taken(number, words.drop())

    def fallback(self, asked: Asked) -> object | None:
        here = about(asked)
        return here.number if here is not None and here.kind == "request" else None

    def show(self, value: object, asked: Asked) -> str:
        return f"R{value}"

    def begins(self, words: Words, asked: Asked) -> bool:
        return _number(_REQUEST, words.first) is not None

    def wrong(self, words: Words, asked: Asked) -> Refused:
        return Refused(t("arguments.number.request", text=echo(words.keep(1).typed)))


@dataclass(frozen=True)
class EventNumbersSlot(EventNumberSlot):
    """One or more: `118 119`, `118,119`, `#118、#119`."""

    def take(self, words: Words, asked: Asked) -> Taken | None:
        found: list[int] = []
        while words and (more := _several(words.first)) and not _is_word(words.first, asked):
            found += more
            words = words.drop()
        return Taken(tuple(dict.fromkeys(found)), words) if found else None

    def fallback(self, asked: Asked) -> object | None:
        one = super().fallback(asked)
        return None if one is None else (one,)

    def show(self, value: object, asked: Asked) -> str:
        return " ".join(f"#{number}" for number in value) if isinstance(value, tuple) else f"#{value}"

    def begins(self, words: Words, asked: Asked) -> bool:
        return bool(_several(words.first))


@dataclass(frozen=True)
class NumberedSlot(Slot):
    """`#118` is an event, `R40` a request; a bare number is an event unless only a request has it."""

    input: ClassVar[Input] = "number"

    def take(self, words: Words, asked: Asked) -> Taken | None:
        number = _number(_REQUEST, words.first)
        if number is None or _is_word(words.first, asked):
            return None
        return Taken(_numbered(words.first, number, asked), words.drop())

    def fallback(self, asked: Asked) -> object | None:
        return about(asked)

    def show(self, value: object, asked: Asked) -> str:
        if not isinstance(value, Numbered):
            raise TypeError(f"{value!r} is no number of an event or a request")
        return f"{'#' if value.kind == 'event' else 'R'}{value.number}"

    def begins(self, words: Words, asked: Asked) -> bool:
        return _number(_REQUEST, words.first) is not None

    def wrong(self, words: Words, asked: Asked) -> Refused:
        return Refused(t("arguments.number.either", text=echo(words.keep(1).typed)))


def about(asked: Asked) -> Numbered | None:
    """The event or request under whose message it is said."""
    match asked.ctx.where.about:
        case ("event" | "request" as kind, id):
            number = names.number_of(asked.ctx.unit, kind, id)
            return None if number is None else Numbered(kind, number)
    return None


def _is_word(text: str, asked: Asked) -> bool:
    """Whether a bare number is one of the words: it is said about one with another number."""
    if asked.form or asked.ctx.where.about is None or not text[:1].isdecimal():
        return False
    here = about(asked)
    return here is not None and _number(_REQUEST, text) != here.number


def _number(pattern: re.Pattern[str], text: str) -> int | None:
    found = pattern.fullmatch(text.rstrip(",、;。"))
    return int(found[1]) if found else None


def _several(text: str) -> list[int]:
    read = [_number(_EVENT, piece) for piece in _BETWEEN.split(text) if piece]
    return [each for each in read if each is not None] if read and None not in read else []


def _numbered(text: str, number: int, asked: Asked) -> Numbered:
    if "r" in text.casefold():
        return Numbered("request", number)
    if text.startswith("#"):
        return Numbered("event", number)
    if (here := about(asked)) is not None and here.number == number:
        return here
    return Numbered("request" if names.only_a_request_has(asked.ctx.unit, number) else "event", number)
