"""How a scorecard stands on a day: exact figures in percent, None where there is no data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scoring.policy import Dimension, Grade, Horizon, Status
from scoring.scorecard.card import Metric, Version
from scoring.scorecard.gates import Verdict
from scoring.scorecard.moment import Moment
from scoring.values import Exact


@dataclass(frozen=True)
class MetricResult:
    """One metric; `attainment` is None where it is out, `pace` (1 = exactly there) also before the start."""

    metric: Metric
    attainment: Exact | None
    pace: Exact | None
    status: Status
    gate: Verdict | None


@dataclass(frozen=True)
class Rollup:
    """Metrics rolled up one way: each dimension, and the total before any gate."""

    dimensions: Mapping[Dimension, Exact | None]
    raw: Exact | None


@dataclass(frozen=True)
class VersionResult:
    """One version: by attainment (`so_far`) and by pace (`ahead`, all None before the start).

    `total` and `outlook` are the two raw figures, capped where one of this version's `gates` is failed.
    """

    version: Version
    at: Moment
    metrics: Mapping[str, MetricResult]
    so_far: Rollup
    ahead: Rollup
    gates: Mapping[str, Verdict]
    total: Exact | None
    outlook: Exact | None
    coverage: Exact


@dataclass(frozen=True)
class Result:
    """The period; `uncapped_outlook` is what the outlook would be if the failed gates were passed."""

    versions: tuple[VersionResult, ...]
    gates: Mapping[str, Verdict]
    total: Exact | None
    outlook: Exact | None
    uncapped_outlook: Exact | None
    grade: Grade | None
    coverage: Exact
    horizons: Mapping[Horizon, Exact]

    @property
    def current(self) -> VersionResult:
        """The latest version that has started; the first one where none has."""
        started = [version for version in self.versions if version.at.started]
        return started[-1] if started else self.versions[0]
