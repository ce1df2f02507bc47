"""Telegram's clock: the machine's, which a test may move on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.clock import SystemClock


class MovableClock:
    """Counts unix seconds. Retention, ages and expiries go by it; long polls and back-off go by the real one."""

    def __init__(self, base: Callable[[], datetime] | None = None) -> None:
        self._base, self._ahead = base or SystemClock().real, timedelta()

    def now(self) -> int:
        return int((self._base() + self._ahead).timestamp())

    def moves(self, by: timedelta) -> None:
        self._ahead += by
