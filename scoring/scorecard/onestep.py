"""The outlook with one metric changed, from a result that is there: for trying many steps (voice.md 2.5)."""

from __future__ import annotations

from dataclasses import replace

from scoring.scorecard.card import Metric
from scoring.scorecard.gates import Verdict, capped, judge, standing
from scoring.scorecard.pace import pace
from scoring.scorecard.result import Result, VersionResult
from scoring.scorecard.rollup import by_dimension, mean, raw
from scoring.values import Exact


def outlook_with(result: Result, metric: Metric, version: int, gate_cap: Exact) -> Exact | None:
    """The outlook that `evaluate` would give with this metric in place of the one of its key in that version.

    `gate_cap` is the card's. KeyError where the version has no such metric.
    """
    changed = _with(result.versions[version], metric, gate_cap)
    started = [changed if at == version else each for at, each in enumerate(result.versions) if each.at.started]
    gates = standing(each.gates for each in started)
    return capped(mean((each.at.days, each.outlook) for each in started), gates.values(), gate_cap)


def _with(version: VersionResult, metric: Metric, gate_cap: Exact) -> VersionResult:
    paces = {key: each.pace for key, each in version.metrics.items()} | {metric.key: pace(metric, version.at)}
    figures = {key: None if figure is None else 100 * figure for key, figure in paces.items()}
    drawn = version.version
    metrics = tuple(metric if each.key == metric.key else each for each in drawn.metrics)
    drawn = replace(drawn, metrics=metrics)
    gates = _gates(version, metric)
    ahead = raw(drawn, by_dimension(drawn, figures))
    return replace(version, version=drawn, gates=gates, outlook=capped(ahead, gates.values(), gate_cap))


def _gates(version: VersionResult, metric: Metric) -> dict[str, Verdict]:
    gates = {key: verdict for key, verdict in version.gates.items() if key != metric.key}
    verdict = judge(metric, version.at)
    return gates if verdict is None else {**gates, metric.key: verdict}
