"""What must hold of a scorecard before it is scored or signed (domain.md 4.1 to 4.3, 4.5).

A rule between figures is reported on the first one that it names, a sum on the object summed, a duplicate
on the second one, a gap or an overlap of versions on the later one's start.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from scoring.policy import Dimension
from scoring.scorecard.card import BandMetric, ChecklistMetric, Direction, LinearMetric, Metric, Scorecard, Version
from scoring.scorecard.weights import whole_weight
from scoring.values import Exact

_FULL = Fraction(100)
_DAY = timedelta(days=1)


class Rule(StrEnum):
    """A rule that is broken; whoever speaks to a person has words for each."""

    PERIOD_ORDER = "period_order"
    NO_VERSIONS = "no_versions"
    VERSION_START = "version_start"
    VERSION_ORDER = "version_order"
    VERSION_END = "version_end"
    GATE_CAP = "gate_cap"
    NEGATIVE_WEIGHT = "negative_weight"
    WEIGHTS_SUM = "weights_sum"
    NO_WEIGHT = "no_weight"
    TWICE = "twice"
    FLOOR_TARGET = "floor_target"
    TARGET_STRETCH = "target_stretch"
    CAP = "cap"
    ZERO_LOW = "zero_low"
    LOW_HIGH = "low_high"
    ZERO_HIGH = "zero_high"
    NEED = "need"
    DONE = "done"


@dataclass(frozen=True)
class Flaw:
    """A broken rule, the path of the figure such as `versions[0].metrics[2].target`, and a sum where it is one."""

    path: str
    rule: Rule
    figure: Exact | None = None


def flaws(card: Scorecard) -> Iterator[Flaw]:
    """Every broken rule; none where the card can be evaluated."""
    if card.first > card.last:
        yield Flaw("period.start", Rule.PERIOD_ORDER)
    if not 0 <= card.gate_cap <= _FULL:
        yield Flaw("gate_cap", Rule.GATE_CAP)
    yield from _cover(card)
    for at, version in enumerate(card.versions):
        yield from _version(version, f"versions[{at}]")


def weights_flaws(weights: Mapping[Dimension, Exact], path: str) -> Iterator[Flaw]:
    """Dimension weights are no less than 0 and sum to exactly 100."""
    for side, weight in weights.items():
        if weight < 0:
            yield Flaw(f"{path}.{side}", Rule.NEGATIVE_WEIGHT)
    whole = sum(weights.values(), Fraction(0))
    if whole != _FULL:
        yield Flaw(path, Rule.WEIGHTS_SUM, whole)


def _cover(card: Scorecard) -> Iterator[Flaw]:
    """The versions cover the period's days exactly once, in order."""
    if not card.versions:
        yield Flaw("versions", Rule.NO_VERSIONS)
        return
    if card.versions[0].first != card.first:
        yield Flaw("versions[0].from", Rule.VERSION_START)
    for at, (earlier, later) in enumerate(pairwise(card.versions), start=1):
        if later.first - earlier.last != _DAY:
            yield Flaw(f"versions[{at}].from", Rule.VERSION_START)
    last = len(card.versions) - 1
    if card.versions[last].last != card.last:
        yield Flaw(f"versions[{last}].to", Rule.VERSION_END)
    for at, version in enumerate(card.versions):
        if version.first > version.last:
            yield Flaw(f"versions[{at}].from", Rule.VERSION_ORDER)


def _version(version: Version, path: str) -> Iterator[Flaw]:
    yield from weights_flaws(version.weights, f"{path}.weights")
    for at, metric in enumerate(version.metrics):
        yield from _metric(metric, f"{path}.metrics[{at}]")
    for at in _second_ones(metric.key for metric in version.metrics):
        yield Flaw(f"{path}.metrics[{at}].key", Rule.TWICE)
    if whole_weight(version) == 0:
        yield Flaw(f"{path}.metrics", Rule.NO_WEIGHT)


def _metric(metric: Metric, path: str) -> Iterator[Flaw]:
    if metric.weight < 0:
        yield Flaw(f"{path}.weight", Rule.NEGATIVE_WEIGHT)
    if isinstance(metric, LinearMetric):
        yield from _linear(metric, path)
    elif isinstance(metric, BandMetric):
        yield from _band(metric, path)
    else:
        yield from _checklist(metric, path)


def _linear(metric: LinearMetric, path: str) -> Iterator[Flaw]:
    sign = 1 if metric.direction is Direction.UP else -1
    if not sign * metric.floor < sign * metric.target:
        yield Flaw(f"{path}.floor", Rule.FLOOR_TARGET)
    if not sign * metric.target <= sign * metric.reach:
        yield Flaw(f"{path}.target", Rule.TARGET_STRETCH)
    if metric.cap is not None and metric.cap < _FULL:
        yield Flaw(f"{path}.cap", Rule.CAP)


def _band(metric: BandMetric, path: str) -> Iterator[Flaw]:
    if not metric.zero_low < metric.low:
        yield Flaw(f"{path}.zero_low", Rule.ZERO_LOW)
    if not metric.low <= metric.high:
        yield Flaw(f"{path}.low", Rule.LOW_HIGH)
    if not metric.high < metric.zero_high:
        yield Flaw(f"{path}.high", Rule.ZERO_HIGH)


def _checklist(metric: ChecklistMetric, path: str) -> Iterator[Flaw]:
    for at, item in enumerate(metric.items):
        if item.need < 1:
            yield Flaw(f"{path}.items[{at}].need", Rule.NEED)
        if item.done < 0:
            yield Flaw(f"{path}.items[{at}].done", Rule.DONE)
        if item.weight < 0:
            yield Flaw(f"{path}.items[{at}].weight", Rule.NEGATIVE_WEIGHT)
    for at in _second_ones(item.event for item in metric.items):
        yield Flaw(f"{path}.items[{at}].event", Rule.TWICE)
    if not any(item.weight for item in metric.items):
        yield Flaw(f"{path}.items", Rule.NO_WEIGHT)


def _second_ones(names: Iterable[str]) -> Iterator[int]:
    seen: set[str] = set()
    for at, name in enumerate(names):
        if name in seen:
            yield at
        seen.add(name)
