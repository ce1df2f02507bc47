"""How much of a metric is attained, in percent (domain.md 4.1)."""

from __future__ import annotations

from fractions import Fraction

from scoring.scorecard.card import BandMetric, ChecklistMetric, Direction, Item, LinearMetric, Metric, Missing
from scoring.values import Exact

NONE = Fraction(0)
FULL = Fraction(100)


def attainment(metric: Metric, ended: bool) -> Exact | None:
    """The metric's attainment; None where it is out. `ended`: whether its version has."""
    if isinstance(metric, ChecklistMetric):
        return checked(metric.items)
    if metric.actual is None:
        return None if is_out(metric, ended) else NONE
    return attained(metric, metric.actual)


def has_value(metric: Metric) -> bool:
    """Whether there is anything to go by; a checklist always has a count."""
    return isinstance(metric, ChecklistMetric) or metric.actual is not None


def is_out(metric: Metric, ended: bool) -> bool:
    """Whether it is taken out of the roll-up, its weight going to the others of its dimension."""
    if isinstance(metric, ChecklistMetric) or metric.actual is not None:
        return False
    return metric.missing is Missing.SKIP or (metric.missing is Missing.WAIT and not ended)


def attained(metric: LinearMetric | BandMetric, actual: Exact) -> Exact:
    """What a value of the metric is worth; grows with the value towards the better side, without jumps."""
    return _linear(metric, actual) if isinstance(metric, LinearMetric) else _band(metric, actual)


def checked(items: tuple[Item, ...]) -> Exact:
    """The weighted share of what is needed; no item counts beyond its need. A need of 0 is left out."""
    needed = [item for item in items if item.need]
    done = sum((item.weight * min(item.done, item.need) / item.need for item in needed), NONE)
    return 100 * done / sum((item.weight for item in needed), NONE)


def _linear(metric: LinearMetric, actual: Exact) -> Exact:
    sign = 1 if metric.direction is Direction.UP else -1
    x, floor, target, reach = (sign * figure for figure in (actual, metric.floor, metric.target, metric.reach))
    if x <= floor:
        return NONE
    if x < target:
        return 100 * (x - floor) / (target - floor)
    if x < reach:
        return 100 + (metric.most - 100) * (x - target) / (reach - target)
    return metric.most


def _band(metric: BandMetric, actual: Exact) -> Exact:
    if actual < metric.low:
        share = (actual - metric.zero_low) / (metric.low - metric.zero_low)
    elif actual > metric.high:
        share = (metric.zero_high - actual) / (metric.zero_high - metric.high)
    else:
        return FULL
    return 100 * max(NONE, share)
