"""The clock of a request: business time used against a target (domain.md 6).

Acknowledge, resolve and the promise are the same kind of clock. A target is *due* at the first instant at which the
time used is the target or more; a share of it is *passed* at the last instant at which the time used is still no
more. Nothing is dated before the change that made it so.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from fractions import Fraction

from scoring.worktime import MINUTE, WorkCalendar, exceeded_at, horizon, reached_at, worked


class ClockState(StrEnum):
    RUNNING = "running"
    WAITING = "waiting"
    STOPPED = "stopped"


class ClockVerb(StrEnum):
    OPEN = "open"
    WAIT = "wait"
    RESUME = "resume"
    STOP = "stop"
    REOPEN = "reopen"
    RETARGET = "retarget"
    RECALENDAR = "recalendar"


UNDER_WAY = frozenset({ClockState.RUNNING, ClockState.WAITING})
FITS = {
    ClockVerb.WAIT: frozenset({ClockState.RUNNING}),
    ClockVerb.RESUME: frozenset({ClockState.WAITING}),
    ClockVerb.STOP: UNDER_WAY,
    ClockVerb.REOPEN: frozenset({ClockState.STOPPED}),
    ClockVerb.RETARGET: UNDER_WAY,
    ClockVerb.RECALENDAR: UNDER_WAY,
}


class DoesNotFit(Exception):  # noqa: N818 - the word of the page
    """A verb that the state does not allow."""

    def __init__(self, verb: str, state: str) -> None:
        super().__init__(f"{verb} does not fit {state}")
        self.verb = verb
        self.state = state


@dataclass(frozen=True)
class Stretch:
    """A time that the clock ran, and is over: [since, until) in one calendar; `used` in microseconds."""

    calendar: WorkCalendar
    since: datetime
    until: datetime
    used: int


@dataclass(frozen=True)
class Clock:
    """A clock as it stands after its last change; times used and the target are microseconds.

    `carried` was used when the target came into force at `target_since`, `past` are the stretches since; the one
    that runs now began at `running_since`. `breached` is a breach that is over and stays, whatever comes.
    """

    calendar: WorkCalendar
    target: Fraction
    target_since: datetime
    state: ClockState
    running_since: datetime | None
    carried: int = 0
    past: tuple[Stretch, ...] = ()
    revision: int = 0
    breached: datetime | None = None

    @property
    def used_before(self) -> int:
        """Time used before the stretch that runs now: all of it while waiting or stopped."""
        return self.carried + sum(stretch.used for stretch in self.past)

    def used(self, at: datetime) -> int:
        """Microseconds of business time used up to an instant that is not before the last change."""
        if self.running_since is None:
            return self.used_before
        return self.used_before + worked(self.calendar, self.running_since, at)

    def due_at(self, as_of: datetime) -> datetime | None:
        """When the target is used, running on from `as_of` where it runs.

        None while it waits or has stopped without having come to it, or where that takes over twenty years.
        """
        return self._find(self.target, Fraction.__ge__, reached_at, as_of)

    def passed_at(self, share: int, as_of: datetime) -> datetime | None:
        """When a share of the target, in percent, is passed; None as for `due_at`, and while exactly used up."""
        return self._find(self.target * share / 100, Fraction.__gt__, exceeded_at, as_of)

    def breached_at(self, as_of: datetime) -> datetime | None:
        """The first instant up to `as_of` at which a target was passed while it was in force."""
        if self.breached is not None or self.used(as_of) <= self.target:
            return self.breached
        return self.passed_at(100, as_of)

    def met(self, as_of: datetime) -> bool | None:
        """False once breached, True when stopped without; None while that is open."""
        if self.breached_at(as_of) is not None:
            return False
        return True if self.state is ClockState.STOPPED else None

    def wait(self, at: datetime) -> "Clock":
        self.check(ClockVerb.WAIT)
        return replace(self._halted(at), state=ClockState.WAITING)

    def resume(self, at: datetime) -> "Clock":
        self.check(ClockVerb.RESUME)
        return replace(self, state=ClockState.RUNNING, running_since=at)

    def stop(self, at: datetime) -> "Clock":
        self.check(ClockVerb.STOP)
        return replace(self._halted(at), state=ClockState.STOPPED)

    def reopen(self, at: datetime) -> "Clock":
        """Goes on from what it had used; a breach that happened stays."""
        self.check(ClockVerb.REOPEN)
        return replace(self, state=ClockState.RUNNING, running_since=at)

    def retarget(self, target: Fraction, at: datetime) -> "Clock":
        """Another target from now on, the time used stays; the one in force changes nothing."""
        self.check(ClockVerb.RETARGET)
        if target == self.target:
            return self
        return replace(
            self,
            target=target,
            target_since=at,
            running_since=None if self.running_since is None else at,
            carried=self.used(at),
            past=(),
            revision=self.revision + 1,
            # A target that is replaced at its own instant never was in force.
            breached=self.breached_at(at) if self.target_since < at else self.breached,
        )

    def recalendar(self, calendar: WorkCalendar, at: datetime) -> "Clock":
        """Another calendar from now on, never for what is past."""
        self.check(ClockVerb.RECALENDAR)
        going_on = None if self.running_since is None else at
        return replace(self._halted(at), calendar=calendar, running_since=going_on)

    def check(self, verb: ClockVerb) -> None:
        """Raise DoesNotFit where the state does not allow the verb."""
        if verb not in FITS or self.state not in FITS[verb]:
            raise DoesNotFit(verb, self.state)

    def _halted(self, at: datetime) -> "Clock":
        if self.running_since is None:
            return self
        used = worked(self.calendar, self.running_since, at)
        stretch = Stretch(self.calendar, self.running_since, at, used)
        return replace(self, running_since=None, past=(*self.past, stretch))

    def _find(
        self,
        amount: Fraction,
        come: Callable[[Fraction, Fraction], bool],
        search: Callable[[WorkCalendar, datetime, Fraction, datetime], datetime | None],
        as_of: datetime,
    ) -> datetime | None:
        left = amount - self.carried
        if come(Fraction(0), left):
            return self.target_since
        for stretch in self.past:
            if come(Fraction(stretch.used), left):
                return search(stretch.calendar, stretch.since, left, stretch.until)
            left -= stretch.used
        if self.running_since is None:
            return None
        return search(self.calendar, self.running_since, left, horizon(self.calendar, as_of))


def minutes(count: int | Fraction) -> Fraction:
    """A target in minutes as microseconds, the unit of a clock."""
    return Fraction(count) * MINUTE


def opened(calendar: WorkCalendar, target: Fraction, at: datetime) -> Clock:
    """A clock that starts now; the target in microseconds, over 0."""
    return Clock(calendar, target, at, ClockState.RUNNING, at)
