"""A scorecard on a day: metrics, dimensions, gates, total and outlook (domain.md 4.1 to 4.5)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from scoring.scorecard.attainment import attainment
from scoring.scorecard.card import Metric, Scorecard, Version
from scoring.scorecard.gates import Verdict, capped, judge, standing
from scoring.scorecard.grade import grade
from scoring.scorecard.moment import Moment, moment
from scoring.scorecard.pace import pace, status
from scoring.scorecard.result import MetricResult, Result, Rollup, VersionResult
from scoring.scorecard.rollup import by_dimension, mean, raw
from scoring.scorecard.weights import coverage, horizons
from scoring.values import Exact


def evaluate(card: Scorecard, as_of: date) -> Result:
    """Everything that is known about the card on that day; the card must keep its rules (`rules.flaws`)."""
    versions = tuple(_version(version, as_of, card.gate_cap) for version in card.versions)
    started = [version for version in versions if version.at.started]
    latest = started[-1] if started else versions[0]
    gates = standing(version.gates for version in started)
    total = mean((version.at.passed, version.total) for version in started)
    ahead = mean((version.at.days, version.outlook) for version in started)
    outlook = capped(ahead, gates.values(), card.gate_cap)
    covered = mean((version.at.passed, version.coverage) for version in started)
    coverage_so_far = latest.coverage if covered is None else covered
    return Result(
        versions=versions,
        gates=gates,
        total=capped(total, gates.values(), card.gate_cap),
        outlook=outlook,
        uncapped_outlook=mean((version.at.days, version.ahead.raw) for version in started),
        grade=grade(outlook, coverage_so_far),
        coverage=coverage_so_far,
        horizons=horizons(latest.version),
    )


def outlook(card: Scorecard, as_of: date) -> Exact | None:
    """`evaluate(card, as_of).outlook` alone, at half its cost: for what would be if something else counted."""
    started = [(version, at) for version in card.versions if (at := moment(version, as_of)).started]
    gates, ahead = [], []
    for version, at in started:
        metrics = {metric.key: _metric(metric, at) for metric in version.metrics}
        verdicts = _gates(metrics)
        reached = _rollup(version, {key: _percent(metric.pace) for key, metric in metrics.items()}).raw
        gates.append(verdicts)
        ahead.append((at.days, capped(reached, verdicts.values(), card.gate_cap)))
    return capped(mean(ahead), standing(gates).values(), card.gate_cap)


def _version(version: Version, as_of: date, gate_cap: Exact) -> VersionResult:
    at = moment(version, as_of)
    metrics = {metric.key: _metric(metric, at) for metric in version.metrics}
    gates = _gates(metrics)
    so_far = _rollup(version, {key: metric.attainment for key, metric in metrics.items()})
    ahead = _rollup(version, {key: _percent(metric.pace) for key, metric in metrics.items()})
    return VersionResult(
        version=version,
        at=at,
        metrics=metrics,
        so_far=so_far,
        ahead=ahead,
        gates=gates,
        total=capped(so_far.raw, gates.values(), gate_cap),
        outlook=capped(ahead.raw, gates.values(), gate_cap),
        coverage=coverage(version),
    )


@lru_cache(maxsize=4096)
def _metric(metric: Metric, at: Moment) -> MetricResult:
    """Kept: an event changes one metric of a card, and the others stand as they stood."""
    figure = pace(metric, at)
    return MetricResult(metric, attainment(metric, at.ended), figure, status(figure), judge(metric, at))


def _gates(metrics: Mapping[str, MetricResult]) -> dict[str, Verdict]:
    return {key: metric.gate for key, metric in metrics.items() if metric.gate is not None}


def _rollup(version: Version, figures: Mapping[str, Exact | None]) -> Rollup:
    dimensions = by_dimension(version, figures)
    return Rollup(dimensions, raw(version, dimensions))


def _percent(figure: Exact | None) -> Exact | None:
    return None if figure is None else 100 * figure
