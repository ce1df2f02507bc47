"""How fast messages may go to one group: twenty a minute, as Telegram advises (platform-facts 19.5).

The library's limiter holds a call back until there is room, and a carrier with it; here it is known beforehand how
long that would be, so that the message waits in the outbox instead.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from telegram.constants import FloodLimit

BURST = int(FloodLimit.MESSAGES_PER_MINUTE_PER_GROUP)
EACH = 60 / BURST
FORGET_AT = 1024


@dataclass
class Level:
    """How full a group's minute is, as of an instant of the loop's clock."""

    full: float = 0.0
    at: float = 0.0


class Pace:
    """`time` counts seconds and never goes back."""

    def __init__(self, time: Callable[[], float]) -> None:
        self._time = time
        self._levels: dict[int, Level] = {}

    def takes(self, chat: int) -> float:
        """0 when a message may go to the chat now, and counts it; else how many seconds are to be waited."""
        if chat > 0:
            return 0.0
        level, now = self._levels.setdefault(chat, Level()), self._time()
        full = max(level.full - (now - level.at) / EACH, 0.0)
        if full + 1 > BURST:
            return (full + 1 - BURST) * EACH
        level.full, level.at = full + 1, now
        if len(self._levels) > FORGET_AT:
            self._forget(now)
        return 0.0

    def _forget(self, now: float) -> None:
        """Groups whose minute is empty by now."""
        self._levels = {chat: level for chat, level in self._levels.items() if now - level.at < level.full * EACH}
