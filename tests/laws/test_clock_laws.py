"""Laws of business time (domain.md 6), against a slow and obvious model that looks at every minute."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from scoring.clocks import Clock, ClockState, from_json, minutes, opened, to_json
from scoring.ladder import LADDER, Stood, climb, next_step_at
from scoring.worktime import (
    ALWAYS,
    MINUTE,
    Interval,
    WorkCalendar,
    exceeded_at,
    next_opening,
    reached_at,
    worked,
)

ONE_MINUTE = timedelta(minutes=1)

# Nights in which these zones changed their clocks; Shanghai's are of 1986, Tehran's at midnight, of 2022.
CHANGES = (
    ("Europe/Berlin", date(2026, 3, 29)),
    ("Europe/Berlin", date(2026, 10, 25)),
    ("America/Sao_Paulo", date(2018, 11, 4)),
    ("America/Sao_Paulo", date(2019, 2, 17)),
    ("Asia/Tehran", date(2022, 3, 22)),
    ("Asia/Tehran", date(2022, 9, 22)),
    ("Australia/Sydney", date(2026, 4, 5)),
    ("Australia/Sydney", date(2026, 10, 4)),
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("Asia/Shanghai", date(1986, 5, 4)),
    ("Pacific/Apia", date(2011, 12, 30)),
)
WINDOW = 3 * 24 * 60

# The first look into a zone's far years costs more than the rest together.
LAW = settings(deadline=None)


def intervals_of(marks: list[int]) -> tuple[Interval, ...]:
    ordered = sorted(marks)
    return tuple((start, end) for start, end in zip(ordered[::2], ordered[1::2], strict=True) if start < end)


DAYS_HOURS = st.lists(st.integers(0, 24 * 60), max_size=6).filter(lambda marks: len(marks) % 2 == 0).map(intervals_of)
WEEKS = st.tuples(*[DAYS_HOURS] * 7).filter(any)


@st.composite
def calendars(draw: st.DrawFn) -> tuple[WorkCalendar, datetime]:
    """A calendar, and an instant up to a day and a half before its zone changes its clock."""
    zone, day = draw(st.sampled_from(CHANGES))
    near = st.integers(-3, 3).map(lambda days: day + timedelta(days=days))
    calendar = WorkCalendar(
        zone,
        draw(WEEKS),
        draw(st.frozensets(near, max_size=2)),
        frozenset(draw(st.dictionaries(near, st.integers(0, 6), max_size=2)).items()),
    )
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return calendar, noon - draw(st.integers(0, 36 * 60)) * ONE_MINUTE


def is_open(calendar: WorkCalendar, at: datetime) -> bool:
    local = at.astimezone(ZoneInfo(calendar.timezone))
    named = dict(calendar.workdays).get(local.date())
    if named is None and local.date() in calendar.holidays:
        return False
    weekday = local.weekday() if named is None else named
    return any(start <= local.hour * 60 + local.minute < end for start, end in calendar.hours[weekday])


def open_minutes(calendar: WorkCalendar, since: datetime) -> list[datetime]:
    """The model: the minutes of the window that are working time."""
    every = (since + count * ONE_MINUTE for count in range(WINDOW))
    return [minute for minute in every if is_open(calendar, minute)]


@LAW
@given(calendars(), st.integers(0, WINDOW))
def test_6_used_time_is_what_the_wall_clock_says(drawn: tuple[WorkCalendar, datetime], length: int) -> None:
    calendar, since = drawn
    until = since + length * ONE_MINUTE
    model = sum(minute < until for minute in open_minutes(calendar, since))
    assert worked(calendar, since, until) == model * MINUTE


@LAW
@given(calendars(), st.integers(1, WINDOW))
def test_6_due_and_passed_are_where_the_model_comes_to_them(
    drawn: tuple[WorkCalendar, datetime], amount: int
) -> None:
    calendar, since = drawn
    model = open_minutes(calendar, since)
    assume(amount < len(model))
    assert reached_at(calendar, since, amount * MINUTE) == model[amount - 1] + ONE_MINUTE
    assert exceeded_at(calendar, since, amount * MINUTE) == model[amount]
    assert next_opening(calendar, since) == model[0]
    assert calendar.is_open(since) == (model[0] == since)


@LAW
@given(calendars(), st.lists(st.integers(0, 10**13), min_size=3, max_size=3))
def test_6_used_time_never_falls_and_adds_up(drawn: tuple[WorkCalendar, datetime], offsets: list[int]) -> None:
    calendar, since = drawn
    a, b, c = (since + timedelta(microseconds=offset) for offset in sorted(offsets))
    assert 0 <= worked(calendar, a, b) <= worked(calendar, a, c)
    assert worked(calendar, a, b) + worked(calendar, b, c) == worked(calendar, a, c)


@LAW
@given(calendars(), st.fractions(0, 10**12, max_denominator=7))
def test_6_due_is_first_and_passed_is_last(drawn: tuple[WorkCalendar, datetime], amount: Fraction) -> None:
    calendar, since = drawn
    due, passed = reached_at(calendar, since, amount), exceeded_at(calendar, since, amount)
    assert due is not None
    assert passed is not None
    assert due <= passed
    tick = timedelta(microseconds=1)
    assert worked(calendar, since, due + tick) >= amount
    assert due == since or worked(calendar, since, due - tick) < amount
    assert worked(calendar, since, passed) <= amount < worked(calendar, since, passed + tick)


CHANGE = st.tuples(
    st.integers(0, 2000), st.sampled_from(["wait", "resume", "stop", "reopen", "retarget", "recalendar"])
)
FITTING = {
    ClockState.RUNNING: ("wait", "stop", "retarget", "recalendar"),
    ClockState.WAITING: ("resume", "stop", "retarget", "recalendar"),
    ClockState.STOPPED: ("reopen",),
}


def change(clock: Clock, verb: str, at: datetime, size: int) -> Clock:
    match verb:
        case "retarget":
            return clock.retarget(minutes(size + 1), at)
        case "recalendar":
            return clock.recalendar(ALWAYS, at)
    changed: Clock = getattr(clock, verb)(at)
    return changed


def histories(clock: Clock, at: datetime, changes: list[tuple[int, str]]) -> list[tuple[datetime, Clock]]:
    """The clock after each change that fits, with its instant."""
    told = [(at, clock)]
    for gap, verb in changes:
        at += gap * ONE_MINUTE
        if verb in FITTING[clock.state]:
            clock = change(clock, verb, at, gap)
            told.append((at, clock))
    return told


HISTORY = st.lists(CHANGE, max_size=8)


@LAW
@given(calendars(), st.integers(1, 2000), HISTORY)
def test_6_a_clock_never_loses_time_and_counts_only_while_running(
    drawn: tuple[WorkCalendar, datetime], target: int, changes: list[tuple[int, str]]
) -> None:
    calendar, since = drawn
    told = histories(opened(calendar, minutes(target), since), since, changes)
    total = 0
    for (_, before), (at, after) in pairwise(told):
        start = before.running_since
        total = before.used_before + (worked(before.calendar, start, at) if start else 0)
        assert after.used(at) == before.used(at) == total


@LAW
@given(calendars(), st.integers(1, 2000), HISTORY)
def test_6_what_is_past_stays_and_nothing_is_dated_before_its_cause(
    drawn: tuple[WorkCalendar, datetime], target: int, changes: list[tuple[int, str]]
) -> None:
    calendar, since = drawn
    told = histories(opened(calendar, minutes(target), since), since, changes)
    for (_, before), (at, after) in pairwise(told):
        if (breach := before.breached_at(at)) is not None:
            assert after.breached_at(at) == breach
        for share in (50, 100, 200):
            passed, seen = after.passed_at(share, at), before.passed_at(share, at)
            assert passed is None or passed >= after.target_since
            if after.revision == before.revision and seen is not None and seen < at:
                assert passed == seen


@LAW
@given(calendars(), st.integers(1, 2000), HISTORY)
def test_6_a_row_keeps_the_whole_clock(
    drawn: tuple[WorkCalendar, datetime], target: int, changes: list[tuple[int, str]]
) -> None:
    calendar, since = drawn
    for _, clock in histories(opened(calendar, minutes(target), since), since, changes):
        assert from_json(to_json(clock)) == clock


@LAW
@given(calendars(), st.integers(1, 600), st.lists(st.integers(0, 900), max_size=20))
def test_6_however_late_the_ticks_each_step_is_passed_once(
    drawn: tuple[WorkCalendar, datetime], target: int, ticks: list[int]
) -> None:
    calendar, at = drawn
    clock, stood = opened(calendar, minutes(target), at), Stood()
    told: list[tuple[int, int]] = []
    for gap in ticks:
        at += gap * ONE_MINUTE
        due = next_step_at(LADDER, clock, stood, at)
        found = climb(LADDER, clock, stood, at)
        assert (found.fires is not None) == (due is not None and due <= at)
        if found.fires is not None:
            told.append((found.fires.share, found.n))
        stood = found.stood
    assert told == sorted(set(told))
