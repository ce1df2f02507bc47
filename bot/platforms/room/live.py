"""Live: each reader catches up by version, woken after a commit, and once a second in any case."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any

RESTS = (0.05, 0.1, 0.2, 0.4, 1.0)
"""How long a stream rests before it looks again: shortly after something moved, since what was queued is delivered
a moment behind its cause; then once a second."""
AT_ONCE = 100
MOST_STREAMS = 16
"""Of one person at a time: more tabs than one looks at, too few to keep the others waiting."""


@dataclass(frozen=True)
class News:
    """What is new for one reader: messages in order, the newest version looked at, the demo's clock."""

    messages: tuple[dict[str, Any], ...]
    version: int
    clock: dict[str, Any] | None = None


class Live:
    """The streams that are open. `wake` may be called from any thread."""

    def __init__(self) -> None:
        self._waiting: dict[asyncio.Event, tuple[int, asyncio.AbstractEventLoop]] = {}
        self._lock = Lock()

    def wake(self) -> None:
        with self._lock:
            waiting = list(self._waiting.items())
        for event, (_, loop) in waiting:
            if not loop.is_closed():
                loop.call_soon_threadsafe(event.set)

    def has_room(self, member_id: int, mine: asyncio.Event | None = None) -> bool:
        """Whether one more stream of this person is served, or the one that waits for `mine`: the oldest are."""
        with self._lock:
            theirs = [event for event, (whose, _) in self._waiting.items() if whose == member_id]
        return mine in theirs[:MOST_STREAMS] if mine is not None else len(theirs) < MOST_STREAMS

    @contextmanager
    def listening(self, member_id: int) -> Iterator[asyncio.Event]:
        event = asyncio.Event()
        with self._lock:
            self._waiting[event] = member_id, asyncio.get_running_loop()
        try:
            yield event
        finally:
            with self._lock:
                self._waiting.pop(event, None)

    async def stream(
        self, after: int, look: Callable[[int], Awaitable[News]], member_id: int = 0
    ) -> AsyncIterator[dict[str, str]]:
        """Server-sent events from a version on. Each change has its version as id, so that whoever reconnects gets
        each once; "moved" says that the board may have changed."""
        clock: dict[str, Any] | None = None
        looked, calm = after, 0
        with self.listening(member_id) as woken:
            while self.has_room(member_id, woken):
                was_woken = woken.is_set()
                woken.clear()
                news = await look(after)
                for message in news.messages:
                    after = message["version"]
                    yield {"event": "message", "id": str(after), "data": _json(message)}
                moved = news.version > looked or was_woken
                calm = 0 if moved else min(calm + 1, len(RESTS) - 1)
                if moved:
                    looked = max(looked, news.version)
                    yield {"event": "moved", "data": str(news.version)}
                if news.clock != clock:
                    clock = news.clock
                    yield {"event": "clock", "data": _json(clock)}
                if len(news.messages) < AT_ONCE:
                    await _rest(woken, RESTS[calm])


async def _rest(woken: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(woken.wait(), seconds)
    except TimeoutError:
        return


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
