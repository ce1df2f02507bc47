"""From metrics to dimensions to a total: weighted means in which what has no figure is left out (domain.md 4.2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from scoring.policy import Dimension
from scoring.scorecard.card import Version
from scoring.values import Exact


def mean(weighted: Iterable[tuple[Exact | int, Exact | None]]) -> Exact | None:
    """The mean of the figures that are there; None where nothing with weight is."""
    there = [(weight, figure) for weight, figure in weighted if figure is not None]
    whole = sum((weight for weight, _ in there), Fraction(0))
    return sum((weight * figure for weight, figure in there), Fraction(0)) / whole if whole else None


def by_dimension(version: Version, figures: Mapping[str, Exact | None]) -> dict[Dimension, Exact | None]:
    """Each dimension's mean, from the metrics' figures by key; always all four."""
    return {
        side: mean((metric.weight, figures[metric.key]) for metric in version.metrics if metric.dimension is side)
        for side in Dimension
    }


def raw(version: Version, dimensions: Mapping[Dimension, Exact | None]) -> Exact | None:
    """The mean of the dimensions by their weights, before any gate."""
    return mean((version.weight(side), figure) for side, figure in dimensions.items())
