"""A time zone as stretches of one offset: what turns daylight saving into plain sums.

Instants are whole microseconds since 1970-01-01T00:00Z; a *wall* time is the same count read off a local clock.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple
from zoneinfo import ZoneInfo

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
SECOND = 1_000_000
MINUTE = 60 * SECOND
DAY = 24 * 60 * MINUTE
# No zone of the IANA database has changed its offset twice within six days since 1901.
STRIDE = 3 * DAY


class Offset(NamedTuple):
    """From `since` up to `until` the local clock is `ahead` of UTC; all three in microseconds."""

    since: int
    until: int
    ahead: int


def micros(at: datetime) -> int:
    """An aware datetime as microseconds since the epoch, exactly."""
    if at.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return (at - EPOCH) // MICROSECOND


def instant(at: int) -> datetime:
    """The aware UTC datetime of so many microseconds since the epoch."""
    return EPOCH + at * MICROSECOND


@cache
def known_zones() -> frozenset[str]:
    """The IANA names, whatever other files the machine keeps beside its zones."""
    return frozenset((files("tzdata") / "zones").read_text("utf-8").split())


def offsets(zone: str, since: int, until: int) -> Iterator[Offset]:
    """The offsets in force from `since` up to `until`, in order and without a gap."""
    for year in range(instant(since).year, instant(until).year + 1):
        for part in _offsets_of(zone, year):
            clipped = Offset(max(part.since, since), min(part.until, until), part.ahead)
            if clipped.since < clipped.until:
                yield clipped


@lru_cache(maxsize=4096)
def _offsets_of(zone: str, year: int) -> tuple[Offset, ...]:
    start, end = _new_year(year), _new_year(year + 1)
    found: list[Offset] = []
    since, ahead = start, _ahead(zone, start)
    for probe in (*range(start + STRIDE, end, STRIDE), end - 1):
        if _ahead(zone, probe) != ahead:
            change = _change_between(zone, max(since, probe - STRIDE), probe)
            found.append(Offset(since, change, ahead))
            since, ahead = change, _ahead(zone, change)
    return (*found, Offset(since, end, ahead))


def _change_between(zone: str, before: int, after: int) -> int:
    """The first instant of the offset that `after` has and `before` has not."""
    late = _ahead(zone, after)
    while after - before > 1:
        middle = (before + after) // 2
        if _ahead(zone, middle) == late:
            after = middle
        else:
            before = middle
    return after


def _ahead(zone: str, at: int) -> int:
    offset = instant(at).astimezone(ZoneInfo(zone)).utcoffset()
    return 0 if offset is None else offset // MICROSECOND


def _new_year(year: int) -> int:
    return micros(datetime(year, 1, 1, tzinfo=UTC))
