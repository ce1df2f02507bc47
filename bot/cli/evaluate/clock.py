"""`"type": "clock"`: a calendar, a target and a history in; time used, due instant and steps out."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from fractions import Fraction
from typing import Final
from zoneinfo import ZoneInfo

from bot.cli.evaluate.reading import Fault, Node, given
from scoring.clocks import Clock, ClockState, ClockVerb, Misstep, Step, fold, minutes
from scoring.values import half_up
from scoring.worktime import (
    ALWAYS,
    MINUTE,
    WEEKDAYS,
    BadInterval,
    Interval,
    NoHours,
    WorkCalendar,
    known_zones,
    minute_of_day,
)

SHARES: Final = (50, 75, 100, 150, 200)
STEPS: Final = (
    ClockVerb.OPEN,
    ClockVerb.WAIT,
    ClockVerb.RESUME,
    ClockVerb.STOP,
    ClockVerb.REOPEN,
    ClockVerb.RETARGET,
)
_START: Final = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_END: Final = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]|24:00")


def evaluate_clock(document: Node) -> dict[str, object]:
    """The answer to a clock file; Fault on the field that does not fit."""
    fields = document.fields(("type", "target_minutes", "calendar", "history", "as_of"))
    target = _target(fields["target_minutes"])
    calendar = _calendar(fields["calendar"])
    steps = [_step(node) for node in fields["history"].elements()]
    fields["history"].check(bool(steps), "a history begins with open")
    as_of = fields["as_of"].instant()
    clock = _folded(calendar, target, steps, fields["history"])
    fields["as_of"].check(steps[-1].at <= as_of, "before the last step")
    return _answer(clock, as_of, fields["target_minutes"])


def _answer(clock: Clock, as_of: datetime, target: Node) -> dict[str, object]:
    due = clock.due_at(as_of)
    steps = {share: clock.passed_at(share, as_of) for share in SHARES}
    if clock.state is ClockState.RUNNING:
        target.check(None not in (due, *steps.values()), "not come to within twenty years")
    return {
        "state": clock.state.value,
        "used_minutes": f"{half_up(Fraction(clock.used(as_of), MINUTE), 2):f}",
        "due_at": _shown(due, clock.calendar),
        "breached_at": _shown(clock.breached_at(as_of), clock.calendar),
        "met": clock.met(as_of),
        "steps": {str(share): _shown(at, clock.calendar) for share, at in steps.items()},
    }


def _shown(at: datetime | None, calendar: WorkCalendar) -> str | None:
    """In the calendar's zone with its offset, cut to the second."""
    if at is None:
        return None
    return at.astimezone(ZoneInfo(calendar.timezone)).isoformat(timespec="seconds")


def _target(node: Node) -> Fraction:
    target = node.number()
    node.check(target > 0, "more than 0 is wanted")
    return minutes(target)


def _folded(calendar: WorkCalendar, target: Fraction, steps: Sequence[Step], history: Node) -> Clock:
    try:
        return fold(calendar, target, steps)
    except Misstep as error:
        raise Fault(f"{history.path}[{error.index}].{error.field}", str(error)) from error


def _step(node: Node) -> Step:
    fields = node.fields(("at", "do"), ("target_minutes",))
    verb = fields["do"].choice(STEPS)
    if verb is not ClockVerb.RETARGET:
        node.fields(("at", "do"))
        return Step(fields["at"].instant(), verb)
    node.fields(("at", "do", "target_minutes"))
    return Step(fields["at"].instant(), verb, target=_target(fields["target_minutes"]))


def _calendar(node: Node) -> WorkCalendar:
    if isinstance(node.value, str):
        node.choice(("24x7",))
        return ALWAYS
    fields = node.fields(("timezone", "hours"), ("holidays", "workdays"))
    hours_of = fields["hours"].fields((), WEEKDAYS)
    fields["timezone"].check(fields["timezone"].text() in known_zones(), "no IANA time zone")
    hours = {name: _intervals(day) for name, day in hours_of.items()}
    holidays: frozenset[date] = given(fields, "holidays", _holidays, frozenset())
    workdays: frozenset[tuple[date, int]] = given(fields, "workdays", _workdays, frozenset())
    try:
        return WorkCalendar(
            timezone=fields["timezone"].text(),
            hours=tuple(hours.get(name, ()) for name in WEEKDAYS),
            holidays=holidays,
            workdays=workdays,
        )
    except BadInterval as error:
        interval = hours_of[WEEKDAYS[error.weekday]].elements()[error.index]
        raise interval.fault("start before end, in order, not overlapping") from error
    except NoHours as error:
        raise node.fault("no interval on any weekday") from error


def _intervals(day: Node) -> tuple[Interval, ...]:
    return tuple(_interval(node) for node in day.elements())


def _interval(node: Node) -> Interval:
    ends = node.elements()
    node.check(len(ends) == 2, "a start and an end are wanted")
    return _time(ends[0], _START), _time(ends[1], _END)


def _time(node: Node, form: re.Pattern[str]) -> int:
    text = node.text()
    node.check(form.fullmatch(text) is not None, "a time is written HH:MM, 24:00 only as an end")
    return minute_of_day(text)


def _holidays(node: Node) -> frozenset[date]:
    return frozenset(day.day() for day in node.elements())


def _workdays(node: Node) -> frozenset[tuple[date, int]]:
    return frozenset(
        (Node(name.path, key).day(), WEEKDAYS.index(name.choice(WEEKDAYS))) for key, name in node.entries().items()
    )
