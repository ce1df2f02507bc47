"""A department's calendar: when it works (domain.md 6)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from scoring.worktime.wall import Interval, Wall
from scoring.worktime.zones import EPOCH, known_zones

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MIDNIGHT = 24 * 60
ROUND_THE_CLOCK = "24x7"


class NoHours(ValueError):  # noqa: N818 - the word of the page
    """A calendar without an interval on any weekday: no clock on it would ever run."""


class UnknownZone(ValueError):  # noqa: N818 - the word of the page
    """A time zone that the IANA database does not name."""


class BadInterval(ValueError):  # noqa: N818 - the word of the page
    """A weekday's interval is empty, beyond the day, or not after the one before; says which."""

    def __init__(self, weekday: int, index: int) -> None:
        super().__init__(f"{WEEKDAYS[weekday]}[{index}]: empty, beyond the day, or not after the one before")
        self.weekday = weekday
        self.index = index


@dataclass(frozen=True)
class WorkCalendar:
    """Hours per weekday (Monday first, minutes of the day, end not included), and the dates that differ.

    A date in `workdays` has the hours of the weekday named (0 is Monday), even where it is a holiday too.
    Raises UnknownZone, BadInterval, NoHours.

    >>> office = weekly("Asia/Shanghai", {day: ("09:00-12:00", "13:00-18:00") for day in WEEKDAYS[:5]})
    >>> office.day_length // MINUTE
    480
    """

    timezone: str
    hours: tuple[tuple[Interval, ...], ...]
    holidays: frozenset[date] = frozenset()
    workdays: frozenset[tuple[date, int]] = frozenset()

    def __post_init__(self) -> None:
        if self.timezone not in known_zones():
            raise UnknownZone(self.timezone)
        for weekday, intervals in enumerate(self.hours):
            _check_order(weekday, intervals)
        if not any(self.hours):
            raise NoHours("no hours on any weekday")

    def hours_on(self, day: date) -> tuple[Interval, ...]:
        """The intervals of one date, in minutes of its day."""
        return self.wall.intervals_on((day - EPOCH.date()).days)

    def works_on(self, day: date) -> bool:
        return bool(self.hours_on(day))

    def is_open(self, at: datetime) -> bool:
        """Whether this instant is working time."""
        local = at.astimezone(ZoneInfo(self.timezone))
        minute = local.hour * 60 + local.minute
        return any(start <= minute < end for start, end in self.hours_on(local.date()))

    @property
    def day_length(self) -> int:
        """Microseconds of a business day: the longest weekday's."""
        return self.wall.longest

    @cached_property
    def wall(self) -> Wall:
        """The same hours as sums over wall time, for reckoning."""
        differing: dict[date, tuple[Interval, ...]] = dict.fromkeys(self.holidays, ())
        differing.update((day, self.hours[weekday]) for day, weekday in self.workdays)
        first = EPOCH.date()
        return Wall(self.hours, {(day - first).days: hours for day, hours in differing.items()})

    def to_json(self) -> object:
        """Plain JSON, in the form of a what-if file; "24x7" for the calendar that counts every instant."""
        if self == ALWAYS:
            return ROUND_THE_CLOCK
        return {
            "timezone": self.timezone,
            "hours": {
                name: [[_clock(start), _clock(end)] for start, end in intervals]
                for name, intervals in zip(WEEKDAYS, self.hours, strict=True)
                if intervals
            },
            "holidays": sorted(day.isoformat() for day in self.holidays),
            "workdays": {day.isoformat(): WEEKDAYS[weekday] for day, weekday in sorted(self.workdays)},
        }

    @staticmethod
    def from_json(stored: object) -> "WorkCalendar":
        """What `to_json` wrote; a broken one raises ValueError, KeyError or TypeError."""
        if stored == ROUND_THE_CLOCK:
            return ALWAYS
        if not isinstance(stored, Mapping):
            raise TypeError("a calendar is an object or 24x7")
        hours = stored["hours"]
        return WorkCalendar(
            timezone=stored["timezone"],
            hours=tuple(_intervals(hours.get(name, ())) for name in WEEKDAYS),
            holidays=frozenset(date.fromisoformat(day) for day in stored.get("holidays", ())),
            workdays=frozenset(
                (date.fromisoformat(day), WEEKDAYS.index(name)) for day, name in stored.get("workdays", {}).items()
            ),
        )


def weekly(timezone: str, hours: Mapping[str, Sequence[str]]) -> WorkCalendar:
    """A calendar from text: {"mon": ["09:00-12:00", "13:00-18:00"]}; a weekday left out has none."""
    spans = {name: [text.split("-") for text in texts] for name, texts in hours.items()}
    return WorkCalendar(timezone, tuple(_intervals(spans.get(name, ())) for name in WEEKDAYS))


def minute_of_day(text: str) -> int:
    """ "13:30" as 810; "24:00" as 1440."""
    hour, minute = text.split(":")
    return int(hour) * 60 + int(minute)


def _intervals(texts: Sequence[Sequence[str]]) -> tuple[Interval, ...]:
    return tuple((minute_of_day(start), minute_of_day(end)) for start, end in texts)


def _check_order(weekday: int, intervals: Sequence[Interval]) -> None:
    earliest = 0
    for index, (start, end) in enumerate(intervals):
        if not earliest <= start < end <= MIDNIGHT:
            raise BadInterval(weekday, index)
        earliest = end


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


ALWAYS = WorkCalendar("UTC", (((0, MIDNIGHT),),) * len(WEEKDAYS))
