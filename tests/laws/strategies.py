"""Random cards and events that keep the rules; small figures, so that ties and edges are met often."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import TypedDict

from hypothesis import strategies as st

from scoring.contribution import Deed, Part, Participant
from scoring.policy import Dimension, Horizon, Role
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
from scoring.values import Points

START = date(2026, 10, 1)

figures = st.builds(Fraction, st.integers(-60, 200), st.integers(1, 7))
steps = st.builds(Fraction, st.integers(1, 60), st.integers(1, 7))
weights = st.builds(Fraction, st.integers(0, 5))
dimensions = st.sampled_from(Dimension)


@st.composite
def linear_metrics(draw: st.DrawFn, key: str = "a") -> LinearMetric:
    direction = draw(st.sampled_from(Direction))
    sign = 1 if direction is Direction.UP else -1
    floor = draw(figures)
    target = floor + sign * draw(steps)
    return LinearMetric(
        **_measured(draw, key),
        floor=floor,
        target=target,
        stretch=draw(st.none() | steps.map(lambda step: target + sign * step)),
        cap=draw(st.none() | st.integers(100, 150).map(Fraction)),
        direction=direction,
    )


@st.composite
def band_metrics(draw: st.DrawFn, key: str = "a") -> BandMetric:
    zero_low = draw(figures)
    low = zero_low + draw(steps)
    high = low + draw(st.just(Fraction(0)) | steps)
    return BandMetric(**_measured(draw, key), zero_low=zero_low, low=low, high=high, zero_high=high + draw(steps))


@st.composite
def checklist_metrics(draw: st.DrawFn, key: str = "a") -> ChecklistMetric:
    items = [
        Item(f"kind{at}", draw(st.integers(1, 4)), draw(st.integers(0, 6)), draw(weights))
        for at in range(draw(st.integers(0, 3)))
    ]
    certain = Item("certain", draw(st.integers(1, 4)), draw(st.integers(0, 6)))
    return ChecklistMetric(**_line(draw, key), items=(*items, certain))


@st.composite
def scorecards(draw: st.DrawFn) -> Scorecard:
    """One to three versions of one to nine days, with weight on some metric in each."""
    versions: list[Version] = []
    first = START
    for _ in range(draw(st.integers(1, 3))):
        last = first + timedelta(days=draw(st.integers(0, 8)))
        versions.append(draw(_versions(first, last)))
        first = last + timedelta(days=1)
    return Scorecard(START, versions[-1].last, tuple(versions), Fraction(draw(st.integers(0, 100))))


@st.composite
def deeds(draw: st.DrawFn) -> Deed:
    """An event of up to 20 points in which nobody is twice in one part."""
    members = st.sampled_from("abcdef")
    participants = draw(st.lists(st.builds(Participant, members, roles), unique=True, max_size=6))
    return Deed(
        points=Points(draw(st.integers(0, 2000))),
        participants=tuple(participants),
        assists=tuple(draw(st.lists(members, unique=True, max_size=5))),
        held=frozenset(draw(st.sets(st.sampled_from(Role)))),
        dimension=draw(dimensions),
    )


roles = st.sampled_from([Part.AR, Part.SR, Part.FR, Part.OTHERS])


@st.composite
def dimension_weights(draw: st.DrawFn) -> dict[Dimension, Fraction]:
    """Four weights that sum to exactly 100."""
    cuts = sorted(draw(st.lists(st.integers(0, 100), min_size=3, max_size=3)))
    edges = [0, *cuts, 100]
    return {side: Fraction(edges[at + 1] - edges[at]) for at, side in enumerate(Dimension)}


@st.composite
def _versions(draw: st.DrawFn, first: date, last: date) -> Version:
    keys = "abcd"[: draw(st.integers(0, 4))]
    metrics = [draw(_metrics(key)) for key in keys]
    shares = draw(dimension_weights())
    heaviest = max(Dimension, key=lambda side: shares[side])
    certain = LinearMetric(
        key="certain", dimension=heaviest, weight=Fraction(1), floor=Fraction(0), target=Fraction(100)
    )
    return Version(first, last, shares, (*metrics, certain))


def _metrics(key: str) -> st.SearchStrategy[Metric]:
    return st.one_of(linear_metrics(key), band_metrics(key), checklist_metrics(key))


class _Line(TypedDict):
    key: str
    dimension: Dimension
    weight: Fraction
    horizon: Horizon
    gate: Fraction | None


class _Measured(_Line):
    actual: Fraction | None
    given_measure: Measure | None
    given_missing: Missing | None


def _line(draw: st.DrawFn, key: str) -> _Line:
    return {
        "key": key,
        "dimension": draw(dimensions),
        "weight": draw(weights),
        "horizon": draw(st.sampled_from(Horizon)),
        "gate": draw(st.none() | figures),
    }


def _measured(draw: st.DrawFn, key: str) -> _Measured:
    return {
        **_line(draw, key),
        "actual": draw(st.none() | figures),
        "given_measure": draw(st.none() | st.sampled_from(Measure)),
        "given_missing": draw(st.none() | st.sampled_from(Missing)),
    }
