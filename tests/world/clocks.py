"""Time as a story says it: "mon 09:00", "8h", "90m", "2d"."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from handlers.local_time import local, next_local
from scoring.worktime import WorkCalendar, exceeded_at, weekly

ZONE = "Asia/Shanghai"
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HOURS = ("09:00-12:00", "13:00-18:00")

_UNITS = {"d": timedelta(days=1), "h": timedelta(hours=1), "m": timedelta(minutes=1), "s": timedelta(seconds=1)}


def office_hours(zone: str = ZONE) -> WorkCalendar:
    return weekly(zone, dict.fromkeys(WEEKDAYS[:5], HOURS))


def span(text: str) -> timedelta:
    """
    >>> span("1h30m"), span("2d")
    (datetime.timedelta(seconds=5400), datetime.timedelta(days=2))
    """
    found = re.findall(r"(\d+)([dhms])", text)
    assert found, f"no span of time: {text}"
    return sum((int(number) * _UNITS[unit] for number, unit in found), timedelta())


def instant(text: str, now: datetime, zone: ZoneInfo) -> datetime:
    """ "mon 09:00" or "2026-11-30 09:00" or "09:00": the next one that is not before now."""
    *day, clock = text.split()
    at = time.fromisoformat(clock)
    if day and day[0] not in WEEKDAYS:
        return local(zone, date.fromisoformat(day[0]), at)
    weekday = WEEKDAYS.index(day[0]) if day else None
    return next_local(zone, weekday, at, now - timedelta(microseconds=1))


def after_working(text: str, now: datetime) -> datetime:
    """When so much working time is used up, at the next morning where a day ends with it."""
    used = span(text) // timedelta(microseconds=1)
    found = exceeded_at(office_hours(), now, used)
    assert found is not None
    return found
