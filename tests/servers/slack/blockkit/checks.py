"""Small checks that a shape is made of; each failure is a text and the json-pointer where it is (6.10, 6.11)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from tests.servers.slack.things import JSON

Check = Callable[[Any, "Place"], None]


class Place:
    """A point in the JSON, the faults found so far, and what holds for the whole surface."""

    def __init__(self, surface: str, pointer: str = "", faults: list[str] | None = None) -> None:
        self.surface, self.pointer = surface, pointer
        self.faults: list[str] = [] if faults is None else faults

    def at(self, step: str | int) -> Place:
        return Place(self.surface, f"{self.pointer}/{step}", self.faults)

    def fault(self, words: str) -> None:
        self.faults.append(f"{words} [json-pointer:{self.pointer}]")


def text(least: int = 0, most: int = 3000) -> Check:
    def check(value: Any, place: Place) -> None:
        if not isinstance(value, str):
            return place.fault("must be a string")
        if len(value) > most:
            place.fault(f"must be less than {most + 1} characters")
        if len(value) < least:
            place.fault(f"must be more than {least - 1} characters")
        return None

    return check


def one_of(*allowed: Any) -> Check:
    def check(value: Any, place: Place) -> None:
        if value not in allowed:
            place.fault(f"must be one of: {', '.join(map(str, allowed))}")

    return check


def flag(value: Any, place: Place) -> None:
    if not isinstance(value, bool):
        place.fault("must be a boolean")


def number(least: int, most: int) -> Check:
    def check(value: Any, place: Place) -> None:
        if isinstance(value, bool) or not isinstance(value, int):
            place.fault("must be an integer")
        elif not least <= value <= most:
            place.fault(f"must be between {least} and {most}")

    return check


def pattern(matches: Callable[[str], object], words: str) -> Check:
    def check(value: Any, place: Place) -> None:
        if not isinstance(value, str) or not matches(value):
            place.fault(words)

    return check


def anything(value: Any, place: Place) -> None:
    """Not looked into."""


def items(check: Check, least: int = 0, most: int = 1000) -> Check:
    def each(value: Any, place: Place) -> None:
        if not isinstance(value, list):
            return place.fault("must be an array")
        if len(value) > most:
            place.fault(f"no more than {most} items allowed")
        if len(value) < least:
            place.fault(f"no fewer than {least} items allowed")
        for number, item in enumerate(value):
            check(item, place.at(number))
        return None

    return each


def shape(
    known: dict[str, Check], required: Iterable[str] = (), also: Callable[[JSON, Place], None] | None = None
) -> Check:
    """An object with these properties and no others; `also` sees it whole."""
    needed = tuple(required)

    def check(value: Any, place: Place) -> None:
        if not isinstance(value, dict):
            return place.fault("must be an object")
        for name in needed:
            if name not in value:
                place.fault(f"missing required field: {name}")
        for name, inner in value.items():
            if name in known:
                known[name](inner, place.at(name))
            else:
                place.fault(f"invalid additional property: {name}")
        if also is not None:
            also(value, place)
        return None

    return check


def by_type(kinds: dict[str, Check], word: str) -> Check:
    """Which shape it has, is said by its `type`."""

    def check(value: Any, place: Place) -> None:
        if not isinstance(value, dict):
            return place.fault("must be an object")
        found = kinds.get(str(value.get("type")))
        if found is None:
            return place.at("type").fault(f"unsupported {word} type: {value.get('type')}")
        return found(value, place)

    return check
