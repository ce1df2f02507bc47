"""Where a metric stands against where it should be today (domain.md 4.4)."""

from __future__ import annotations

from fractions import Fraction

from scoring.policy import STATUS_LIMITS, Status
from scoring.scorecard.attainment import NONE, attained, is_out
from scoring.scorecard.card import ChecklistMetric, Item, Measure, Metric
from scoring.scorecard.moment import Moment
from scoring.values import Exact

EXACTLY_THERE = Fraction(1)
_HALF = Fraction(1, 2)


def pace(metric: Metric, at: Moment) -> Exact | None:
    """1 is exactly there; None before the version has started and where the metric is out."""
    if not at.started or is_out(metric, at.ended):
        return None
    if isinstance(metric, ChecklistMetric):
        return _by_halves(metric.items, at.elapsed)
    if metric.actual is None:
        return NONE
    if metric.measure is Measure.LEVEL:
        return attained(metric, metric.actual) / 100
    return attained(metric, metric.actual / at.elapsed) / 100


def due(item: Item, elapsed: Exact) -> int:
    """How many of an item should be done by now: one of one at half time, one of two after a quarter."""
    return (item.need * elapsed + _HALF).__floor__()


def status(figure: Exact | None) -> Status:
    """What a pace is called; decided on the exact figure."""
    if figure is None:
        return Status.NO_DATA
    return next((name for name, least in STATUS_LIMITS if figure >= least), Status.OFF_TRACK)


def _by_halves(items: tuple[Item, ...], elapsed: Exact) -> Exact:
    needed = [(item, due(item, elapsed)) for item in items if item.need]
    wanted = sum((item.weight * by_now / item.need for item, by_now in needed), NONE)
    done = sum((item.weight * min(item.done, by_now) / item.need for item, by_now in needed), NONE)
    return done / wanted if wanted else EXACTLY_THERE
