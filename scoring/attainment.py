"""How well the clocks of a department were kept: attainment, median and p90 (domain.md 6)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, StrEnum
from fractions import Fraction

from scoring.clocks import Clock, ClockState
from scoring.requests import RequestState

# A request that its asker took back says nothing about who declines.
ENDED = frozenset({RequestState.RESOLVED, RequestState.CLOSED, RequestState.DECLINED})


class Which(StrEnum):
    ACKNOWLEDGE = "acknowledge"
    RESOLVE = "resolve"


class Verdict(Enum):
    """`OUT` is neither kept nor missed and never will be; `RUNNING` may still become either."""

    MET = "met"
    BREACHED = "breached"
    RUNNING = "running"
    OUT = "out"


@dataclass(frozen=True)
class Attainment:
    """Clocks met of those that ended or breached; what still runs is left out and counted beside it."""

    met: int
    counted: int
    running: int

    @property
    def percent(self) -> Fraction | None:
        """Exact; None where nothing has ended yet."""
        return Fraction(100 * self.met, self.counted) if self.counted else None


def verdict(which: Which, clock: Clock, state: RequestState, at: datetime) -> Verdict:
    """How one clock counts in the state of its request.

    A declined request counts in the decline rate, never in resolve attainment; a cancelled or withdrawn one only
    where it had breached before.
    """
    if which is Which.RESOLVE and state is RequestState.DECLINED:
        return Verdict.OUT
    if clock.breached_at(at) is not None:
        return Verdict.BREACHED
    if state in (RequestState.CANCELLED, RequestState.WITHDRAWN):
        return Verdict.OUT
    return Verdict.MET if clock.state is ClockState.STOPPED else Verdict.RUNNING


def attainment(which: Which, clocks: Iterable[tuple[Clock, RequestState]], at: datetime) -> Attainment:
    """The figure of many clocks of one sort, each with the state of its request."""
    verdicts = [verdict(which, clock, state, at) for clock, state in clocks]
    met, breached, running = (verdicts.count(one) for one in (Verdict.MET, Verdict.BREACHED, Verdict.RUNNING))
    return Attainment(met, met + breached, running)


def decline_rate(states: Iterable[RequestState]) -> Fraction | None:
    """Percent of the requests that have come to an end and were declined; None where none has ended."""
    ended = [state for state in states if state in ENDED]
    return Fraction(100 * ended.count(RequestState.DECLINED), len(ended)) if ended else None


def median(times: Sequence[int]) -> Fraction | None:
    """The middle one, or the mean of the two in the middle; None of nothing."""
    if not times:
        return None
    ordered = sorted(times)
    return Fraction(ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2], 2)


def p90(times: Sequence[int]) -> int | None:
    """The smallest of them that at least nine in ten do not exceed; None of nothing."""
    if not times:
        return None
    rank = -(-9 * len(times) // 10)
    return sorted(times)[rank - 1]
