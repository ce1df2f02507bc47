"""One metric changed on a result gives what evaluating the changed card gives."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from scoring.scorecard.card import ChecklistMetric, Metric, Scorecard
from scoring.scorecard.evaluate import evaluate
from scoring.scorecard.onestep import outlook_with
from scoring.scorecard.whatif import with_metric
from tests.laws.strategies import figures, scorecards


@given(scorecards(), st.integers(-2, 40), st.data())
def test_one_step_equals_evaluating_again(card: Scorecard, days: int, data: st.DataObject) -> None:
    day = card.first + timedelta(days=days)
    at = data.draw(st.integers(0, len(card.versions) - 1))
    metric = _changed(data.draw(st.sampled_from(card.versions[at].metrics)), data)
    stepped = outlook_with(evaluate(card, day), metric, at, card.gate_cap)
    assert stepped == evaluate(with_metric(card, metric, at), day).outlook


def _changed(metric: Metric, data: st.DataObject) -> Metric:
    if isinstance(metric, ChecklistMetric):
        done = data.draw(st.integers(0, 5))
        return replace(metric, items=tuple(replace(item, done=done) for item in metric.items))
    return replace(metric, actual=data.draw(figures | st.none()))
