"""Samples taken in turn, so that whatever slows the machine down slows each of them down."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Mapping
from statistics import median, quantiles
from time import perf_counter

Act = Callable[[], object]


def timed(act: Act) -> float:
    """How long it takes, in seconds."""
    begun = perf_counter()
    act()
    return perf_counter() - begun


def in_turn(acts: Mapping[str, Act], rounds: int) -> dict[str, float]:
    """The median of each, all measured in each round; the first round warms up and is not counted."""
    taken: dict[str, list[float]] = {name: [] for name in acts}
    for at in range(rounds + 1):
        for name, act in acts.items():
            seconds = timed(act)
            if at:
                taken[name].append(seconds)
    return {name: median(seconds) for name, seconds in taken.items()}


def settled() -> None:
    """As `triangle serve` does once it is up: what is there now is no garbage."""
    gc.collect()
    gc.freeze()


def p99(seconds: Iterable[float]) -> float:
    return quantiles(seconds, n=100, method="inclusive")[98]


def ms(seconds: float) -> str:
    return f"{seconds * 1000:.2f} ms"
