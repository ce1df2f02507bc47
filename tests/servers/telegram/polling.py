"""getUpdates, with its conflicts (platform-facts.md 14)."""

from __future__ import annotations

import asyncio
import time

from tests.servers.telegram.calls import Call
from tests.servers.telegram.cloud import Cloud
from tests.servers.telegram.refusals import Json, Refused
from tests.servers.telegram.updates import Update

ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
OTHER = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
SET = "Conflict: terminated by setWebhook request"
LONGEST, AGAIN = 50, 3.0


class Polling:
    """At most one call waits; whoever comes later ends it."""

    def __init__(self, cloud: Cloud) -> None:
        self._cloud = cloud
        self._waiting: asyncio.Future[str | None] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._offset, self._began = -1, float("-inf")
        self._conflict = float("-inf")
        self.at_once = 0.5
        self.closing = False
        cloud.updates.listeners.append(self.wake)

    @property
    def waits(self) -> bool:
        return self._waiting is not None

    async def get_updates(self, call: Call, webhook: bool) -> list[Json]:
        """Raises Refused."""
        if webhook:
            raise await self._conflicts(ACTIVE)
        with self._cloud.lock:
            self._cloud.updates.allow(call.parsed("allowed_updates", "allowed updates"))
            limit, timeout = self._paced(call)
            offset = call.integer("offset")
            self._cloud.updates.confirm(offset)
            self.end(OTHER)
        found = await self._found(offset, limit, time.monotonic() + timeout)
        return [update.json() for update in found]

    def end(self, why: str) -> None:
        """The call that waits ends with a conflict."""
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(why)

    def wake(self) -> None:
        """Something is there; called from any thread."""
        waiting, loop = self._waiting, self._loop
        if waiting is not None and loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(lambda: None if waiting.done() else waiting.set_result(None))

    def _paced(self, call: Call) -> tuple[int, int]:
        """The same offset again at once gets one update, and waits three seconds (14.8)."""
        limit, timeout = call.integer("limit", 100, 1, 100), call.integer("timeout", 0, 0, LONGEST)
        offset, now = call.integer("offset"), time.monotonic()
        if offset == self._offset and now < self._began + AGAIN:
            timeout = max(timeout, int(AGAIN))
            limit = 1 if now < self._began + self.at_once else limit
        self._offset, self._began = offset, now
        return limit, timeout

    async def _found(self, offset: int, limit: int, until: float) -> list[Update]:
        """Waits before it looks, so that nothing comes unseen in between."""
        self._loop = asyncio.get_running_loop()
        while True:
            mine = self._waiting = self._loop.create_future()
            with self._cloud.lock:
                found = self._cloud.updates.read(offset, limit)
            left = until - time.monotonic()
            why = await self._ended(mine, 0 if found else left)
            if why is not None:
                raise await self._conflicts(why)
            if found or left <= 0 or self.closing:
                return found

    async def _ended(self, mine: asyncio.Future[str | None], seconds: float) -> str | None:
        """Why the call is ended by another, None when something came or the time is over."""
        try:
            return await asyncio.wait_for(mine, seconds) if seconds > 0 else None
        except TimeoutError:
            return None
        finally:
            if self._waiting is mine:
                self._waiting = None

    async def _conflicts(self, why: str) -> Refused:
        """A second one within three seconds is answered three seconds late (14.7)."""
        now = time.monotonic()
        late, self._conflict = now < self._conflict + AGAIN, now
        if late:
            await asyncio.sleep(AGAIN)
        return Refused(why)
