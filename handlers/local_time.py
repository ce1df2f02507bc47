"""Instants of a local wall clock: once on each day, on the days of summer time too."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def local(zone: ZoneInfo, day: date, at: time) -> datetime:
    """A wall time as an instant: the first of two; where the clock skips it, as much later as it skips.

    >>> berlin = ZoneInfo("Europe/Berlin")
    >>> local(berlin, date(2027, 3, 28), time(2, 30)).astimezone(berlin).strftime("%H:%M")
    '03:30'
    >>> local(berlin, date(2026, 10, 25), time(2, 30)).strftime("%H:%M")
    '00:30'
    """
    return datetime.combine(day, at, zone).astimezone(UTC)


def next_local(zone: ZoneInfo, weekday: int | None, at: time, after: datetime) -> datetime:
    """The first instant later than `after` at which it is `at` in the zone, on this weekday (Monday 0) if given.

    >>> shanghai = ZoneInfo("Asia/Shanghai")
    >>> monday = next_local(shanghai, 0, time(9), datetime(2026, 11, 25, 2, tzinfo=UTC))
    >>> monday.astimezone(shanghai).strftime("%a %d %b %H:%M")
    'Mon 30 Nov 09:00'
    """
    today = after.astimezone(zone).date()
    days = (today + timedelta(days=ahead) for ahead in range(-1, 16))
    return next(
        instant for day in days if weekday in (None, day.weekday()) and (instant := local(zone, day, at)) > after
    )
