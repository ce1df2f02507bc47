"""Gates: what no sum of other points can make good (domain.md 4.3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from scoring.scorecard.attainment import attained, checked
from scoring.scorecard.card import BandMetric, ChecklistMetric, Direction, LinearMetric, Measure, Metric
from scoring.scorecard.moment import Moment
from scoring.values import Exact


class Verdict(StrEnum):
    """What a gate says."""

    PASSED = "passed"
    PENDING = "pending"
    FAILED = "failed"


def judge(metric: Metric, at: Moment) -> Verdict | None:
    """The verdict of a started version's gate, whatever the metric weighs; None where it has no gate."""
    if metric.gate is None or not at.started:
        return None
    value = _judged(metric)
    if value is None:
        return _open(at)
    holds = value <= metric.gate if _is_maximum(metric) else value >= metric.gate
    if _is_level(metric):
        return Verdict.PASSED if holds else Verdict.FAILED
    if _is_maximum(metric):
        return _kept(at) if holds else Verdict.FAILED
    return Verdict.PASSED if holds else _open(at)


def standing(versions: Iterable[Mapping[str, Verdict]]) -> dict[str, Verdict]:
    """The account's gates, from the verdicts of its started versions in order.

    The latest version that has a gate says how it stands; but while that is pending, an earlier failure
    stays: only passing it makes it good, a re-plan does not.
    """
    verdicts: dict[str, Verdict] = {}
    failed: set[str] = set()
    for version in versions:
        verdicts |= version
        failed |= {key for key, verdict in version.items() if verdict is Verdict.FAILED}
    return {
        key: Verdict.FAILED if verdict is Verdict.PENDING and key in failed else verdict
        for key, verdict in verdicts.items()
    }


def capped(total: Exact | None, verdicts: Iterable[Verdict], cap: Exact) -> Exact | None:
    """The total, at most `cap` where one of the gates is failed."""
    return total if total is None or Verdict.FAILED not in verdicts else min(total, cap)


def _judged(metric: Metric) -> Exact | None:
    """What the gate limits: the actual value of a linear metric, the attainment of the others."""
    if isinstance(metric, ChecklistMetric):
        return checked(metric.items)
    if isinstance(metric, BandMetric) and metric.actual is not None:
        return attained(metric, metric.actual)
    return metric.actual


def _is_maximum(metric: Metric) -> bool:
    return isinstance(metric, LinearMetric) and metric.direction is Direction.DOWN


def _is_level(metric: Metric) -> bool:
    return not isinstance(metric, ChecklistMetric) and metric.measure is Measure.LEVEL


def _open(at: Moment) -> Verdict:
    """A minimum not reached, or no value: it may still come while the version runs."""
    return Verdict.FAILED if at.ended else Verdict.PENDING


def _kept(at: Moment) -> Verdict:
    """A maximum not exceeded: it may still be while the version runs."""
    return Verdict.PASSED if at.ended else Verdict.PENDING
