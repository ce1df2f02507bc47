"""Attainment of one metric (domain.md 4.1)."""

from __future__ import annotations

from fractions import Fraction

import pytest

from scoring.scorecard.attainment import attainment
from scoring.scorecard.card import Direction, Measure, Missing
from tests.scoring.cards import band, checklist, item, linear


@pytest.mark.parametrize(
    ("actual", "percent"), [(-5, 0), (0, 0), (25, 25), (100, 100), (110, 110), (120, 120), (999, 120)]
)
def test_a_linear_metric_goes_from_floor_over_target_to_stretch(actual: int, percent: int) -> None:
    assert attainment(linear(actual, stretch=120), ended=False) == percent


@pytest.mark.parametrize("stretch", [None, 100])
def test_without_a_stretch_the_most_is_100_whatever_the_cap(stretch: int | None) -> None:
    assert attainment(linear(500, stretch=stretch, cap=150), ended=False) == 100


def test_a_cap_given_is_reached_at_the_stretch() -> None:
    assert attainment(linear(150, stretch=200, cap=180), ended=False) == 140


@pytest.mark.parametrize(("actual", "percent"), [(120, 0), (110, 0), (100, 50), (90, 100), (85, 110), (10, 120)])
def test_where_less_is_better_the_same_holds_mirrored(actual: int, percent: int) -> None:
    metric = linear(actual, floor=110, target=90, stretch=80, direction=Direction.DOWN)
    assert attainment(metric, ended=False) == percent


@pytest.mark.parametrize(
    ("actual", "percent"), [(9, 0), (10, 0), (18, 80), (20, 100), (25, 100), (30, 100), (40, 50), (50, 0), (60, 0)]
)
def test_a_band_falls_off_on_both_sides(actual: int, percent: int) -> None:
    assert attainment(band(actual), ended=False) == percent


def test_a_third_stays_a_third() -> None:
    assert attainment(linear(1, target=3), ended=False) == Fraction(100, 3)


def test_doing_one_kind_ten_times_does_not_make_up_for_another() -> None:
    metric = checklist(item(1, 10, "hq_visit"), item(1, 0, "summit"))
    assert attainment(metric, ended=False) == 50


def test_items_count_by_their_weight() -> None:
    metric = checklist(item(1, 1, "hq_visit"), item(3, 1, "technical_exchange", weight=2))
    assert attainment(metric, ended=False) == Fraction(500, 9)


def test_an_item_that_needs_nothing_is_left_out() -> None:
    assert attainment(checklist(item(0, 0, "lab_trial", weight=9), item(2, 1)), ended=False) == 50


@pytest.mark.parametrize(
    ("missing", "running", "ended"),
    [(Missing.ZERO, 0, 0), (Missing.SKIP, None, None), (Missing.WAIT, None, 0)],
)
def test_no_value_is_zero_or_out_as_the_plan_says(missing: Missing, running: int | None, ended: int | None) -> None:
    assert attainment(linear(missing=missing), ended=False) == running
    assert attainment(linear(missing=missing), ended=True) == ended


def test_a_level_waits_for_its_value_and_a_sum_does_not() -> None:
    assert linear().missing is Missing.ZERO
    assert linear(measure=Measure.LEVEL).missing is Missing.WAIT
    assert band().missing is Missing.WAIT


def test_what_should_be_low_is_a_level_unless_it_says_that_it_adds_up() -> None:
    assert linear(direction=Direction.DOWN).measure is Measure.LEVEL
    assert linear(direction=Direction.DOWN, measure=Measure.CUMULATIVE).missing is Missing.ZERO
