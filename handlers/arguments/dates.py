"""Slots of days and periods: never in the future for a fact, never in the past for a promise (voice.md 4)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final

from handlers.arguments.days import Days, NoSuchDay, days
from handlers.arguments.line import Span, Words
from handlers.arguments.slot import ASK_ME, Asked, InForm, Input, Slot, Taken, echo, offered
from handlers.reply import Button, Refused
from handlers.values import Day, Number, T, t

_LONGEST: Final = 4
_UNTIL: Final = frozenset(("until", "till", "by", "截至", "到", "至"))
_HELP_FOR: Final = {
    "exec_meeting": "exec_visit",
    "hq_visit": "reception",
    "lab_trial": "rd_lab",
    "technical_exchange": "rd_clarification",
}
_PERIOD: Final = re.compile(
    r"(\d{4}) ?[-年/]? ?(?:q ?([1-4])|第?([一二三四1-4])季度?)|q([1-4]) ?[-/]? ?(\d{4})|q([1-4])"
)
_HAN_QUARTERS: Final = {"一": "1", "二": "2", "三": "3", "四": "4"}


@dataclass(frozen=True)
class DaySlot(Slot):
    """A day that was, or with `ahead` one that comes (today counts), behind `until` or not."""

    ahead: bool = False

    input: ClassVar[Input] = "day"

    def take(self, words: Words, asked: Asked) -> Taken | None:
        day = words.drop() if self.ahead and words.first.casefold() in _UNTIL else words
        if day.first == ASK_ME and day is not words:
            return None
        for span in day.names(longest=_LONGEST):
            if found := self._read(span.plain, day, span, asked):
                return Taken(self._fitting(found, day, span, asked), span.rest)
        return None

    def _read(self, text: str, words: Words, span: Span, asked: Asked) -> Days:
        try:
            return days(text, asked.ctx.today, self.ahead)
        except NoSuchDay:
            typed = words.text[words.start : span.end]
            raise InForm(t("arguments.day.none", text=echo(typed))) from None

    def _fitting(self, found: Days, words: Words, span: Span, asked: Asked) -> date:
        today = asked.ctx.today
        possible = tuple(day for day in found if (day >= today if self.ahead else day <= today)) or found
        if len(possible) > 1:
            raise _which(possible, words, span, asked)
        day = possible[0]
        if not self.ahead and day > today:
            raise _not_yet(day, asked)
        if self.ahead and day < today:
            raise InForm(t("arguments.day.past", day=Day(on=day)))
        return day

    def begins(self, words: Words, asked: Asked) -> bool:
        try:
            return any(days(span.plain, asked.ctx.today, self.ahead) for span in words.names(longest=_LONGEST))
        except NoSuchDay:
            return True

    def wrong(self, words: Words, asked: Asked) -> Refused:
        return InForm(t("arguments.day.unread", text=echo(words.typed)))


@dataclass(frozen=True)
class PeriodSlot(Slot):
    """A quarter: 2026Q3, Q3 2026, 2026年三季度; `q3` is the last one that has begun."""

    def take(self, words: Words, asked: Asked) -> Taken | None:
        for span in words.names(longest=3):
            if found := _PERIOD.fullmatch(span.plain.casefold()):
                return Taken(_period(found, asked.ctx.company_day), span.rest)
        return None

    def begins(self, words: Words, asked: Asked) -> bool:
        return any(_PERIOD.fullmatch(span.plain.casefold()) for span in words.names(longest=3))

    def wrong(self, words: Words, asked: Asked) -> Refused:
        return Refused(t("arguments.period.wrong", text=echo(words.keep(1).typed)))


def _period(found: re.Match[str], today: date) -> str:
    year = found[1] or found[5]
    quarter = found[2] or found[4] or found[6] or _HAN_QUARTERS.get(found[3], found[3])
    begun = int(quarter) <= (today.month + 2) // 3
    return f"{year or (today.year if begun else today.year - 1)}Q{quarter}"


def _which(found: Days, words: Words, span: Span, asked: Asked) -> Refused:
    typed = words.text[words.start : span.end]
    one, two = (Day(on=day) for day in found[:2])
    buttons = [
        Button(
            label=t("arguments.day.button", day=Day(on=day)),
            command=asked.instead(words.start, span.end, day.isoformat()),
        )
        for day in found
    ]
    another = Button(label=t("arguments.day.another"), command=asked.instead(words.start, span.end, ASK_ME))
    return Refused(t("arguments.day.two", text=echo(typed), one=one, two=two), offered(*buttons, another))


def _not_yet(day: date, asked: Asked) -> Refused:
    """A fact is refused; where the event is one that a department helps with, asking for it is offered."""
    away = (day - asked.ctx.today).days
    count = T(key=f"arguments.count.{away}") if away <= 12 else Number(value=away)
    help_kind = _HELP_FOR.get(asked.kind or "")
    if help_kind is None or asked.account_id is None:
        return InForm(t("arguments.day.ahead", count=away, day=Day(on=day), days=count))
    button = Button(label=t(f"arguments.day.ask.{help_kind}"), command=f"ask id={asked.account_id} {help_kind}")
    return InForm(t("arguments.day.ahead_plan", count=away, day=Day(on=day), days=count), offered(button))
