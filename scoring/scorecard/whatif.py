"""The same card with another figure: what would happen if (domain.md 4.4).

Every function gives a new card, to be evaluated again. `version` is an index, the last one by default.
ValueError where that version has no such metric, or a metric of another kind.
"""

from __future__ import annotations

from dataclasses import replace

from scoring.scorecard.card import ChecklistMetric, Metric, Scorecard
from scoring.values import Exact


def with_metric(card: Scorecard, metric: Metric, version: int = -1) -> Scorecard:
    """With this metric in place of the one of the same key."""
    changed = card.versions[version]
    if all(there.key != metric.key for there in changed.metrics):
        raise ValueError(f"no metric {metric.key}")
    metrics = tuple(metric if there.key == metric.key else there for there in changed.metrics)
    versions = list(card.versions)
    versions[version] = replace(changed, metrics=metrics)
    return replace(card, versions=tuple(versions))


def with_actual(card: Scorecard, key: str, actual: Exact | None, version: int = -1) -> Scorecard:
    """With another value of a linear or band metric; None: without one."""
    metric = _metric(card, key, version)
    if isinstance(metric, ChecklistMetric):
        raise ValueError(f"{key} is a checklist")
    return with_metric(card, replace(metric, actual=actual), version)


def with_done(card: Scorecard, key: str, event: str, done: int, version: int = -1) -> Scorecard:
    """With another count of one kind of event on a checklist."""
    metric = _metric(card, key, version)
    if not isinstance(metric, ChecklistMetric):
        raise ValueError(f"{key} is no checklist")
    items = tuple(replace(item, done=done) if item.event == event else item for item in metric.items)
    return with_metric(card, replace(metric, items=items), version)


def _metric(card: Scorecard, key: str, version: int) -> Metric:
    for metric in card.versions[version].metrics:
        if metric.key == key:
            return metric
    raise ValueError(f"no metric {key}")
