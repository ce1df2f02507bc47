"""How fast a workspace lets itself be called: a message a second in a channel, and each method's own rest."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

GAP = 1.0
"""Seconds between two messages in one channel (platform-facts 7.2)."""
REST = 30.0
"""When Slack says "too fast" and not for how long."""


class Pace:
    """One workspace's, shared by all who call for it. Counts seconds of the loop, of the real clock."""

    def __init__(self, gap: float = GAP) -> None:
        self._gap = gap
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._free: dict[str, float] = {}
        self._rests: dict[str, float] = {}

    @asynccontextmanager
    async def turn(self, channel: str) -> AsyncIterator[None]:
        """One message at a time in a channel, a gap behind each."""
        async with self._turns[channel]:
            await asyncio.sleep(max(0.0, self._free.get(channel, 0.0) - _seconds()))
            try:
                yield
            finally:
                self._free[channel] = _seconds() + self._gap

    def rests(self, method: str, seconds: float) -> None:
        """Slack wants to hear nothing of this method for so long."""
        self._rests[method] = max(self._rests.get(method, 0.0), _seconds() + seconds)

    def left(self, method: str) -> float:
        """Seconds till the method may be called again; 0 when it may now."""
        return max(0.0, self._rests.get(method, 0.0) - _seconds())


def _seconds() -> float:
    return asyncio.get_running_loop().time()
