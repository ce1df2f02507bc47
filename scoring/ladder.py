"""The escalation ladder: who hears it when a clock's share is passed (domain.md 6).

Firing and the dry run ask the same function, `Clock.passed_at`. A waiting or stopped clock tells nobody anything.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from scoring.clocks import Clock, ClockState
from scoring.worktime import business_days_after


class Audience(StrEnum):
    """Who hears a step, in the order of the ladder: a hole falls through to the next one."""

    OWNER_OR_QUEUE = "owner_or_queue"
    LEAD = "lead"
    REQUESTER = "requester"
    CHANNEL = "channel"
    SPONSOR = "sponsor"
    HEAD_OF_SALES = "head_of_sales"


@dataclass(frozen=True)
class Rung:
    """One row: the share used in percent, whom it adds to the rows above; repeated daily till someone acts."""

    share: int
    adds: tuple[Audience, ...]
    repeats: bool = False


Ladder = tuple[Rung, ...]

LADDER: Ladder = (
    Rung(50, (Audience.OWNER_OR_QUEUE,)),
    Rung(75, (Audience.LEAD,)),
    Rung(100, (Audience.REQUESTER, Audience.CHANNEL)),
    Rung(150, (Audience.SPONSOR,)),
    Rung(200, (Audience.HEAD_OF_SALES,), repeats=True),
)


@dataclass(frozen=True)
class Stood:
    """How far a clock's ladder is climbed under its revision: a retarget begins a new one, a reopening does not.

    `share` is the highest step passed, `n` counts its daily repeats, `acted` (on the request, since) ends them.
    """

    share: int = 0
    n: int = 0
    acted: bool = False


@dataclass(frozen=True)
class Climb:
    """What a tick finds: the shares newly passed, the one step that is told, and how far it is climbed now."""

    passed: tuple[int, ...]
    fires: Rung | None
    stood: Stood

    @property
    def n(self) -> int:
        """The daily repeat that fires: 0 for a step's first time."""
        return self.stood.n


def hears(ladder: Ladder, rung: Rung) -> tuple[Audience, ...]:
    """The own row and all rows above it, in order."""
    return tuple(audience for row in ladder if row.share <= rung.share for audience in row.adds)


def preview(ladder: Ladder, clock: Clock, as_of: datetime) -> tuple[tuple[Rung, datetime], ...]:
    """The dry run: each step and when it is passed, running on from `as_of`; without those that never are."""
    steps = ((rung, clock.passed_at(rung.share, as_of)) for rung in ladder)
    return tuple((rung, at) for rung, at in steps if at is not None)


def climb(ladder: Ladder, clock: Clock, stood: Stood, at: datetime) -> Climb:
    """What is due at an instant: of the steps that were missed only the highest is told."""
    if clock.state is not ClockState.RUNNING:
        return Climb((), None, stood)
    new = [(rung, since) for rung, since in preview(ladder, clock, at) if rung.share > stood.share and since <= at]
    if new:
        rung, since = new[-1]
        now = Stood(rung.share, _repeats(rung, clock, since, at))
        return Climb(tuple(rung.share for rung, _ in new), rung, now)
    return _climb_again(ladder, clock, stood, at)


def next_step_at(ladder: Ladder, clock: Clock, stood: Stood, as_of: datetime) -> datetime | None:
    """When the row is due next, at once where that is past; None where nothing is left to tell."""
    if clock.state is not ClockState.RUNNING:
        return None
    ahead = [rung for rung in ladder if rung.share > stood.share]
    if ahead:
        return clock.passed_at(ahead[0].share, as_of)
    return _repeat_at(ladder, clock, stood, as_of)


def _climb_again(ladder: Ladder, clock: Clock, stood: Stood, at: datetime) -> Climb:
    again = _repeat_at(ladder, clock, stood, at)
    if again is None or again > at:
        return Climb((), None, stood)
    top = ladder[-1]
    n = stood.n + 1 + _repeats(top, clock, again, at)
    return Climb((), top, Stood(top.share, n))


def _repeat_at(ladder: Ladder, clock: Clock, stood: Stood, as_of: datetime) -> datetime | None:
    top = ladder[-1]
    passed = clock.passed_at(top.share, as_of)
    if stood.acted or stood.share < top.share or not top.repeats or passed is None:
        return None
    return business_days_after(clock.calendar, passed, stood.n + 1)


def _repeats(rung: Rung, clock: Clock, since: datetime, at: datetime) -> int:
    """How many daily repeats of a step fall in (since, at]."""
    count = 0
    while rung.repeats:
        next_one = business_days_after(clock.calendar, since, 1)
        if next_one is None or next_one > at:
            break
        since, count = next_one, count + 1
    return count
