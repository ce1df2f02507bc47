"""What the platform brings to the app: signed over HTTP or as envelopes by Socket Mode, retried, held, doubled."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from tests.servers.slack import events
from tests.servers.slack.delivery import EVENTS, Attempt, Delivery, as_posted
from tests.servers.slack.things import JSON, Channel

if TYPE_CHECKING:
    from tests.servers.slack.server import SlackServer
    from tests.servers.slack.workspace import Workspace

Then = Callable[[Delivery], None]


class Deliveries:
    """`log` has all of them. `held` is None, or what waits for `release`."""

    def __init__(self, server: SlackServer) -> None:
        self.server = server
        self.log: list[Delivery] = []
        self.held: list[tuple[Delivery, Then | None]] | None = None
        self.copies = 1
        self._running = 0

    @property
    def idle(self) -> bool:
        return self._running == 0

    def event(self, workspace: Workspace, event: JSON, channel: Channel | None) -> Delivery:
        envelope = events.envelope(workspace, event, channel)
        for _ in range(self.copies - 1):
            self.send(EVENTS, envelope)
        return self.send(EVENTS, envelope)

    def send(self, kind: str, payload: JSON, then: Then | None = None) -> Delivery:
        """At once, or when released; `then` runs with the answer, under the lock."""
        delivery = Delivery(kind, payload)
        self.log.append(delivery)
        if self.held is not None:
            self.held.append((delivery, then))
        else:
            self._begin(delivery, then)
        return delivery

    def hold(self) -> None:
        """Keep what comes now, to release it in another order (4.7)."""
        self.held = []

    def release(self, backwards: bool = False) -> None:
        waiting, self.held = self.held or [], None
        for delivery, then in reversed(waiting) if backwards else waiting:
            self._begin(delivery, then)

    def again(self, delivery: Delivery, new_event_id: str = "") -> Delivery:
        """The same once more, as after an answer that got lost; or the same message under another event id."""
        payload = {**delivery.payload, "event_id": new_event_id} if new_event_id else delivery.payload
        return self.send(delivery.kind, payload)

    # ---- on the server's loop -------------------------------------------------------------------------------

    def _begin(self, delivery: Delivery, then: Then | None) -> None:
        with self.server.lock:
            self._running += 1
        self.server.spawn(self._bring(delivery, then))

    async def _bring(self, delivery: Delivery, then: Then | None) -> None:
        try:
            retried = self.server.timing.retries if delivery.kind == EVENTS else ()
            for number, wait in enumerate((0.0, *retried)):
                await asyncio.sleep(wait)
                attempt = await self._attempt(delivery, number)
                delivery.attempts.append(attempt)
                if attempt.good or "X-Slack-No-Retry" in attempt.headers:
                    break
                self._complain_early(delivery, attempt)
            self._settle(delivery, then)
        finally:
            with self.server.lock:
                self._running -= 1
            delivery.done.set()
            self.server.woke()

    def _settle(self, delivery: Delivery, then: Then | None) -> None:
        if not delivery.good:
            last = delivery.attempts[-1]
            self.server.complain(f"{delivery.what} was not answered: {last.reason or last.status}")
        if then is not None:
            with self.server.lock:
                then(delivery)

    def _complain_early(self, delivery: Delivery, attempt: Attempt) -> None:
        """A status that says no, or no answer in time, is a fault also where a retry mends it."""
        if attempt.reason not in ("connection_failed", "no_connection"):
            self.server.complain(f"{delivery.what}: {attempt.reason} {attempt.status or ''}".rstrip())

    async def _attempt(self, delivery: Delivery, number: int) -> Attempt:
        reason = delivery.attempts[-1].reason if delivery.attempts else ""
        if self.server.app.socket_mode:
            return await self.server.sockets.bring(delivery, number, reason)
        return await self._post(delivery, number, reason)

    async def _post(self, delivery: Delivery, number: int, reason: str) -> Attempt:
        body, content_type = as_posted(delivery)
        headers = {**self.server.signed(body), "Content-Type": content_type}
        if number:
            headers |= {"X-Slack-Retry-Num": str(number), "X-Slack-Retry-Reason": reason}
        return await self.server.posts(body, headers)
