"""When a department works: the last line of the form (voice.md 2.4)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from handlers.context import Context
from handlers.local_time import local
from handlers.reply import Line
from handlers.requests.dry_run import working_calendar
from handlers.values import Listed, Name, T, moment, t
from scoring.worktime import WorkCalendar
from storage.tables.company import OrgUnit

LOOKED_AHEAD = 14


def opening_hours(unit: OrgUnit, ctx: Context) -> Line:
    """The hours of its next working day, as the reader's clock shows them."""
    calendar = working_calendar(unit.id, ctx)
    today = ctx.now.astimezone(ZoneInfo(calendar.timezone)).date()
    days = (today + timedelta(days=ahead) for ahead in range(LOOKED_AHEAD))
    day = next((day for day in days if calendar.works_on(day)), today)
    hours = Listed(items=tuple(_interval(calendar, day, *each) for each in calendar.hours_on(day)))
    return Line(text=t("requests.ask.works", unit=Name(names=unit.names), hours=hours), role="foot")


def _interval(calendar: WorkCalendar, day: date, start: int, end: int) -> T:
    return t(
        "requests.ask.hours",
        start=moment(_at(calendar, day, start), "time"),
        end=moment(_at(calendar, day, end), "time"),
    )


def _at(calendar: WorkCalendar, day: date, minute: int) -> datetime:
    hour, rest = divmod(minute, 60)
    zone = ZoneInfo(calendar.timezone)
    if hour == 24:
        return local(zone, day + timedelta(days=1), time(0)).astimezone(UTC)
    return local(zone, day, time(hour, rest))
