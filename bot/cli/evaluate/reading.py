"""Strict reading of a what-if file: every fault is raised on the path of the field that holds it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Final, TypeVar

from bot.cli.evaluate.document import FILE, Fault, Json, Numeral, child, parse
from bot.cli.evaluate.numerals import NumeralError, exact

__all__ = ["FILE", "Fault", "Fields", "Node", "given", "read_document"]

T = TypeVar("T")
S = TypeVar("S", bound=str)

_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INSTANT: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?(Z|[+-][0-9]{2}:[0-5][0-9])"
)
_FIRST_YEAR: Final = 1901
_LAST_YEAR: Final = 2200


@dataclass(frozen=True, slots=True)
class Node:
    """A value in the file and where it stands, such as `versions[0].metrics[2].target`."""

    path: str
    value: Json

    def fault(self, words: str) -> Fault:
        """A fault of this value, to be raised."""
        return Fault(self.path or FILE, words)

    def check(self, fits: bool, words: str) -> None:
        """Raise Fault here unless it fits."""
        if not fits:
            raise self.fault(words)

    def entries(self) -> dict[str, Node]:
        """The object's fields, whatever they are called."""
        if not isinstance(self.value, dict):
            raise self.fault("an object is wanted")
        return {key: Node(child(self.path, key), value) for key, value in self.value.items()}

    def fields(self, required: Collection[str], optional: Collection[str] = ()) -> Fields:
        """The object's fields; Fault on a required one that is missing and on any that is unknown."""
        found = self.entries()
        for name in found:
            if name not in required and name not in optional:
                raise Fault(child(self.path, name), "unknown field")
        for name in required:
            if name not in found:
                raise Fault(child(self.path, name), "missing")
        return found

    def elements(self) -> list[Node]:
        """The list's elements."""
        if not isinstance(self.value, list):
            raise self.fault("a list is wanted")
        return [Node(f"{self.path}[{at}]", value) for at, value in enumerate(self.value)]

    def text(self) -> str:
        """A string, taken as it is."""
        if not isinstance(self.value, str):
            raise self.fault("a text is wanted")
        return self.value

    def choice(self, options: Iterable[S]) -> S:
        """The one of the options that the string names exactly."""
        options = tuple(options)
        for option in options:
            if self.value == option:
                return option
        raise self.fault(f"one of {', '.join(options)} is wanted")

    def number(self) -> Fraction:
        """A JSON number, or a string of exactly that form; 30 digits before the point, 12 behind."""
        written = self.value.text if isinstance(self.value, Numeral) else self.value
        if not isinstance(written, str):
            raise self.fault("a number is wanted")
        try:
            return exact(written)
        except NumeralError as error:
            raise self.fault(str(error)) from error

    def at_least(self, least: int) -> Fraction:
        """A number that is no less."""
        value = self.number()
        self.check(value >= least, f"at least {least} is wanted")
        return value

    def whole(self, least: int) -> int:
        """A number whose value is whole (`1e0` is) and no less."""
        value = self.at_least(least)
        self.check(value.denominator == 1, "a whole number is wanted")
        return value.numerator

    def day(self) -> date:
        """A calendar date, `YYYY-MM-DD`."""
        text = self.text()
        self.check(_DATE.fullmatch(text) is not None, "a date is written YYYY-MM-DD")
        try:
            return date.fromisoformat(text)
        except ValueError as error:
            raise self.fault("no such date") from error

    def instant(self) -> datetime:
        """An instant of the years 1901 to 2200 (of UTC), to the microsecond; given in UTC."""
        text = self.text()
        self.check(_INSTANT.fullmatch(text) is not None, "an instant is written YYYY-MM-DDTHH:MM:SS±HH:MM")
        try:
            instant = datetime.fromisoformat(text).astimezone(UTC)
        except (ValueError, OverflowError) as error:
            raise self.fault("no such instant") from error
        self.check(_FIRST_YEAR <= instant.year <= _LAST_YEAR, "out of the years 1901 to 2200")
        return instant


Fields = dict[str, Node]
"""The fields of one object that are there, by name."""


def given(fields: Mapping[str, Node], name: str, read: Callable[[Node], T], default: T) -> T:
    """An optional field, read where it is there; null is not "not there"."""
    return read(fields[name]) if name in fields else default


def read_document(raw: bytes) -> Node:
    """The file's object; Fault on `(file)` for what is none."""
    return Node("", parse(raw))
