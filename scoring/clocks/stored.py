"""A clock as plain JSON and back, for the row that keeps it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from fractions import Fraction
from typing import Any

from scoring.clocks.clock import Clock, ClockState, Stretch
from scoring.worktime import WorkCalendar


def to_json(clock: Clock) -> dict[str, object]:
    """Instants in UTC, times in microseconds, the target as an exact fraction; calendars once where they are one."""
    return {
        "calendar": clock.calendar.to_json(),
        "target": str(clock.target),
        "target_since": _written(clock.target_since),
        "state": clock.state.value,
        "running_since": _written(clock.running_since),
        "carried": clock.carried,
        "past": [_stretch(stretch, clock.calendar) for stretch in clock.past],
        "revision": clock.revision,
        "breached": _written(clock.breached),
    }


def from_json(stored: Mapping[str, Any]) -> Clock:
    """What `to_json` wrote."""
    calendar = WorkCalendar.from_json(stored["calendar"])
    return Clock(
        calendar=calendar,
        target=Fraction(stored["target"]),
        target_since=datetime.fromisoformat(stored["target_since"]),
        state=ClockState(stored["state"]),
        running_since=_read(stored["running_since"]),
        carried=stored["carried"],
        past=tuple(_stretch_from(stretch, calendar) for stretch in stored["past"]),
        revision=stored["revision"],
        breached=_read(stored["breached"]),
    )


def _stretch(stretch: Stretch, current: WorkCalendar) -> dict[str, object]:
    written: dict[str, object] = {
        "since": _written(stretch.since),
        "until": _written(stretch.until),
        "used": stretch.used,
    }
    if stretch.calendar == current:
        return written
    return {**written, "calendar": stretch.calendar.to_json()}


def _stretch_from(stored: Mapping[str, Any], current: WorkCalendar) -> Stretch:
    calendar = WorkCalendar.from_json(stored["calendar"]) if "calendar" in stored else current
    since, until = (datetime.fromisoformat(stored[end]) for end in ("since", "until"))
    return Stretch(calendar, since, until, stored["used"])


def _written(at: datetime | None) -> str | None:
    return None if at is None else at.astimezone(UTC).isoformat()


def _read(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
