"""Whose weight it is: the share of each horizon, and of the metrics that have a value (domain.md 4.1, 4.8)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from scoring.policy import SHORT_LIMIT, Dimension, Horizon, Stage
from scoring.scorecard.attainment import has_value
from scoring.scorecard.card import Metric, Version
from scoring.values import Exact


def horizons(version: Version) -> dict[Horizon, Exact]:
    """The percentage of the whole weight that each horizon has, missing data or not."""
    return {horizon: _share(version, _falls_in(horizon)) for horizon in Horizon}


def coverage(version: Version) -> Exact:
    """The percentage of the whole weight whose metrics have a value."""
    return _share(version, has_value)


def is_short_sighted(stage: Stage, shares: Mapping[Horizon, Exact]) -> bool:
    """Whether today's interest is being bought with tomorrow's."""
    return stage is Stage.INITIAL and shares[Horizon.SHORT] > SHORT_LIMIT


def whole_weight(version: Version) -> Exact:
    """The weight of the dimensions that have a metric with weight; 0 where no weight falls on any metric."""
    return sum((version.weight(side) for side, weight in _within(version).items() if weight), Fraction(0))


def _falls_in(horizon: Horizon) -> Callable[[Metric], bool]:
    return lambda metric: metric.horizon is horizon


def _share(version: Version, chosen: Callable[[Metric], bool]) -> Exact:
    """Of each dimension's weight the share that its chosen metrics have."""
    within, those = _within(version), _within(version, chosen)
    parts = (version.weight(side) * those[side] / weight for side, weight in within.items() if weight)
    return 100 * sum(parts, Fraction(0)) / whole_weight(version)


def _within(version: Version, chosen: Callable[[Metric], bool] = lambda _: True) -> dict[Dimension, Exact]:
    """The metrics' weights added up within each dimension."""
    within: dict[Dimension, Exact] = dict.fromkeys(Dimension, Fraction(0))
    for metric in version.metrics:
        if chosen(metric):
            within[metric.dimension] += metric.weight
    return within
