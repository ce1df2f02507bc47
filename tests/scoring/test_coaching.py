"""When a nudge is due, and which of several are said (domain.md 7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.coaching import rules
from scoring.coaching.batch import GIVE_OR_TAKE, MOST_A_DAY, REST, REST_WHEN_DONE, Heard, chosen
from scoring.policy import Status
from scoring.terms import Stage

NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Thing:
    cause: str
    gravity: int = 1


# --- the rules ---


@pytest.mark.parametrize(("stage", "days"), [(Stage.INITIAL, 7), (Stage.GROWTH, 14), (Stage.MATURE, 30)])
def test_an_account_is_silent_after_its_stages_days_and_graver_after_twice_as_many(stage: Stage, days: int) -> None:
    assert [rules.silent_account(stage, n) for n in (days - 1, days, 2 * days - 1, 2 * days)] == [None, 1, 1, 2]


def test_a_role_is_silent_after_21_days_and_graver_after_42() -> None:
    assert [rules.silent_role(days) for days in (20, 21, 41, 42)] == [None, 1, 1, 2]


def test_a_confirmation_is_missed_after_three_days_an_answer_after_one_working_day() -> None:
    assert [rules.pending_confirmation(days) for days in (2, 3, 30)] == [None, 1, 1]
    assert [rules.waiting_on_you(days) for days in (0, 1, 4)] == [None, 1, 4]


def test_a_metric_off_track_is_graver_than_one_at_risk() -> None:
    assert [rules.off_pace(status) for status in Status] == [None, 1, 2, None]


# --- which are said ---


def said(
    *seen: Thing,
    heard: Mapping[str, Heard] | None = None,
    snoozed: Mapping[str, datetime] | None = None,
    today: int = 0,
) -> list[str]:
    return [each.cause for each in chosen(seen, heard or {}, snoozed or {}, today, NOW)]


def test_the_gravest_come_first_and_three_are_enough() -> None:
    assert said(Thing("a"), Thing("b", 3), Thing("c"), Thing("d", 2)) == ["b", "d", "a"]


def test_what_was_said_this_morning_counts() -> None:
    assert said(Thing("a"), Thing("b"), today=2) == ["a"]
    assert said(Thing("a"), Thing("b"), today=5) == []


def test_the_same_cause_rests_three_days_unless_it_got_worse() -> None:
    heard = {"a": Heard(NOW - REST + timedelta(minutes=11), 1)}
    assert said(Thing("a"), heard=heard) == []
    assert said(Thing("a", 2), heard=heard) == ["a"]
    assert said(Thing("a"), heard={"a": Heard(NOW - REST, 1)}) == ["a"]


def test_a_batch_that_went_out_a_moment_late_does_not_put_the_next_one_off() -> None:
    assert said(Thing("a"), heard={"a": Heard(NOW - REST + timedelta(seconds=50), 1)}) == ["a"]


def test_what_was_marked_done_rests_two_weeks_unless_it_got_worse() -> None:
    done = Heard(NOW - REST, 1, done=True)
    assert said(Thing("a"), heard={"a": done}) == []
    assert said(Thing("a", 2), heard={"a": done}) == ["a"]
    assert said(Thing("a"), heard={"a": Heard(NOW - REST_WHEN_DONE, 1, done=True)}) == ["a"]


def test_a_snooze_silences_its_cause_and_a_star_everything() -> None:
    later = NOW + timedelta(minutes=1)
    assert said(Thing("a", 9), Thing("b"), snoozed={"a": later}) == ["b"]
    assert said(Thing("a", 9), Thing("b"), snoozed={"*": later}) == []


def test_when_a_snooze_ends_the_thing_is_said_again_before_its_rest_is_over() -> None:
    heard = {"a": Heard(NOW - DAY, 1)}
    assert said(Thing("a"), heard=heard, snoozed={"a": NOW}) == ["a"]
    assert said(Thing("a"), heard=heard, snoozed={"a": NOW - 2 * DAY}) == []


def test_a_cause_seen_twice_is_said_once_at_its_gravest() -> None:
    assert chosen([Thing("a"), Thing("a", 2), Thing("a")], {}, {}, 0, NOW) == [Thing("a", 2)]


CAUSES = st.sampled_from("abcdefgh")
THINGS = st.lists(st.builds(Thing, CAUSES, st.integers(1, 3)), max_size=12)
INSTANTS = st.integers(-20 * 24, 20 * 24).map(lambda hours: NOW + timedelta(hours=hours))
HEARD = st.dictionaries(
    CAUSES, st.builds(Heard, INSTANTS.filter(lambda at: at <= NOW), st.integers(1, 3), st.booleans())
)
SNOOZED = st.dictionaries(st.sampled_from("abcdefgh*"), INSTANTS)


@given(THINGS, HEARD, SNOOZED, st.integers(0, 5))
def test_7_at_most_three_a_day_each_once_none_silenced_none_invented(
    seen: list[Thing], heard: dict[str, Heard], snoozed: dict[str, datetime], today: int
) -> None:
    found = chosen(seen, heard, snoozed, today, NOW)
    assert len(found) <= max(MOST_A_DAY - today, 0)
    assert len({each.cause for each in found}) == len(found)
    assert set(found) <= set(seen)
    assert not any(snoozed.get(cause, NOW) > NOW for each in found for cause in (each.cause, "*"))


@given(THINGS, HEARD)
def test_7_nothing_is_repeated_within_three_days_unless_it_got_worse(
    seen: list[Thing], heard: dict[str, Heard]
) -> None:
    for each in chosen(seen, heard, {}, 0, NOW):
        last = heard.get(each.cause)
        assert last is None or NOW - last.at >= REST - GIVE_OR_TAKE or each.gravity > last.gravity


@given(THINGS, HEARD, SNOOZED)
def test_7_who_hears_it_does_not_depend_on_the_order_in_which_it_was_seen(
    seen: list[Thing], heard: dict[str, Heard], snoozed: dict[str, datetime]
) -> None:
    assert chosen(seen, heard, snoozed, 0, NOW) == chosen(seen[::-1], heard, snoozed, 0, NOW)
