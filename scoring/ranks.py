"""Standings: places by the figures as they are shown, and how they moved (domain.md 4.6)."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

from scoring.values import Exact, half_up

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True)
class Rank(Generic[K]):
    """One row: `place` and `figure` are None without data; `shared`: others have the same place."""

    key: K
    place: int | None
    figure: Decimal | None
    shared: bool


@dataclass(frozen=True)
class Standing(Generic[K]):
    """A row and its change in places (`climbed`, negative: fell) and figure; None without data then or now."""

    rank: Rank[K]
    climbed: int | None
    gained: Decimal | None


def ranks(figures: Mapping[K, Exact | None]) -> list[Rank[K]]:
    """Highest first; equal as shown (two places, half-up) share a place: 1, 2, 2, 4. Without data last, unranked.

    Equal ones keep the order in which they were given.
    """
    shown = {key: half_up(figure) for key, figure in figures.items() if figure is not None}
    ordered = sorted(shown, key=lambda key: shown[key], reverse=True)
    values = [shown[key] for key in ordered]
    first = {value: place for place, value in reversed(list(enumerate(values, start=1)))}
    ranked = [Rank(key, first[shown[key]], shown[key], shared=values.count(shown[key]) > 1) for key in ordered]
    return ranked + [Rank(key, None, None, shared=False) for key in figures if key not in shown]


def standings(now: Mapping[K, Exact | None], before: Mapping[K, Exact | None]) -> list[Standing[K]]:
    """Today's ranks, each with its change since the figures of the same weekday a week ago."""
    then = {rank.key: rank for rank in ranks(before)}
    return [_moved(rank, then.get(rank.key)) for rank in ranks(now)]


def _moved(now: Rank[K], then: Rank[K] | None) -> Standing[K]:
    if then is None or then.place is None or then.figure is None or now.place is None or now.figure is None:
        return Standing(now, None, None)
    return Standing(now, then.place - now.place, now.figure - then.figure)
