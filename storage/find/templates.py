"""The plans that stages begin with, as data (defaults.md "Plans and scores")."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

from scoring.policy import Dimension
from scoring.scorecard.card import BandMetric, ChecklistMetric, LinearMetric, Metric, Version
from scoring.terms import Stage
from scoring.values import Exact
from storage.metrics import figures_of, is_money, metric_of
from storage.quarters import Quarter


@dataclass(frozen=True)
class Draft:
    """A version before it is a row: its stage, its metrics, and the kind of event that feeds each."""

    stage: Stage
    version: Version
    sources: Mapping[str, str | None]


def template(stage: Stage, quarter: Quarter, target: Exact | None = None) -> Draft:
    """A whole quarter's plan of a stage.

    `target`, in major units, is put on the metric that the template names; all other money moves with it.
    """
    read = _templates()[stage]
    metrics = {each["key"]: (_metric(each), each.get("source")) for each in read["metrics"]}
    if target is not None:
        metrics = _scaled(metrics, _base(stage, {key: metric for key, (metric, _) in metrics.items()}), target)
    version = Version(
        first=quarter.first,
        last=quarter.last,
        weights={Dimension(side): Fraction(weight) for side, weight in read["weights"].items()},
        metrics=tuple(metric for metric, _ in metrics.values()),
    )
    return Draft(stage, version, {key: source for key, (_, source) in metrics.items()})


def base_of(draft: Draft) -> LinearMetric:
    """The metric whose target scales the money of a stage's template."""
    return _base(draft.stage, {metric.key: metric for metric in draft.version.metrics})


def changed(draft: Draft, figures: Mapping[str, Mapping[str, object]]) -> Draft:
    """With other figures for some metrics, by key, named as in docs/evaluate.md; the rest stays.

    An empty mapping leaves a metric as it is. KeyError for a metric that is not there.
    """
    there = {metric.key: metric for metric in draft.version.metrics}
    for key, new in figures.items():
        there[key] = metric_of(key, {**figures_of(there[key]), **new})
    return replace(draft, version=replace(draft.version, metrics=tuple(there.values())))


Sourced = dict[str, tuple[Metric, str | None]]


def _base(stage: Stage, metrics: Mapping[str, Metric]) -> LinearMetric:
    base = metrics[_templates()[stage]["scaled_by"]]
    if not isinstance(base, LinearMetric):
        raise ValueError(f"{base.key} has no target to scale by")
    return base


def _scaled(metrics: Sourced, base: LinearMetric, target: Exact) -> Sourced:
    share = target / base.target
    return {key: (_times(metric, source, share), source) for key, (metric, source) in metrics.items()}


def _times(metric: Metric, source: str | None, share: Exact) -> Metric:
    if not isinstance(metric, LinearMetric) or not is_money(source):
        return metric
    return replace(
        metric,
        floor=metric.floor * share,
        target=metric.target * share,
        stretch=None if metric.stretch is None else metric.stretch * share,
        gate=None if metric.gate is None else metric.gate * share,
    )


def _metric(read: Mapping[str, Any]) -> BandMetric | ChecklistMetric | LinearMetric:
    if read["kind"] != "checklist":
        return metric_of(read["key"], read)
    items = [{"event": event, "need": need} for event, need in read["items"].items()]
    return metric_of(read["key"], {**read, "items": items})


@cache
def _templates() -> dict[str, Any]:
    return tomllib.loads(files("storage").joinpath("templates.toml").read_text("utf-8"))
