"""Slots that only this slice needs: regions, months and rates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from handlers.arguments.line import Words
from handlers.arguments.plain import fold
from handlers.arguments.slot import Asked, Input, Slot, Taken, echo, offered
from handlers.reply import Button, Option, Refused
from handlers.values import Name, t
from scoring.terms import UnitKind
from storage.find import company
from storage.tables.company import OrgUnit

_MONTH = re.compile(r"(\d{4})[-/年]?(0?[1-9]|1[0-2])月?")
_RATE = re.compile(r"\d{1,9}(?:\.\d{1,9})?")


@dataclass(frozen=True)
class RegionSlot(Slot):
    """A region by its code or its name in any language; where there is only one, it is that one."""

    input: ClassVar[Input] = "choice"

    def take(self, words: Words, asked: Asked) -> Taken | None:
        for span in words.names(longest=4):
            if (unit := called(span.plain, _regions(asked))) is not None:
                return Taken(unit.id, span.rest)
        return None

    def show(self, value: object, asked: Asked) -> str:
        unit = next((each for each in _regions(asked) if each.id == value), None)
        return unit.code if unit is not None else f"id={value}"

    def fallback(self, asked: Asked) -> object | None:
        found = _regions(asked)
        return found[0].id if len(found) == 1 else None

    def wrong(self, words: Words, asked: Asked) -> Refused:
        start, end = words.start, words.words[0].end if words else len(words.text)
        pressed = [
            Button(label=Name(names=each.names), command=asked.instead(start, end, each.code))
            for each in _regions(asked)
        ]
        if not pressed:
            return Refused(t("company.region.none"))
        return Refused(t("company.region.unknown", text=echo(words.keep(1).typed)), offered(*pressed))

    def options(self, asked: Asked) -> tuple[Option, ...]:
        return tuple(Option(value=each.code, label=Name(names=each.names)) for each in _regions(asked))


@dataclass(frozen=True)
class MonthSlot(Slot):
    """A month: 2026-11, 2026/11, 2026年11月; its value is "2026-11"."""

    def take(self, words: Words, asked: Asked) -> Taken | None:
        found = _MONTH.fullmatch(words.first)
        return Taken(f"{found[1]}-{int(found[2]):02}", words.drop()) if found else None

    def begins(self, words: Words, asked: Asked) -> bool:
        return _MONTH.fullmatch(words.first) is not None

    def fallback(self, asked: Asked) -> object | None:
        return month_of(asked.ctx.company_day)

    def wrong(self, words: Words, asked: Asked) -> Refused:
        return Refused(t("company.month.wrong", text=echo(words.keep(1).typed)))


@dataclass(frozen=True)
class RateSlot(Slot):
    """A rate above zero: 7.1025."""

    input: ClassVar[Input] = "number"

    def take(self, words: Words, asked: Asked) -> Taken | None:
        if not _RATE.fullmatch(words.first) or not Decimal(words.first):
            return None
        return Taken(Decimal(words.first), words.drop())

    def show(self, value: object, asked: Asked) -> str:
        return format(value, "f") if isinstance(value, Decimal) else str(value)

    def wrong(self, words: Words, asked: Asked) -> Refused:
        return Refused(t("company.rate.wrong", text=echo(words.keep(1).typed)))


def called(name: str, units: list[OrgUnit]) -> OrgUnit | None:
    """The unit with this code or name."""
    key = fold(name)
    return next((each for each in units if key in {fold(each.code), *map(fold, each.names.values())}), None)


def month_of(day: date) -> str:
    return f"{day.year}-{day.month:02}"


def _regions(asked: Asked) -> list[OrgUnit]:
    return company.units(asked.ctx.unit, UnitKind.REGION)
