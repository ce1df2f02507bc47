"""Work that goes on behind an acknowledgement: never lost sight of, waited for when the process ends."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any, TypeVar

log = logging.getLogger("triangle.slack")
V = TypeVar("V")

LAST_WAIT = 10.0
"""Seconds that what is under way may still take when the process ends."""


class Leaving(Exception):  # noqa: N818  says what it is
    """The process ends: whoever delivers may deliver again."""


class Background:
    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()

    def follow(self, work: Coroutine[Any, Any, V], what: str) -> asyncio.Task[V]:
        """Begin it; if it fails, the log has it under `what`, and nobody else."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(lambda done: self._done(done, what))
        return task

    async def stop(self) -> None:
        """What was taken in is finished."""
        loop = asyncio.get_running_loop()
        until = loop.time() + LAST_WAIT
        while self._tasks and loop.time() < until:
            await asyncio.wait(set(self._tasks), timeout=until - loop.time())
        for left in self._tasks:
            left.cancel()

    def _done(self, task: asyncio.Task[Any], what: str) -> None:
        self._tasks.discard(task)
        error = None if task.cancelled() else task.exception()
        if error is not None and not isinstance(error, Leaving):
            log.error("%s broke", what, exc_info=error)
