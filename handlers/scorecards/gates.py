"""Gates in words: what no sum of other points can make good is named on every view (domain.md 4.3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from handlers.scorecards.figures import exactly, measured, share
from handlers.values import T, Value, t
from scoring.scorecard.attainment import attained, checked
from scoring.scorecard.card import BandMetric, ChecklistMetric, Direction, Item, LinearMetric, Metric
from scoring.scorecard.gates import Verdict
from scoring.scorecard.result import Result
from scoring.values import Exact
from storage.find.sheets import Sheet

_ORDER = (Verdict.FAILED, Verdict.PENDING, Verdict.PASSED)


@dataclass(frozen=True)
class Gate:
    """A gate as it stands; `source` is the kind of event that feeds its metric."""

    metric: Metric
    source: str | None
    verdict: Verdict


def gates(result: Result, sheet: Sheet) -> list[Gate]:
    """The account's gates, the failed ones first."""
    sources = {line.key: source for _, line, source in sheet.lines()}
    latest = {key: each.metric for version in result.versions for key, each in version.metrics.items()}
    found = [Gate(latest[key], sources.get(key), verdict) for key, verdict in result.gates.items()]
    return sorted(found, key=lambda gate: _ORDER.index(gate.verdict))


def gate_words(gate: Gate, result: Result, sheet: Sheet) -> T:
    """ "Gate: satisfaction 82, at least 80: passed"."""
    value, limit = figures(gate, sheet.currency)
    metric = t(f"words.metric.{gate.metric.key}")
    side = "most" if _is_maximum(gate.metric) else "least"
    if value is None and gate.verdict is not Verdict.FAILED:
        return t(f"scorecards.gate.{side}.empty", metric=metric, limit=limit)
    said: dict[str, Value] = {"metric": metric, "value": value or t("words.no_data"), "limit": limit}
    if gate.verdict is Verdict.FAILED:
        return _failed(side, result, sheet, said)
    if isinstance(gate.metric, ChecklistMetric) and gate.verdict is Verdict.PENDING:
        return T(key="scorecards.gate.checklist.open", values=said, count=missing(gate.metric))
    state = "passed" if gate.verdict is Verdict.PASSED else "open"
    return T(key=f"scorecards.gate.{side}.{state}", values=said)


def missing(metric: ChecklistMetric) -> int:
    """The fewest events that lift a checklist over its gate: those worth most first."""
    short = (metric.gate or Fraction(0)) - checked(metric.items)
    whole = sum((item.weight for item in metric.items if item.need), Fraction(0))
    for count, worth in enumerate(sorted(_worths(metric.items), reverse=True), start=1):
        short -= 100 * worth / whole
        if short <= 0:
            return count
    return 0


def _worths(items: tuple[Item, ...]) -> Iterator[Exact]:
    for item in items:
        for _ in range(item.need - item.done):
            yield item.weight / item.need


def _failed(side: str, result: Result, sheet: Sheet, said: dict[str, Value]) -> T:
    cap, free = exactly(sheet.gate_cap), result.uncapped_outlook
    if free is None or free <= sheet.gate_cap:
        return T(key=f"scorecards.gate.{side}.failed", values={**said, "cap": cap})
    return T(key=f"scorecards.gate.{side}.capped", values={**said, "cap": cap, "free": exactly(free)})


def figures(gate: Gate, currency: str) -> tuple[Value | None, Value]:
    """The value that the gate limits, and the limit, in the same unit."""
    metric, limit = gate.metric, gate.metric.gate or Fraction(0)
    if isinstance(metric, ChecklistMetric):
        return share(checked(metric.items)), share(limit)
    if isinstance(metric, BandMetric):
        return None if metric.actual is None else share(attained(metric, metric.actual)), share(limit)
    value = None if metric.actual is None else measured(metric.actual, gate.source, currency)
    return value, measured(limit, gate.source, currency)


def _is_maximum(metric: Metric) -> bool:
    return isinstance(metric, LinearMetric) and metric.direction is Direction.DOWN
