"""Clocks: the figures of the golden conversations, and each rule of a clock alone."""

from datetime import datetime, timedelta

import pytest

from scoring.clocks import (
    Clock,
    ClockState,
    ClockVerb,
    DoesNotFit,
    Misstep,
    Step,
    fold,
    from_json,
    minutes,
    opened,
    to_json,
)
from scoring.worktime import ALWAYS, MINUTE, weekly
from tests.scoring.office import OFFICE, at

HOUR = 60 * MINUTE
STEPS = (50, 75, 100, 150, 200)


def steps(clock: Clock, as_of: datetime) -> list[datetime | None]:
    return [clock.passed_at(share, as_of) for share in STEPS]


def hours(count: int) -> Clock:
    """A clock of so many hours, opened on Monday at 9:00."""
    return opened(OFFICE, minutes(60 * count), at("mon 9:00"))


def test_r42_acknowledge() -> None:
    clock = opened(OFFICE, minutes(60), at("wed 14:05"))
    said = ["wed 14:35", "wed 14:50", "wed 15:05", "wed 15:35", "wed 16:05"]
    assert steps(clock, at("wed 14:05")) == [at(text) for text in said]


def test_r42_resolve() -> None:
    clock = opened(OFFICE, minutes(480), at("wed 14:05"))
    said = ["thu 9:05", "thu 11:05", "thu 14:05", "fri 9:05", "fri 14:05"]
    assert steps(clock, at("wed 14:05")) == [at(text) for text in said]
    assert clock.due_at(at("wed 14:05")) == at("thu 14:05")


def test_r40() -> None:
    clock = opened(OFFICE, minutes(480), at("wed 9:40"))
    said = ["wed 14:40", "wed 16:40", "thu 9:40", "thu 14:40", "fri 9:40"]
    assert steps(clock, at("wed 9:40")) == [at(text) for text in said]


def test_r37_is_paused_and_goes_on() -> None:
    waiting = opened(OFFICE, minutes(960), at("mon 14:00")).wait(at("tue 10:00"))
    assert waiting.used(at("wed 11:00")) == 5 * HOUR
    assert waiting.due_at(at("wed 11:00")) is None
    going_on = waiting.resume(at("wed 11:30"))
    assert going_on.due_at(at("wed 11:30")) == at("thu 15:30")
    assert going_on.used(at("wed 11:30")) == 5 * HOUR


def test_r38_is_declined_and_reopened() -> None:
    declined = opened(OFFICE, minutes(5 * 480), at("tue 16:20")).stop(at("wed 10:30"))
    again = declined.reopen(at("wed 11:10"))
    assert again.used(at("wed 11:10")) == 3 * HOUR + 10 * MINUTE
    assert again.due_at(at("wed 11:10")) == at("+tue 17:00")


def test_met_exactly_at_the_due_instant_is_met() -> None:
    clock = hours(2).stop(at("mon 11:00"))
    assert clock.due_at(at("tue 9:00")) == at("mon 11:00")
    assert clock.passed_at(100, at("tue 9:00")) is None
    assert clock.met(at("tue 9:00")) is True


def test_due_at_closing_is_no_breach_till_work_begins_again() -> None:
    clock = opened(OFFICE, minutes(120), at("fri 16:00"))
    assert clock.breached_at(at("+mon 9:00")) is None
    assert clock.stop(at("+mon 9:00")).met(at("+mon 9:00")) is True
    assert clock.breached_at(at("+mon 9:01")) == at("+mon 9:00")


def test_a_breach_stays_when_the_target_is_eased_or_the_clock_reopened() -> None:
    eased = hours(1).retarget(minutes(480), at("mon 11:00"))
    assert eased.breached_at(at("mon 11:00")) == at("mon 10:00")
    assert eased.stop(at("mon 11:30")).reopen(at("tue 9:00")).met(at("tue 9:00")) is False


def test_a_tightened_target_is_breached_no_earlier_than_its_change() -> None:
    clock = hours(8).retarget(minutes(60), at("mon 14:00"))
    assert clock.breached_at(at("mon 14:00")) == at("mon 14:00")
    assert clock.due_at(at("mon 14:00")) == at("mon 14:00")
    assert steps(clock, at("mon 14:00")) == [at("mon 14:00")] * 5


def test_a_target_eased_before_the_breach_is_none() -> None:
    clock = hours(3).retarget(minutes(480), at("mon 12:30"))
    assert clock.breached_at(at("mon 18:00")) is None


def test_a_retarget_keeps_pauses_and_the_time_used() -> None:
    clock = hours(8).wait(at("mon 10:00")).resume(at("mon 11:00")).retarget(minutes(240), at("mon 11:30"))
    assert clock.used(at("mon 11:30")) == 90 * MINUTE
    assert clock.due_at(at("mon 11:30")) == at("mon 15:00")
    assert clock.revision == 1


