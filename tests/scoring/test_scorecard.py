"""A whole card on a day (domain.md 4.2 to 4.5, 4.8)."""

from __future__ import annotations

from fractions import Fraction

import pytest

from scoring.policy import Dimension, Grade, Horizon, Stage
from scoring.scorecard.card import BandMetric, Measure, Missing
from scoring.scorecard.evaluate import evaluate
from scoring.scorecard.gates import Verdict
from scoring.scorecard.grade import grade
from scoring.scorecard.prorata import pro_rata
from scoring.scorecard.weights import is_short_sighted
from scoring.scorecard.whatif import with_actual, with_done
from tests.scoring.cards import band, card, checklist, day, item, linear, version


def test_a_period_that_has_not_started_has_no_figures_but_its_weights() -> None:
    result = evaluate(card(version(linear(50))), day(0))
    assert (result.total, result.outlook, result.grade) == (None, None, None)
    assert result.coverage == 100
    assert result.horizons[Horizon.SHORT] == 100
    assert result.versions[0].so_far.raw == 50
    assert result.versions[0].ahead.raw is None


def test_total_says_what_is_there_and_outlook_where_it_leads() -> None:
    result = evaluate(card(version(linear(50))), day(5))
    assert result.total == 50
    assert result.outlook == 100


def test_a_version_counts_by_its_days_so_far_in_the_total_and_whole_in_the_outlook() -> None:
    first = version(linear(100), last=4)
    second = version(linear(0), first=5, last=10)
    result = evaluate(card(first, second), day(6))
    assert result.total == Fraction(100 * 4, 6)
    assert result.outlook == Fraction(100 * 4, 10)


def test_a_version_without_data_is_left_out_of_the_mean() -> None:
    first = version(linear(missing=Missing.SKIP), last=4)
    result = evaluate(card(first, version(linear(80), first=5)), day(10))
    assert result.total == 80
    assert result.coverage == 60


def test_a_dimension_without_data_leaves_its_weight_to_the_others() -> None:
    one = version(linear(50), band(), financial=40, operations=60)
    result = evaluate(card(one), day(10))
    assert result.total == 50
    assert result.versions[0].so_far.dimensions[Dimension.OPERATIONS] is None
    assert result.coverage == 40
    assert result.grade is None


def test_a_dimension_that_weighs_nothing_still_shows_its_figure() -> None:
    result = evaluate(card(version(linear(50), band(18))), day(10))
    assert result.versions[0].so_far.dimensions[Dimension.OPERATIONS] == 80
    assert result.total == 50


def test_metrics_that_weigh_nothing_make_no_dimension() -> None:
    result = evaluate(card(version(linear(50), band(18, weight=0), financial=40, operations=60)), day(10))
    assert result.versions[0].so_far.dimensions[Dimension.OPERATIONS] is None
    assert result.total == 50
    assert result.coverage == result.horizons[Horizon.SHORT] == 100


def test_a_gate_is_judged_even_where_its_metric_weighs_nothing() -> None:
    result = evaluate(card(version(linear(100), band(10, weight=0, gate=80))), day(10))
    assert result.gates == {"margin": Verdict.FAILED}
    assert result.total == result.outlook == 60
    assert result.uncapped_outlook == 100
    assert result.grade is Grade.C


def test_a_version_that_has_not_started_judges_and_caps_nothing() -> None:
    later = version(linear(100), band(10, gate=80), first=6, last=10)
    result = evaluate(card(version(linear(100), last=5), later), day(5))
    assert result.gates == {}
    assert result.versions[1].total == 100
    assert result.total == 100
    assert result.current is result.versions[0]


def test_a_failed_version_is_capped_before_the_mean_is_taken() -> None:
    satisfied = linear(50, key="satisfaction", measure=Measure.LEVEL, gate=80, weight=0)
    better = linear(90, key="satisfaction", measure=Measure.LEVEL, gate=80, weight=0)
    first, second = version(linear(100), satisfied, last=5), version(linear(100), better, first=6)
    result = evaluate(card(first, second), day(10))
    assert result.gates == {"satisfaction": Verdict.PASSED}
    assert result.total == 80


@pytest.mark.parametrize(
    ("outlook", "mark"),
    [
        ("110", "S"),
        ("109.999", "A"),
        ("95", "A"),
        ("94.996", "B"),
        ("80", "B"),
        ("60", "C"),
        ("59.999", "D"),
        ("0", "D"),
    ],
)
def test_a_grade_is_decided_on_the_exact_outlook(outlook: str, mark: str) -> None:
    assert grade(Fraction(outlook), Fraction(80)) == Grade(mark)


def test_there_is_no_grade_without_outlook_or_coverage() -> None:
    assert grade(None, Fraction(100)) is None
    assert grade(Fraction(100), Fraction(7999, 100)) is None


def test_a_young_account_that_lives_for_today_is_warned() -> None:
    shares = {Horizon.SHORT: Fraction(71), Horizon.MID: Fraction(29), Horizon.LONG: Fraction(0)}
    assert is_short_sighted(Stage.INITIAL, shares)
    assert not is_short_sighted(Stage.GROWTH, shares)
    assert not is_short_sighted(Stage.INITIAL, shares | {Horizon.SHORT: Fraction(70)})


def test_another_actual_makes_another_card_and_leaves_the_first() -> None:
    before = card(version(linear(50)))
    assert evaluate(with_actual(before, "orders", Fraction(80)), day(10)).total == 80
    assert evaluate(before, day(10)).total == 50


def test_another_count_of_events_makes_another_card() -> None:
    before = card(version(checklist(item(2, 0)), customer=100))
    assert evaluate(with_done(before, "key_events", "hq_visit", 1), day(10)).total == 50


def test_a_what_if_about_something_else_is_an_error() -> None:
    plan = card(version(linear(50), checklist(item(2, 0))))
    with pytest.raises(ValueError, match="no metric"):
        with_actual(plan, "nothing", Fraction(1))
    with pytest.raises(ValueError, match="is a checklist"):
        with_actual(plan, "key_events", Fraction(1))
    with pytest.raises(ValueError, match="is no checklist"):
        with_done(plan, "orders", "hq_visit", 1)


def test_a_version_closed_early_is_proposed_pro_rata() -> None:
    plan = version(
        linear(target=100, stretch=200, gate=50),
        linear(key="satisfaction", measure=Measure.LEVEL, gate=80),
        checklist(item(4, 0, "hq_visit"), item(1, 0, "summit"), gate=80),
        band(measure=Measure.CUMULATIVE, gate=80),
    )
    orders, satisfaction, events, margin = pro_rata(plan, day(1), day(5)).metrics
    assert orders == linear(target=50, stretch=100, gate=25)
    assert satisfaction == plan.metrics[1]
    assert events == checklist(item(2, 0, "hq_visit"), gate=80)
    assert isinstance(margin, BandMetric)
    assert margin.gate == 80
    assert margin.low == 10


def test_a_checklist_that_comes_to_nothing_is_left_out() -> None:
    assert pro_rata(version(checklist(item(1, 0))), day(1), day(5)).metrics == ()
