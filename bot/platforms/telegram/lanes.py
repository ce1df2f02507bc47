"""Work of different chats side by side, of one chat in the order in which it came."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Hashable
from contextlib import asynccontextmanager

log = logging.getLogger("triangle.telegram")

PATIENCE = 5.0
"""Seconds that what is under way has to finish when the process stops."""


class Lanes:
    """A lock a lane, kept while somebody holds it or waits for it; first come, first served."""

    def __init__(self) -> None:
        self._locks: dict[Hashable, tuple[asyncio.Lock, int]] = {}

    @asynccontextmanager
    async def turn(self, lane: Hashable) -> AsyncIterator[None]:
        lock, waiting = self._locks.get(lane, (asyncio.Lock(), 0))
        self._locks[lane] = (lock, waiting + 1)
        try:
            async with lock:
                yield
        finally:
            lock, waiting = self._locks[lane]
            if waiting == 1:
                del self._locks[lane]
            else:
                self._locks[lane] = (lock, waiting - 1)


class Afterwards:
    """What is said after a commit: nobody waits for it, and what fails is in the log."""

    def __init__(self) -> None:
        self._lanes, self._tasks = Lanes(), set[asyncio.Task[None]]()

    def do(self, lane: Hashable, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(self._run(lane, work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def finish(self) -> None:
        if self._tasks:
            await asyncio.wait(set(self._tasks), timeout=PATIENCE)

    async def _run(self, lane: Hashable, work: Awaitable[None]) -> None:
        async with self._lanes.turn(lane):
            try:
                await work
            except Exception:
                log.exception("what follows a command could not be said")
