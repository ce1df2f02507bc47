"""Laws of the scorecard (domain.md 4), each over random cards that keep the rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from scoring.scorecard.attainment import attained, attainment
from scoring.scorecard.card import BandMetric, ChecklistMetric, Direction, LinearMetric, Measure, Scorecard, Version
from scoring.scorecard.evaluate import evaluate, outlook
from scoring.scorecard.gates import Verdict
from scoring.scorecard.rules import flaws
from tests.laws.strategies import START, band_metrics, checklist_metrics, figures, linear_metrics, scorecards, steps

DAYS = st.integers(-2, 30).map(lambda days: timedelta(days=days))


@given(scorecards())
def test_4_the_cards_of_these_laws_keep_the_rules(card: Scorecard) -> None:
    assert list(flaws(card)) == []


@given(scorecards(), DAYS)
def test_4_4_the_outlook_alone_is_that_of_the_whole_result(card: Scorecard, days: timedelta) -> None:
    assert outlook(card, START + days) == evaluate(card, START + days).outlook


@given(linear_metrics(), figures, steps)
def test_4_1_more_towards_the_better_side_never_attains_less(
    metric: LinearMetric, actual: Fraction, step: Fraction
) -> None:
    better = actual + step if metric.direction is Direction.UP else actual - step
    assert attained(metric, actual) <= attained(metric, better)


@given(linear_metrics() | band_metrics(), figures, st.integers(1, 10**9))
def test_4_1_attainment_has_no_jumps(metric: LinearMetric | BandMetric, actual: Fraction, part: int) -> None:
    step = Fraction(1, part)
    change = abs(attained(metric, actual + step) - attained(metric, actual))
    assert change <= _steepest(metric) * step


@given(linear_metrics() | band_metrics(), figures)
def test_4_1_attainment_lies_between_nothing_and_the_most(
    metric: LinearMetric | BandMetric, actual: Fraction
) -> None:
    most = metric.most if isinstance(metric, LinearMetric) else Fraction(100)
    assert 0 <= attained(metric, actual) <= most


@given(checklist_metrics(), st.data())
def test_4_1_one_more_event_never_lowers_a_checklist(metric: ChecklistMetric, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(metric.items) - 1))
    more = replace(metric.items[at], done=metric.items[at].done + 1)
    before, after = (
        attainment(there, ended=False)
        for there in (metric, replace(metric, items=(*metric.items[:at], more, *metric.items[at + 1 :])))
    )
    assert before is not None
    assert after is not None
    assert before <= after <= 100


@given(scorecards(), DAYS)
def test_4_2_a_total_lies_between_its_parts(card: Scorecard, after: timedelta) -> None:
    for version in evaluate(card, card.first + after).versions:
        parts = [metric.attainment for metric in version.metrics.values() if metric.attainment is not None]
        for figure in (*version.so_far.dimensions.values(), version.so_far.raw):
            assert figure is None or min(parts) <= figure <= max(parts)


@given(scorecards(), DAYS)
def test_4_3_a_failed_gate_caps_and_never_lifts(card: Scorecard, after: timedelta) -> None:
    result = evaluate(card, card.first + after)
    if Verdict.FAILED in result.gates.values():
        assert all(figure is None or figure <= card.gate_cap for figure in (result.total, result.outlook))
    if result.outlook is not None:
        assert result.uncapped_outlook is not None
        assert result.outlook <= result.uncapped_outlook


@given(scorecards())
def test_4_4_outlook_and_total_are_one_number_at_the_end(card: Scorecard) -> None:
    for day in (card.last, card.last + timedelta(days=1), card.last + timedelta(days=400)):
        result = evaluate(card, day)
        assert result.outlook == result.total
        assert [version.outlook for version in result.versions] == [version.total for version in result.versions]


@given(scorecards())
def test_4_4_no_gate_is_pending_after_the_end(card: Scorecard) -> None:
    assert Verdict.PENDING not in evaluate(card, card.last + timedelta(days=1)).gates.values()


@given(band_metrics(), st.integers(2, 20), st.data())
def test_4_5_a_version_cut_in_two_alike_scores_as_before(metric: BandMetric, days: int, data: st.DataObject) -> None:
    """Levels only: what adds up would be counted in both."""
    level = replace(metric, weight=Fraction(1), given_measure=Measure.LEVEL)
    last = START + timedelta(days=days - 1)
    one = Version(START, last, {level.dimension: Fraction(100)}, (level,))
    cut = START + timedelta(days=data.draw(st.integers(1, days - 1)))
    halves = (replace(one, last=cut - timedelta(days=1)), replace(one, first=cut))
    whole = evaluate(Scorecard(START, last, (one,)), last)
    parted = evaluate(Scorecard(START, last, halves), last)
    if metric.actual is not None:
        assert (whole.total, whole.outlook) == (parted.total, parted.outlook)


@given(scorecards(), DAYS)
def test_4_8_horizons_share_the_whole_weight(card: Scorecard, after: timedelta) -> None:
    result = evaluate(card, card.first + after)
    assert sum(result.horizons.values()) == 100
    assert 0 <= result.coverage <= 100


def _steepest(metric: LinearMetric | BandMetric) -> Fraction:
    if isinstance(metric, BandMetric):
        return max(100 / (metric.low - metric.zero_low), 100 / (metric.zero_high - metric.high))
    rise = 100 / abs(metric.target - metric.floor)
    if metric.reach == metric.target:
        return rise
    return max(rise, (metric.most - 100) / abs(metric.reach - metric.target))
