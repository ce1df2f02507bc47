"""Gates (domain.md 4.3)."""

from __future__ import annotations

from fractions import Fraction

import pytest

from scoring.scorecard.card import Direction, Measure, Metric
from scoring.scorecard.gates import Verdict, capped, judge, standing
from tests.scoring.cards import BEFORE, ENDED, HALF_WAY, LAST_DAY, band, checklist, item, linear

PASSED, PENDING, FAILED = Verdict.PASSED, Verdict.PENDING, Verdict.FAILED


def level(actual: int | None) -> Metric:
    return linear(actual, measure=Measure.LEVEL, gate=80)


def minimum(actual: int | None) -> Metric:
    return linear(actual, gate=80)


def maximum(actual: int | None) -> Metric:
    return linear(actual, floor=200, target=50, direction=Direction.DOWN, measure=Measure.CUMULATIVE, gate=80)


def low_level(actual: int | None) -> Metric:
    return linear(actual, floor=200, target=50, direction=Direction.DOWN, gate=80)


def key_events(done: int) -> Metric:
    return checklist(item(10, done), gate=80)


@pytest.mark.parametrize(
    ("metric", "running", "ended"),
    [
        (level(80), PASSED, PASSED),
        (level(79), FAILED, FAILED),
        (level(None), PENDING, FAILED),
        (low_level(80), PASSED, PASSED),
        (low_level(81), FAILED, FAILED),
        (minimum(80), PASSED, PASSED),
        (minimum(79), PENDING, FAILED),
        (minimum(None), PENDING, FAILED),
        (maximum(80), PENDING, PASSED),
        (maximum(81), FAILED, FAILED),
        (maximum(None), PENDING, FAILED),
        (key_events(8), PASSED, PASSED),
        (key_events(7), PENDING, FAILED),
        (band(18, gate=80), PASSED, PASSED),
        (band(17, gate=80), FAILED, FAILED),
        (band(None, gate=80), PENDING, FAILED),
        (band(18, gate=80, measure=Measure.CUMULATIVE), PASSED, PASSED),
        (band(17, gate=80, measure=Measure.CUMULATIVE), PENDING, FAILED),
    ],
)
def test_a_gate_is_judged_by_what_its_metric_is(metric: Metric, running: Verdict, ended: Verdict) -> None:
    assert judge(metric, HALF_WAY) is running
    assert judge(metric, LAST_DAY) is running
    assert judge(metric, ENDED) is ended
    assert judge(metric, BEFORE) is None


def test_no_value_passes_no_gate_even_one_at_zero() -> None:
    assert judge(linear(gate=0), HALF_WAY) is PENDING


def test_a_metric_without_a_gate_is_not_judged() -> None:
    assert judge(linear(0), ENDED) is None


@pytest.mark.parametrize(
    ("earlier", "later", "stands"),
    [
        (FAILED, PENDING, FAILED),
        (FAILED, PASSED, PASSED),
        (PASSED, PENDING, PENDING),
        (PASSED, FAILED, FAILED),
        (PENDING, PENDING, PENDING),
    ],
)
def test_an_earlier_failure_stands_while_the_later_verdict_is_pending(
    earlier: Verdict, later: Verdict, stands: Verdict
) -> None:
    assert standing([{"satisfaction": earlier}, {"satisfaction": later}]) == {"satisfaction": stands}


def test_a_failure_stands_over_any_number_of_replans() -> None:
    assert standing([{"a": FAILED}, {"a": PENDING}, {}, {"a": PENDING}]) == {"a": FAILED}


def test_a_gate_that_later_versions_lack_stays_as_it_was() -> None:
    assert standing([{"a": FAILED}, {"b": PASSED}]) == {"a": FAILED, "b": PASSED}


def test_only_a_failed_gate_caps_and_nothing_is_lifted_to_the_cap() -> None:
    assert capped(Fraction(90), [PASSED, FAILED], Fraction(60)) == 60
    assert capped(Fraction(50), [FAILED], Fraction(60)) == 50
    assert capped(Fraction(90), [PENDING], Fraction(60)) == 90
    assert capped(None, [FAILED], Fraction(60)) is None
