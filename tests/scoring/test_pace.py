"""Pace and status (domain.md 4.4)."""

from __future__ import annotations

from fractions import Fraction

import pytest

from scoring.policy import Status
from scoring.scorecard.card import Direction, Measure
from scoring.scorecard.pace import due, pace, status
from tests.scoring.cards import BEFORE, ENDED, HALF_WAY, LAST_DAY, band, checklist, item, linear


def test_a_sum_is_read_at_the_run_rate() -> None:
    assert pace(linear(40), HALF_WAY) == Fraction(80, 100)


def test_the_run_rate_knows_the_floor() -> None:
    assert pace(linear(40, floor=60, target=100), HALF_WAY) == Fraction(50, 100)


def test_a_cost_that_adds_up_is_read_at_the_run_rate_downwards() -> None:
    cost = linear(50, floor=120, target=80, direction=Direction.DOWN, measure=Measure.CUMULATIVE)
    assert pace(cost, HALF_WAY) == Fraction(50, 100)


def test_a_band_that_adds_up_can_be_ahead_of_its_good() -> None:
    assert pace(band(20, measure=Measure.CUMULATIVE), HALF_WAY) == Fraction(50, 100)


def test_a_level_is_what_it_is_today() -> None:
    assert pace(linear(40, measure=Measure.LEVEL), HALF_WAY) == Fraction(40, 100)


def test_nothing_has_a_pace_before_the_start() -> None:
    assert pace(linear(40), BEFORE) is None
    assert pace(checklist(item(1, 1)), BEFORE) is None


def test_a_missing_sum_stands_still_and_a_missing_level_is_out_until_the_end() -> None:
    assert pace(linear(), HALF_WAY) == 0
    assert pace(band(), LAST_DAY) is None
    assert pace(band(), ENDED) == 0


@pytest.mark.parametrize(
    ("need", "elapsed", "wanted"),
    [
        (1, Fraction(49, 100), 0),
        (1, Fraction(1, 2), 1),
        (2, Fraction(1, 4), 1),
        (2, Fraction(3, 4), 2),
        (4, Fraction(1), 4),
        (4, Fraction(1, 9), 0),
    ],
)
def test_an_item_is_due_by_halves(need: int, elapsed: Fraction, wanted: int) -> None:
    assert due(item(need, 0), elapsed) == wanted


def test_a_checklist_of_which_nothing_is_due_is_exactly_there() -> None:
    assert pace(checklist(item(1, 0)), type(HALF_WAY)(days=10, passed=1, ended=False)) == 1


def test_only_an_item_without_weight_being_due_is_nothing_due() -> None:
    start = type(HALF_WAY)(days=10, passed=3, ended=False)
    assert pace(checklist(item(2, 0, weight=0), item(1, 0, "summit")), start) == 1


def test_doing_one_kind_early_does_not_make_up_for_another() -> None:
    assert pace(checklist(item(2, 2, "hq_visit"), item(2, 0, "summit")), HALF_WAY) == Fraction(1, 2)


@pytest.mark.parametrize(
    ("figure", "name"),
    [
        (Fraction(95, 100), Status.ON_TRACK),
        (Fraction(94999, 100000), Status.AT_RISK),
        (Fraction(75, 100), Status.AT_RISK),
        (Fraction(74999, 100000), Status.OFF_TRACK),
        (None, Status.NO_DATA),
    ],
)
def test_a_status_is_decided_on_the_exact_pace(figure: Fraction | None, name: Status) -> None:
    assert status(figure) is name
