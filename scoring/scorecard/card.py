"""A scorecard: metrics with their figures, in versions that follow one another (domain.md 4).

Values only; `rules.py` says which of them fit together. Figures are exact and in the metric's own unit,
weights and attainments in percent. A figure left at None takes its default from the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

from scoring.policy import GATE_CAP, STRETCH_CAP, Dimension, Horizon
from scoring.values import Exact


class Direction(StrEnum):
    """Whether more or less is better."""

    UP = "up"
    DOWN = "down"


class Measure(StrEnum):
    """Whether a metric adds up over the days or is a state."""

    CUMULATIVE = "cumulative"
    LEVEL = "level"


class Missing(StrEnum):
    """What no value means: 0, out of the roll-up, or out until the version has ended."""

    ZERO = "zero"
    SKIP = "skip"
    WAIT = "wait"


@dataclass(frozen=True, kw_only=True)
class _Line:
    key: str
    dimension: Dimension
    weight: Exact
    horizon: Horizon = Horizon.SHORT
    gate: Exact | None = None


@dataclass(frozen=True, kw_only=True)
class _Measured(_Line):
    actual: Exact | None = None
    given_measure: Measure | None = None
    given_missing: Missing | None = None

    @property
    def default_measure(self) -> Measure:
        return Measure.LEVEL

    @property
    def measure(self) -> Measure:
        """As given, else the kind's default."""
        return self.given_measure or self.default_measure

    @property
    def missing(self) -> Missing:
        """As given; else a level waits for its value, and a sum without entries is 0."""
        default = Missing.WAIT if self.measure is Measure.LEVEL else Missing.ZERO
        return self.given_missing or default


@dataclass(frozen=True, kw_only=True)
class LinearMetric(_Measured):
    """From 0 at `floor` to 100 at `target`, on to `cap` at `stretch`; `gate` limits the actual value."""

    floor: Exact
    target: Exact
    stretch: Exact | None = None
    cap: Exact | None = None
    direction: Direction = Direction.UP

    @property
    def default_measure(self) -> Measure:
        return Measure.LEVEL if self.direction is Direction.DOWN else Measure.CUMULATIVE

    @property
    def reach(self) -> Exact:
        """Where it attains its most: the stretch, else the target."""
        return self.target if self.stretch is None else self.stretch

    @property
    def most(self) -> Exact:
        """What it attains there, in percent: 100 without a stretch, whatever the cap says."""
        if self.reach == self.target:
            return Fraction(100)
        return STRETCH_CAP if self.cap is None else self.cap


@dataclass(frozen=True, kw_only=True)
class BandMetric(_Measured):
    """100 between `low` and `high`, falling to 0 at `zero_low` and `zero_high`; `gate` limits the attainment."""

    zero_low: Exact
    low: Exact
    high: Exact
    zero_high: Exact


@dataclass(frozen=True)
class Item:
    """A kind of key event, how many of it are wanted and how many there were."""

    event: str
    need: int
    done: int = 0
    weight: Exact = Fraction(1)


@dataclass(frozen=True, kw_only=True)
class ChecklistMetric(_Line):
    """Key events to be done; adds up over the days, is never missing; `gate` limits the attainment."""

    items: tuple[Item, ...]


Metric: TypeAlias = LinearMetric | BandMetric | ChecklistMetric


@dataclass(frozen=True)
class Version:
    """What holds from `first` to `last`, both included; a dimension left out of `weights` weighs 0."""

    first: date
    last: date
    weights: Mapping[Dimension, Exact]
    metrics: tuple[Metric, ...]

    def weight(self, dimension: Dimension) -> Exact:
        """The dimension's weight, in percent."""
        return self.weights.get(dimension, Fraction(0))


@dataclass(frozen=True)
class Scorecard:
    """The plan of one account or unit for the days from `first` to `last`."""

    first: date
    last: date
    versions: tuple[Version, ...]
    gate_cap: Exact = GATE_CAP
