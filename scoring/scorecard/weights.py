"""Whose weight it is: the share of each horizon, and of the metrics that have a value (domain.md 4.1, 4.8)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import lru_cache

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
    within = _sums((metric.dimension, metric.weight, True) for metric in version.metrics)
    return sum((version.weight(side) for side, weight in within.items() if weight), Fraction(0))


def _falls_in(horizon: Horizon) -> Callable[[Metric], bool]:
    return lambda metric: metric.horizon is horizon


def _share(version: Version, chosen: Callable[[Metric], bool]) -> Exact:
    """Of each dimension's weight the share that its chosen metrics have."""
    lines = tuple((metric.dimension, metric.weight, chosen(metric)) for metric in version.metrics)
    return _share_of(tuple(version.weights.items()), lines)


@lru_cache(maxsize=1024)
def _share_of(
    weights: tuple[tuple[Dimension, Exact], ...], lines: tuple[tuple[Dimension, Exact, bool], ...]
) -> Exact:
    """Kept, since weights hardly ever change while what they weigh does all the time."""
    within, those = _sums(lines), _sums(line for line in lines if line[2])
    weighed = {side: weight for side, weight in weights if within[side]}
    parts = (weight * those[side] / within[side] for side, weight in weighed.items())
    return 100 * sum(parts, Fraction(0)) / sum(weighed.values(), Fraction(0))


def _sums(lines: Iterable[tuple[Dimension, Exact, bool]]) -> dict[Dimension, Exact]:
    """The metrics' weights added up within each dimension."""
    within: dict[Dimension, Exact] = dict.fromkeys(Dimension, Fraction(0))
    for side, weight, _ in lines:
        within[side] += weight
    return within
