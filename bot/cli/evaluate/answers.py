"""Answers as they are printed: decimals are strings with two places, counts and minor units are integers."""

from __future__ import annotations

from collections.abc import Mapping

from scoring.pool import Payout
from scoring.scorecard.result import MetricResult, Result, VersionResult
from scoring.values import Exact, Points, half_up


def decimal(figure: Exact) -> str:
    """The figure with two places, rounded half-up: its only rounding."""
    return str(half_up(figure))


def scorecard_answer(result: Result) -> dict[str, object]:
    """What a scorecard file says."""
    return {
        "total": _or_null(result.total),
        "outlook": _or_null(result.outlook),
        "grade": result.grade,
        "coverage": decimal(result.coverage),
        "gates": dict(result.gates),
        "horizons": {horizon.value: decimal(share) for horizon, share in result.horizons.items()},
        "versions": [_version(version) for version in result.versions],
    }


def split_answer(points: Mapping[str, Points], payout: Payout) -> dict[str, object]:
    """What a split file says."""
    return {
        "payable_minor": payout.payable.minor,
        "points": {member: credit.hundredths for member, credit in points.items()},
        "shares_minor": {member: share.minor for member, share in payout.shares.items()},
        "unpaid_minor": payout.unpaid.minor,
    }


def _version(version: VersionResult) -> dict[str, object]:
    return {
        "raw": _or_null(version.so_far.raw),
        "total": _or_null(version.total),
        "outlook": _or_null(version.outlook),
        "dimensions": {side.value: _or_null(figure) for side, figure in version.so_far.dimensions.items()},
        "metrics": {key: _metric(metric) for key, metric in version.metrics.items()},
    }


def _metric(metric: MetricResult) -> dict[str, object]:
    return {
        "attainment": _or_null(metric.attainment),
        "pace": _or_null(metric.pace),
        "status": metric.status,
    }


def _or_null(figure: Exact | None) -> str | None:
    return None if figure is None else decimal(figure)
