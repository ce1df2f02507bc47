"""Business time between instants, and the instants at which it comes to an amount (domain.md 6).

Amounts are microseconds; an amount may be a fraction of one (a target of a third of a second), and the instant
found is then cut to the microsecond. Nothing is looked for beyond twenty calendar years.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from fractions import Fraction
from math import floor
from zoneinfo import ZoneInfo

from scoring.worktime.calendar import WorkCalendar
from scoring.worktime.zones import instant, micros, offsets

HORIZON_YEARS = 20

# Start and end on the wall clock, how far it is ahead of UTC, and the time used before the start.
_Piece = tuple[int, int, int, int]


def worked(calendar: WorkCalendar, since: datetime, until: datetime) -> int:
    """Microseconds of working time in [since, until); 0 where until is not after since."""
    return sum(
        calendar.wall.total(part.until + part.ahead) - calendar.wall.total(part.since + part.ahead)
        for part in offsets(calendar.timezone, micros(since), micros(until))
    )


def reached_at(
    calendar: WorkCalendar, since: datetime, amount: int | Fraction, limit: datetime | None = None
) -> datetime | None:
    """The first instant at which the time used since `since` is the amount or more; None beyond the limit."""
    if amount <= 0:
        return since
    if amount != floor(amount):
        return exceeded_at(calendar, since, amount, limit)
    return _find(calendar, since, limit, lambda used: used >= amount, floor(amount), last=False)


def exceeded_at(
    calendar: WorkCalendar, since: datetime, amount: int | Fraction, limit: datetime | None = None
) -> datetime | None:
    """The last instant at which the time used since `since` is still no more than the amount.

    An amount used up at 18:00, the end of a day, is exceeded at 9:00 on the next; None beyond the limit.
    """
    whole = floor(amount)
    return _find(calendar, since, limit, lambda used: used > whole, whole, last=True)


def next_opening(calendar: WorkCalendar, at: datetime) -> datetime | None:
    """The first working instant that is not before `at`; None where there is none within twenty years."""
    return exceeded_at(calendar, at, 0)


def business_days_after(calendar: WorkCalendar, at: datetime, days: int) -> datetime | None:
    """The same wall time on the so-manieth next date that has hours; None beyond twenty years."""
    local = at.astimezone(ZoneInfo(calendar.timezone))
    limit = years_after(local, HORIZON_YEARS)
    while days > 0 and local <= limit:
        local += timedelta(days=1)
        days -= calendar.works_on(local.date())
    return instant(micros(local)) if days <= 0 else None


def horizon(calendar: WorkCalendar, at: datetime) -> datetime:
    """Twenty calendar years after, by the calendar's own clock: nothing is looked for beyond."""
    return years_after(at.astimezone(ZoneInfo(calendar.timezone)), HORIZON_YEARS)


def years_after(at: datetime, years: int) -> datetime:
    """The same date and time so many years later; 28 February where there is no 29th."""
    try:
        return at.replace(year=at.year + years)
    except ValueError:
        return at.replace(year=at.year + years, day=28)


def _find(
    calendar: WorkCalendar,
    since: datetime,
    limit: datetime | None,
    come: Callable[[int], bool],
    amount: int,
    *,
    last: bool,
) -> datetime | None:
    wall = calendar.wall
    search = wall.last_at_most if last else wall.first_at_least
    for start, end, ahead, used in _pieces(calendar, since, limit or horizon(calendar, since)):
        before = wall.total(start)
        if come(used + wall.total(end) - before):
            return instant(search(before + amount - used, start, end) - ahead)
    return None


def _pieces(calendar: WorkCalendar, since: datetime, limit: datetime) -> Iterator[_Piece]:
    """The stretches of one offset from `since` to `limit`, the limit itself included."""
    used = 0
    for part in offsets(calendar.timezone, micros(since), micros(limit) + 1):
        start, end = part.since + part.ahead, part.until + part.ahead
        yield start, end, part.ahead, used
        used += calendar.wall.total(end) - calendar.wall.total(start)
