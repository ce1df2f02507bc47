"""The one place that reads time: business instants from one clock, leases and back-off from the real one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import Protocol

FASTEST = 300


class Clock(Protocol):
    def now(self) -> datetime:
        """The business instant, aware UTC: facts, due rows, quiet hours."""
        ...

    def real(self) -> datetime:
        """The real instant, aware UTC: leases, back-off, time-outs."""
        ...

    def keep(self) -> None:
        """Remember what must not be lost in a restart; called at each tick."""
        ...


class SystemClock:
    """Both clocks are the machine's."""

    def now(self) -> datetime:
        return datetime.now(UTC)  # noqa: TID251  here alone

    def real(self) -> datetime:
        return datetime.now(UTC)  # noqa: TID251  here alone

    def keep(self) -> None:
        """The machine remembers."""


class DemoClock:
    """Business time that runs `speed` times as fast, jumps over hours in which nobody works, and never goes back.

    `opens` gives the first working instant at or after one; `keep` hands the business instant to `remember`, and
    who starts again passes it as `start`.
    """

    def __init__(
        self,
        start: datetime,
        speed: float = 1,
        opens: Callable[[datetime], datetime] = lambda at: at,
        remember: Callable[[datetime], None] = lambda at: None,
        real: Callable[[], datetime] | None = None,
    ) -> None:
        self._real = real or SystemClock().real
        self._opens, self._remember, self._lock = opens, remember, Lock()
        self._stood, self._since, self._speed, self._paused = start, self._real(), _held(speed), False
        self._latest = start

    def now(self) -> datetime:
        with self._lock:
            return self._now()

    def real(self) -> datetime:
        return self._real()

    @property
    def speed(self) -> float:
        return self._speed

    @property
    def paused(self) -> bool:
        return self._paused

    def set_speed(self, speed: float) -> None:
        with self._lock:
            self._stand(self._now())
            self._speed = _held(speed)

    def pause(self, paused: bool = True) -> None:
        with self._lock:
            self._stand(self._now())
            self._paused = paused

    def jump(self, to: datetime) -> None:
        """Forward to an instant; never back."""
        with self._lock:
            self._stand(max(self._now(), to))

    def keep(self) -> None:
        self._remember(self.now())

    def _now(self) -> datetime:
        passed = timedelta() if self._paused else (self.real() - self._since) * self._speed
        ran = max(self._stood + passed, self._latest)
        works = max(self._opens(ran), ran)
        if works > ran:
            self._stand(works)
        self._latest = works
        return works

    def _stand(self, at: datetime) -> None:
        self._stood, self._since = at, self.real()


class ManualClock:
    """Stands until it is moved; for tests. The real clock moves along, and may be moved alone."""

    def __init__(self, at: datetime) -> None:
        self._now = self._real = _aware(at)

    def now(self) -> datetime:
        return self._now

    def real(self) -> datetime:
        return self._real

    def keep(self) -> None:
        """There is no restart."""

    def set(self, at: datetime) -> None:
        """Move to an instant; ValueError for one before."""
        if _aware(at) < self._now:
            raise ValueError(f"{at} is before {self._now}")
        self._real += at - self._now
        self._now = at

    def waits(self, real: timedelta) -> None:
        """Only the real clock moves: a lease runs out, a back-off ends."""
        self._real += real


def _held(speed: float) -> float:
    return min(max(speed, 0), FASTEST)


def _aware(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise TypeError(f"an instant needs a time zone: {at!r}")
    return at
