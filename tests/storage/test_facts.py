"""An event's facts fold into its state, and its state into sums (domain.md 3, 5; architecture.md Laws)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.terms import EventState as State
from scoring.terms import TriangleRole
from storage.fold import EventState, step
from storage.summaries import KindDaySums, QuarterSums, Tally, total, weigh
from storage.tables.events import Fact

ANN, BO, RAY, MIA = 1, 2, 3, 4
DAY = date(2026, 11, 25)
AT = datetime(2026, 11, 25, 2, 12, tzinfo=UTC)


def fact(kind: str, by: int = ANN, minute: int = 0, **body: object) -> Fact:
    at = AT + timedelta(minutes=minute)
    return Fact(kind=kind, subject="event", subject_id=118, account_id=7, by_id=by, at=at, body=body)


def logged(**more: object) -> Fact:
    body: dict[str, object] = {
        "number": 118,
        "event_kind": "order",
        "on_day": DAY.isoformat(),
        "logged_by": ANN,
        "minor": 250_000_000,
        "currency": "CNY",
        "base_minor": 250_000_000,
        "value": None,
        "line": None,
        "note": "Signalling lot 2",
        "evidence": None,
        "details": {},
        "points": 2500,
        "pending": True,
        "roles": ["AR", "SR", "FR"],
        "parts": [[ANN, "AR"]],
        "source": None,
    }
    made = fact("event.logged")
    made.body = body | more
    return made


CONFIRMED = fact("event.confirmed", by=BO, minute=2)
BO_JOINED = fact("event.joined", minute=1, member_id=BO, roles=["SR"], took=True)
LINKED = fact("event.linked", minute=1, request_id=31, member_id=RAY)
DISPUTED = fact("event.disputed", by=BO, minute=3, why="booked in lot 1")
VOIDED = fact("event.voided", by=MIA, minute=9, why="customer cancelled")


def folded(*facts: Fact) -> EventState:
    state = step(None, facts[0])
    for each in facts[1:]:
        state = step(state, each)
    return state


def test_a_logged_event_that_carries_points_waits() -> None:
    state = folded(logged())
    assert (state.state, state.pending, state.counts) == (State.PENDING, True, False)
    assert weigh(state) == Tally(
        {(7, "order", DAY): KindDaySums(pending_count=1, pending_minor=250_000_000)},
        {(ANN, "2026Q4"): QuarterSums(pending=1000)},
        {(7, ANN, "AR"): DAY},
    )


def test_confirmed_it_moves_from_pending_to_counted() -> None:
    tally = weigh(folded(logged(), CONFIRMED))
    assert tally.kind_days == {(7, "order", DAY): KindDaySums(count=1, minor=250_000_000)}
    assert tally.quarters == {(ANN, "2026Q4"): QuarterSums(hundredths=1000)}


def test_the_win_of_the_golden_conversation_is_credited_as_it_says() -> None:
    state = folded(logged(), BO_JOINED, LINKED, CONFIRMED)
    assert state.credits == ((ANN, "AR", 1000), (BO, "SR", 750), (RAY, "assist", 250))


def test_taking_somebody_out_again_leaves_what_was() -> None:
    out = fact("event.joined", minute=2, member_id=BO, roles=["SR"], took=False)
    assert replace(folded(logged(), BO_JOINED, out), changed_at=AT) == folded(logged())


def test_the_same_request_linked_twice_is_one_assist() -> None:
    assert folded(logged(), LINKED, LINKED).credits == folded(logged(), LINKED).credits


def test_a_kind_without_points_counts_at_once_and_credits_nobody() -> None:
    state = folded(logged(event_kind="dso", points=0, pending=False, minor=None, value="86"))
    assert (state.state, state.credits) == (State.COUNTED, ())
    assert weigh(state).kind_days == {(7, "dso", DAY): KindDaySums(count=1)}


def test_a_disputed_event_goes_on_counting() -> None:
    before, after = folded(logged(), CONFIRMED), folded(logged(), CONFIRMED, DISPUTED)
    assert after.disputed_why == "booked in lot 1"
    assert weigh(before) == weigh(after)
    upheld = step(after, fact("event.upheld", by=MIA, minute=4))
    assert (upheld.disputed_by, upheld.disputed_why) == (None, None)


def test_a_void_event_weighs_nothing_and_keeps_who_took_part() -> None:
    state = folded(logged(), BO_JOINED, CONFIRMED, VOIDED)
    assert weigh(state) == Tally()
    assert state.parts == ((ANN, TriangleRole.AR), (BO, TriangleRole.SR))
    assert (state.ended_by, state.ended_why) == (MIA, "customer cancelled")


def test_a_corrected_event_weighs_nothing_and_names_the_newer() -> None:
    superseded = fact("event.superseded", minute=5)
    superseded.body = {"by": 125}
    state = folded(logged(), superseded)
    assert (state.state, state.superseded_by, weigh(state)) == (State.SUPERSEDED, 125, Tally())


def test_the_quarter_is_the_companys() -> None:
    assert set(weigh(folded(logged()), year_start=4).quarters) == {(ANN, "2026Q3")}


def test_what_was_not_logged_cannot_change_and_nothing_is_logged_twice() -> None:
    with pytest.raises(ValueError):
        step(None, CONFIRMED)
    with pytest.raises(ValueError):
        step(folded(logged()), logged())


def test_facts_that_do_not_touch_each_other_come_in_any_order() -> None:
    free = (BO_JOINED, LINKED, CONFIRMED, DISPUTED)
    ends = {weighty(folded(logged(), *order)) for order in permutations(free)}
    assert len(ends) == 1


def weighty(state: EventState) -> tuple[object, ...]:
    """What an event comes to, without when it was last touched."""
    return state.parts, state.credits, state.state, state.disputed_by, state.confirmed_by, repr(weigh(state))


def an_event(points: int, parts: Sequence[tuple[int, str]], confirmed: bool, minor: int) -> EventState:
    first = logged(points=points, parts=[list(part) for part in parts], minor=minor)
    return folded(first, CONFIRMED) if confirmed else folded(first)


parts = st.tuples(st.integers(1, 5), st.sampled_from(["AR", "SR", "FR", "others"]))
states = st.builds(
    an_event,
    points=st.integers(0, 10**6),
    parts=st.lists(parts, unique=True, max_size=5),
    confirmed=st.booleans(),
    minor=st.integers(1, 10**14),
)


@given(st.lists(states, max_size=4), states)
def test_taking_an_event_away_gives_back_exactly_what_it_gave(there: Sequence[EventState], one: EventState) -> None:
    sums = total([*there, one]) - weigh(one)
    assert (sums.kind_days, sums.quarters) == (total(there).kind_days, total(there).quarters)


@given(st.lists(states, max_size=5), st.data())
def test_the_total_does_not_depend_on_the_order_of_events(there: list[EventState], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(there))
    assert total(there) == total(shuffled)
