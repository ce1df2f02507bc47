"""From metrics to dimensions to a total: weighted means in which what has no figure is left out (domain.md 4.2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from scoring.policy import Dimension
from scoring.scorecard.card import Version
from scoring.values import Exact


def mean(weighted: Iterable[tuple[Exact | int, Exact | None]]) -> Exact | None:
    """The mean of the figures that are there; None where nothing with weight is.

    Over whole numbers, brought to lowest terms once: every command comes through here dozens of times.
    """
    top, under, whole, of = 0, 1, 0, 1
    for weight, figure in weighted:
        if figure is None:
            continue
        parts = weight.denominator * figure.denominator
        top, under = top * parts + weight.numerator * figure.numerator * under, under * parts
        whole, of = whole * weight.denominator + weight.numerator * of, of * weight.denominator
    return Fraction(top * of, under * whole) if whole else None


def by_dimension(version: Version, figures: Mapping[str, Exact | None]) -> dict[Dimension, Exact | None]:
    """Each dimension's mean, from the metrics' figures by key; always all four."""
    return {
        side: mean((metric.weight, figures[metric.key]) for metric in version.metrics if metric.dimension is side)
        for side in Dimension
    }


def raw(version: Version, dimensions: Mapping[Dimension, Exact | None]) -> Exact | None:
    """The mean of the dimensions by their weights, before any gate."""
    return mean((version.weight(side), figure) for side, figure in dimensions.items())
