"""Working time on a wall clock that never jumps: running totals, and where a total is come to.

Wall times are microseconds since 1970-01-01T00:00 of the local calendar; days count from that date.
Weeks repeat but for the dates that differ, so a total over centuries costs as much as one over a day.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate

from scoring.worktime.zones import DAY, MINUTE

Interval = tuple[int, int]

# 1970-01-01 was a Thursday.
FIRST_WEEKDAY = 3


class Wall:
    """Working time of one calendar as sums; an interval is in minutes of its day, end not included."""

    def __init__(self, week: Sequence[tuple[Interval, ...]], differing: Mapping[int, tuple[Interval, ...]]) -> None:
        self._week = tuple(week)
        self._differing = dict(differing)
        self._before_weekday = (0, *accumulate(_length(day) for day in week))
        self._days = sorted(differing)
        self._before_differing = (0, *accumulate(self._difference(day) for day in self._days))
        self.longest = max(_length(day) for day in week)

    def intervals_on(self, day: int) -> tuple[Interval, ...]:
        return self._differing.get(day, self._week[(day + FIRST_WEEKDAY) % 7])

    def total(self, wall: int) -> int:
        """Microseconds worked before a wall time, counted from a fixed origin: only differences mean something."""
        day, within = divmod(wall, DAY)
        today = sum(max(0, min(end * MINUTE, within) - start * MINUTE) for start, end in self.intervals_on(day))
        return self._total_before(day) + today

    def first_at_least(self, total: int, since: int, until: int) -> int:
        """The first wall time at which the total is no less, where it is less at `since` and not at `until`."""
        day = bisect_left(range(since // DAY, until // DAY), total, key=self._total_after) + since // DAY
        missing = total - self._total_before(day)
        for start, end in self.intervals_on(day):
            if missing <= (end - start) * MINUTE:
                return day * DAY + start * MINUTE + missing
            missing -= (end - start) * MINUTE
        raise AssertionError("the total lies between since and until")

    def last_at_most(self, total: int, since: int, until: int) -> int:
        """The last wall time at which the total is no more, where it is no more at `since` and more at `until`."""
        day = bisect_right(range(since // DAY, until // DAY), total, key=self._total_after) + since // DAY
        left = total - self._total_before(day)
        for start, end in self.intervals_on(day):
            if left < (end - start) * MINUTE:
                return day * DAY + start * MINUTE + left
            left -= (end - start) * MINUTE
        raise AssertionError("the total lies between since and until")

    def _total_after(self, day: int) -> int:
        return self._total_before(day + 1)

    def _total_before(self, day: int) -> int:
        weeks, weekday = divmod(day + FIRST_WEEKDAY, 7)
        regular = weeks * self._before_weekday[7] + self._before_weekday[weekday]
        return regular + self._before_differing[bisect_left(self._days, day)]

    def _difference(self, day: int) -> int:
        return _length(self._differing[day]) - _length(self._week[(day + FIRST_WEEKDAY) % 7])


def _length(intervals: Sequence[Interval]) -> int:
    return sum(end - start for start, end in intervals) * MINUTE
