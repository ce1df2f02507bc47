"""The table of a request's life, and the figures that are made of its clocks."""

from fractions import Fraction

import pytest

from scoring.attainment import Attainment, Which, attainment, decline_rate, median, p90
from scoring.clocks import Clock, ClockState, DoesNotFit, minutes, opened
from scoring.requests import MOVES, Effect, Holder, Relation, RequestState, Verb, affected, move, verbs_of
from tests.scoring.office import OFFICE, at

S = RequestState
RUNNING = opened(OFFICE, minutes(120), at("mon 9:00"))
FIRST_ACTS = (Verb.ACK, Verb.START, Verb.ASSIGN, Verb.WAIT, Verb.RESOLVE, Verb.DECLINE)


def test_a_verb_and_a_state_have_one_row_at_most() -> None:
    pairs = [(row.verb, state) for row in MOVES for state in row.of]
    assert len(pairs) == len(set(pairs))
    assert {verb for verb, _ in pairs} == set(Verb)


def test_every_state_but_open_and_sign_off_is_come_to() -> None:
    assert {row.to for row in MOVES} - {None} == set(S) - {S.SIGN_OFF}


@pytest.mark.parametrize("verb", FIRST_ACTS)
def test_the_first_act_of_the_department_stops_the_acknowledge_clock(verb: Verb) -> None:
    assert move(verb, S.OPEN).acknowledge is Effect.STOP


def test_only_a_reason_makes_a_wait_a_decline_or_a_reopening() -> None:
    assert {row.verb for row in MOVES if row.needs_reason} == {Verb.WAIT, Verb.DECLINE, Verb.REOPEN}


def test_hand_over_and_sign_off_change_the_holder_and_not_the_resolve_clock() -> None:
    for verb, state in ((Verb.ASSIGN, S.IN_PROGRESS), (Verb.APPROVE, S.SIGN_OFF), (Verb.GIVE_BACK, S.ACKNOWLEDGED)):
        assert move(verb, state).resolve is Effect.KEEP
    assert move(Verb.APPROVE, S.SIGN_OFF).holder is Holder.QUEUE
    assert move(Verb.ASSIGN, S.WAITING).holder is None


def test_who_may() -> None:
    assert Relation.REQUESTER not in move(Verb.RESOLVE, S.IN_PROGRESS).may
    assert Relation.DEPARTMENT not in move(Verb.CANCEL, S.OPEN).may
    assert move(Verb.RATE, S.RESOLVED).may == {Relation.REQUESTER}
    assert {Relation.REQUESTER, Relation.DEPARTMENT} <= move(Verb.RESUME, S.WAITING).may


@pytest.mark.parametrize(
    ("verb", "state"),
    [
        (Verb.ACK, S.ACKNOWLEDGED),
        (Verb.RESUME, S.IN_PROGRESS),
        (Verb.REOPEN, S.CANCELLED),
        (Verb.START, S.SIGN_OFF),
        (Verb.RATE, S.CLOSED),
    ],
)
def test_what_does_not_fit_is_refused(verb: Verb, state: RequestState) -> None:
    with pytest.raises(DoesNotFit):
        move(verb, state)
    assert verb not in verbs_of(state)


def test_effects_leave_alone_what_they_do_not_fit() -> None:
    stopped = RUNNING.stop(at("mon 10:00"))
    assert affected(stopped, Effect.STOP, at("mon 11:00")) is stopped
    assert affected(RUNNING, Effect.GO_ON, at("mon 11:00")) is RUNNING
    assert affected(RUNNING, Effect.KEEP, at("mon 11:00")) is RUNNING
    assert affected(stopped, Effect.GO_ON, at("mon 11:00")).state is ClockState.RUNNING
    assert affected(RUNNING, Effect.PAUSE, at("mon 11:00")).state is ClockState.WAITING


KEPT, LATE = RUNNING.stop(at("mon 10:00")), RUNNING.stop(at("mon 12:00"))


def figure(*clocks: tuple[Clock, RequestState], which: Which = Which.RESOLVE) -> Attainment:
    return attainment(which, clocks, at("mon 10:30"))


def test_attainment_is_met_of_those_that_ended_or_breached() -> None:
    assert figure((KEPT, S.RESOLVED), (LATE, S.CLOSED), (RUNNING, S.OPEN)) == Attainment(1, 2, 1)
    overdue = attainment(Which.RESOLVE, [(RUNNING, S.OPEN)], at("tue 9:00"))
    assert overdue == Attainment(0, 1, 0)


def test_saying_no_is_no_way_to_a_good_figure() -> None:
    assert figure((KEPT, S.DECLINED), (LATE, S.DECLINED)) == Attainment(0, 0, 0)
    assert figure((KEPT, S.DECLINED), (LATE, S.DECLINED), which=Which.ACKNOWLEDGE) == Attainment(1, 2, 0)
    assert decline_rate([S.DECLINED, S.CLOSED, S.RESOLVED, S.OPEN, S.CANCELLED]) == Fraction(100, 3)
    assert decline_rate([S.OPEN]) is None


@pytest.mark.parametrize("state", [S.CANCELLED, S.WITHDRAWN])
def test_what_was_taken_back_counts_only_where_it_had_breached(state: RequestState) -> None:
    assert figure((KEPT, state), (LATE, state)) == Attainment(0, 1, 0)


def test_percent_is_exact_or_nothing() -> None:
    assert Attainment(1, 3, 0).percent == Fraction(100, 3)
    assert Attainment(0, 0, 4).percent is None


def test_median_and_ninth_tenth() -> None:
    assert median([]) is None
    assert median([3, 1, 2]) == 2
    assert median([4, 1, 2, 3]) == Fraction(5, 2)
    assert p90([]) is None
    assert p90([5]) == 5
    assert p90(range(1, 11)) == 9
    assert p90(range(1, 12)) == 10
