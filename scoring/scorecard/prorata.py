"""What is proposed when a version gets other days than it was made for (domain.md 4.5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction

from scoring.scorecard.card import BandMetric, ChecklistMetric, LinearMetric, Measure, Metric, Version
from scoring.values import Exact


def pro_rata(version: Version, first: date, last: date) -> Version:
    """The version for the days from `first` to `last`, cumulative figures in proportion to them.

    Needs are rounded down; an item, and a checklist, that comes to nothing is left out. Levels stay.
    """
    share = Fraction((last - first).days + 1, (version.last - version.first).days + 1)
    return replace(version, first=first, last=last, metrics=tuple(_scaled(version, share)))


def _scaled(version: Version, share: Exact) -> Iterator[Metric]:
    for metric in version.metrics:
        if isinstance(metric, ChecklistMetric):
            yield from _checklist(metric, share)
        elif metric.measure is Measure.LEVEL:
            yield metric
        else:
            yield _linear(metric, share) if isinstance(metric, LinearMetric) else _band(metric, share)


def _checklist(metric: ChecklistMetric, share: Exact) -> Iterator[ChecklistMetric]:
    needs = [(item, (item.need * share).__floor__()) for item in metric.items]
    items = tuple(replace(item, need=need) for item, need in needs if need)
    if any(item.weight for item in items):
        yield replace(metric, items=items)


def _linear(metric: LinearMetric, share: Exact) -> LinearMetric:
    """Its gate limits the actual value, which adds up like the target."""
    return replace(
        metric,
        floor=metric.floor * share,
        target=metric.target * share,
        stretch=None if metric.stretch is None else metric.stretch * share,
        gate=None if metric.gate is None else metric.gate * share,
    )


def _band(metric: BandMetric, share: Exact) -> BandMetric:
    """Its gate limits the attainment, a percentage: that stays."""
    return replace(
        metric,
        zero_low=metric.zero_low * share,
        low=metric.low * share,
        high=metric.high * share,
        zero_high=metric.zero_high * share,
    )