def test_the_same_target_changes_nothing() -> None:
    clock = hours(8)
    assert clock.retarget(minutes(480), at("tue 9:00")) is clock


def test_a_retarget_while_waiting_to_what_is_exactly_used_is_due_but_not_passed() -> None:
    clock = hours(8).wait(at("mon 11:00")).retarget(minutes(120), at("mon 14:00"))
    assert clock.due_at(at("mon 15:00")) == at("mon 14:00")
    assert clock.passed_at(100, at("mon 15:00")) is None
    assert clock.resume(at("mon 16:00")).passed_at(100, at("mon 16:00")) == at("mon 16:00")


def test_a_step_passed_before_a_pause_keeps_its_instant() -> None:
    clock = hours(4).wait(at("mon 12:00")).resume(at("tue 9:00"))
    assert clock.passed_at(50, at("tue 9:00")) == at("mon 11:00")
    assert clock.passed_at(75, at("tue 9:00")) == at("tue 9:00")


def test_another_calendar_counts_from_its_day_on() -> None:
    clock = hours(16).recalendar(ALWAYS, at("tue 9:00"))
    assert clock.used(at("tue 9:00")) == 8 * HOUR
    assert clock.due_at(at("tue 9:00")) == at("tue 17:00")
    assert clock.passed_at(25, at("tue 9:00")) == at("mon 14:00")
    assert clock.wait(at("tue 10:00")).recalendar(OFFICE, at("tue 11:00")).used(at("tue 18:00")) == 9 * HOUR


@pytest.mark.parametrize("as_of", ["mon 9:00", "mon 10:30"])
def test_verbs_that_do_not_fit_are_refused(as_of: str) -> None:
    running, waiting, stopped = hours(8), hours(8).wait(at("mon 9:00")), hours(8).stop(at("mon 9:00"))
    for misfit in (
        running.resume,
        running.reopen,
        waiting.wait,
        waiting.reopen,
        stopped.stop,
        stopped.wait,
        stopped.resume,
    ):
        with pytest.raises(DoesNotFit):
            misfit(at(as_of))
    with pytest.raises(DoesNotFit):
        stopped.retarget(minutes(60), at(as_of))
    with pytest.raises(DoesNotFit):
        stopped.recalendar(ALWAYS, at(as_of))


def test_what_takes_over_twenty_years_is_never_due() -> None:
    yearly = weekly("UTC", {"mon": ["09:00-09:01"]})
    clock = opened(yearly, minutes(52 * 21), at("mon 9:00"))
    assert clock.due_at(at("mon 9:00")) is None
    assert clock.passed_at(50, at("mon 9:00")) is not None


def test_a_clock_goes_to_json_and_back() -> None:
    clock = hours(1).wait(at("mon 11:00")).recalendar(ALWAYS, at("mon 12:00")).resume(at("tue 9:00"))
    assert from_json(to_json(clock)) == clock
    stopped = clock.retarget(minutes(600) / 7, at("tue 10:00")).stop(at("wed 9:00"))
    assert from_json(to_json(stopped)) == stopped


def test_a_history_folds_to_the_same_clock() -> None:
    told = [Step(at("mon 9:00"), ClockVerb.OPEN), Step(at("mon 10:00"), ClockVerb.WAIT)]
    assert fold(OFFICE, minutes(60), told) == hours(1).wait(at("mon 10:00"))


def test_a_target_replaced_at_its_own_instant_never_was() -> None:
    begun, later = Step(at("mon 9:00"), ClockVerb.OPEN), at("mon 14:00")
    short, again = Step(later, ClockVerb.RETARGET, minutes(60)), Step(later, ClockVerb.RETARGET, minutes(480))
    assert fold(OFFICE, minutes(480), [begun, short, again]) == hours(8)
    eased = fold(OFFICE, minutes(600), [begun, short, again])
    assert eased.breached_at(later) is None
    assert eased.target == minutes(480)


def test_a_history_that_cannot_have_been_names_its_step() -> None:
    begun = Step(at("mon 9:00"), ClockVerb.OPEN)
    for told, place in (
        ([Step(at("mon 9:00"), ClockVerb.WAIT)], (0, "do")),
        ([begun, begun], (1, "do")),
        ([begun, Step(at("mon 9:00") - timedelta(microseconds=1), ClockVerb.WAIT)], (1, "at")),
        ([begun, Step(at("mon 9:00"), ClockVerb.REOPEN)], (1, "do")),
        ([], (0, "do")),
    ):
        with pytest.raises(Misstep) as refused:
            fold(OFFICE, minutes(60), told)
        assert (refused.value.index, refused.value.field) == place


def test_states_have_the_words_of_an_answer() -> None:
    assert [state.value for state in ClockState] == ["running", "waiting", "stopped"]
