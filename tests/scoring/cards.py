"""The dullest valid scorecard values; a test names only what it is about."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from scoring.policy import Dimension
from scoring.scorecard.card import (
    BandMetric,
    ChecklistMetric,
    Direction,
    Item,
    LinearMetric,
    Measure,
    Metric,
    Missing,
    Scorecard,
    Version,
)
from scoring.scorecard.moment import Moment

START = date(2026, 10, 1)
HALF_WAY = Moment(days=10, passed=5, ended=False)
LAST_DAY = Moment(days=10, passed=10, ended=False)
ENDED = Moment(days=10, passed=10, ended=True)
BEFORE = Moment(days=10, passed=0, ended=False)


def day(number: int) -> date:
    """The first day of the period is 1."""
    return START + timedelta(days=number - 1)


def linear(
    actual: int | Fraction | None = None,
    *,
    key: str = "orders",
    floor: int = 0,
    target: int = 100,
    stretch: int | None = None,
    cap: int | None = None,
    direction: Direction = Direction.UP,
    measure: Measure | None = None,
    missing: Missing | None = None,
    gate: int | None = None,
    weight: int = 1,
    dimension: Dimension = Dimension.FINANCIAL,
) -> LinearMetric:
    return LinearMetric(
        key=key,
        dimension=dimension,
        weight=Fraction(weight),
        gate=_figure(gate),
        actual=_figure(actual),
        floor=Fraction(floor),
        target=Fraction(target),
        stretch=_figure(stretch),
        cap=_figure(cap),
        direction=direction,
        given_measure=measure,
        given_missing=missing,
    )


def band(
    actual: int | None = None,
    *,
    key: str = "margin",
    measure: Measure | None = None,
    gate: int | None = None,
    weight: int = 1,
) -> BandMetric:
    """Full marks from 20 to 30, nothing at 10 and 50."""
    return BandMetric(
        key=key,
        dimension=Dimension.OPERATIONS,
        weight=Fraction(weight),
        gate=_figure(gate),
        actual=_figure(actual),
        given_measure=measure,
        zero_low=Fraction(10),
        low=Fraction(20),
        high=Fraction(30),
        zero_high=Fraction(50),
    )


def checklist(*items: Item, key: str = "key_events", gate: int | None = None, weight: int = 1) -> ChecklistMetric:
    return ChecklistMetric(
        key=key, dimension=Dimension.CUSTOMER, weight=Fraction(weight), gate=_figure(gate), items=items
    )


def item(need: int, done: int, event: str = "hq_visit", weight: int = 1) -> Item:
    return Item(event, need, done, Fraction(weight))


def version(*metrics: Metric, first: int = 1, last: int = 10, **weights: int) -> Version:
    """All the weight is financial unless it is said otherwise."""
    weights = weights or {"financial": 100}
    return Version(
        first=day(first),
        last=day(last),
        weights={Dimension(side): Fraction(weight) for side, weight in weights.items()},
        metrics=metrics,
    )


def card(*versions: Version, gate_cap: int = 60) -> Scorecard:
    return Scorecard(versions[0].first, versions[-1].last, versions, Fraction(gate_cap))


def _figure(value: int | Fraction | None) -> Fraction | None:
    return None if value is None else Fraction(value)
