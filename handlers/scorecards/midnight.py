"""The company's midnight: the outlook moves with the calendar alone, so every day gets its rows (architecture.md)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from handlers.context import Context
from handlers.due import Due
from storage import scores
from storage.find import plans, standings
from storage.find.periods import year_start
from storage.quarters import quarter_of
from storage.tables.messages import Timer
from storage.timers import set_timer

KIND = "midnight"
ALWAYS = 0
_DAY = timedelta(days=1)


def midnight(timer: Timer, ctx: Context) -> datetime:
    """Each day since the last one that was opened, in order, so that downtime leaves no gap."""
    for day in _days(_day_of(timer, ctx), ctx.company_day):
        open_day(day, ctx)
    return _set(ctx.company_day + _DAY, ctx)


def open_day(day: date, ctx: Context) -> None:
    """Close the departments' day before, copy plans into a new quarter, and score everybody's new day."""
    start = year_start(ctx.unit)
    quarter, ended = quarter_of(day, start), day - _DAY
    standings.keep_unit_days(ctx.unit, quarter_of(ended, start).code, ended)
    if day == quarter.first:
        plans.copy_plans_on(ctx.unit, day, ctx.now)
    scores.open_day(ctx.unit, day)
    standings.keep_member_days(ctx.unit, quarter.code, day)


def at_once(ctx: Context) -> datetime:
    """The first midnight of a new database is now: it opens today."""
    return ctx.now


def _day_of(timer: Timer, ctx: Context) -> date:
    """The first day that is still to be opened."""
    day = timer.body.get("day")
    return ctx.company_day if day is None else date.fromisoformat(str(day))


def _set(day: date, ctx: Context) -> datetime:
    """The next midnight, and the day that it opens: a late tick still knows which."""
    due_at = datetime.combine(day, time(), ZoneInfo(ctx.company.timezone))
    set_timer(ctx.unit, KIND, ALWAYS, due_at, {"day": day.isoformat()})
    return due_at


def _days(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + number * _DAY


DUES = (Due(KIND, run=midnight, first=at_once),)
