"""Socket Mode: tickets, hello, envelopes and acks, refreshes, sockets that drop or fall silent (facts 5)."""

from __future__ import annotations

import asyncio
import json
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import WSMsgType, web

from tests.servers.slack.delivery import EVENTS, Attempt, Delivery
from tests.servers.slack.ids import an_id

if TYPE_CHECKING:
    from tests.servers.slack.server import SlackServer

MOST = 10


@dataclass(eq=False)
class Connection:
    socket: web.WebSocketResponse
    request: web.Request
    silent: bool = False
    closing: bool = False
    waiting: dict[str, asyncio.Future[Any]] = field(default_factory=dict)


class Sockets:
    def __init__(self, server: SlackServer) -> None:
        self.server = server
        self.connections: list[Connection] = []
        self.opened = 0
        self._tickets: dict[str, float] = {}
        self._turn = 0

    # ---- what a test does -----------------------------------------------------------------------------------

    def drops(self) -> None:
        """The connection is cut without a close frame."""
        self.server.soon(self._cut_all, 0)

    def falls_silent(self) -> None:
        """Open, but nothing is read or answered any more, pings neither."""
        for connection in self.connections:
            connection.silent = True

    def refreshes(self, reason: str = "refresh_requested") -> None:
        """A `warning`, and the close some seconds later; or one that closes at once."""
        for connection in list(self.connections):
            self.server.spawn(self._disconnect(connection, reason))

    def disables_link(self) -> None:
        """Socket Mode is switched off in the app's settings (5.8)."""
        self.server.app.socket_mode = False
        self.refreshes("link_disabled")

    def connected(self, within: float = 5.0, opened: int = 1) -> bool:
        """Waits until the app is there, for the `opened`th time."""
        return self.server.until(lambda: bool(self._alive()) and self.opened >= opened, within)

    # ---- the protocol ---------------------------------------------------------------------------------------

    def ticket(self) -> str:
        """An address for one use, soon (5.1)."""
        value = secrets.token_hex(12)
        self._tickets[value] = self.server.clock.now()
        host = self.server.url.replace("http://", "ws://")
        return f"{host}/link/?ticket={value}&app_id={self.server.app.id}"

    async def accept(self, request: web.Request) -> web.StreamResponse:
        born = self._tickets.pop(request.query.get("ticket", ""), None)
        if born is None or self.server.clock.now() - born > self.server.timing.ticket_lives:
            return web.Response(status=403, text="ticket is used, old or unknown")
        socket = web.WebSocketResponse(autoping=False, max_msg_size=1 << 20, timeout=0.5)
        await socket.prepare(request)
        connection = Connection(socket, request)
        await self._begin(connection)
        try:
            async for message in socket:
                await self._hear(connection, message.type, message.data)
        finally:
            self._ended(connection)
        return socket

    async def _begin(self, connection: Connection) -> None:
        self.connections.append(connection)
        self.opened += 1
        lives = 360 if "debug_reconnects" in connection.request.query else self.server.timing.refresh_after
        host = {"host": "applink-1", "build_number": 7, "approximate_connection_time": lives}
        started = {"started": "2026-11-25 10:14:00.000"}
        hello = {
            "type": "hello",
            "num_connections": len(self._alive()),
            "connection_info": {"app_id": self.server.app.id},
            "debug_info": host | started,
        }
        await connection.socket.send_str(json.dumps(hello))
        await connection.socket.ping(b"Ping from applink-1")
        if len(self._alive()) > MOST:
            await self._disconnect(connection, "too_many_websockets")
        self.server.woke()

    async def _hear(self, connection: Connection, kind: WSMsgType, data: Any) -> None:
        while connection.silent:
            await asyncio.sleep(0.05)
        if kind == WSMsgType.PING:
            await connection.socket.pong(data)
        elif kind == WSMsgType.TEXT:
            self._acked(connection, data)

    def _acked(self, connection: Connection, data: str) -> None:
        try:
            frame = json.loads(data)
            waiting = connection.waiting.get(frame["envelope_id"])
        except (ValueError, KeyError, TypeError):
            self.server.complain(f"a frame that is no ack: {data[:80]}")
            return
        if waiting is not None and not waiting.done():
            waiting.set_result(frame.get("payload"))

    async def bring(self, delivery: Delivery, number: int, reason: str) -> Attempt:
        """To one of the connections; no ack in time, or a broken socket, is a failed attempt (5.7, 5.10)."""
        connection = await self._someone(delivery.kind)
        if connection is None:
            return Attempt(reason="no_connection")
        envelope_id, acked = an_id("e").lower(), asyncio.get_running_loop().create_future()
        connection.waiting[envelope_id] = acked
        envelope: dict[str, Any] = {
            "envelope_id": envelope_id,
            "type": delivery.kind,
            "accepts_response_payload": delivery.kind != EVENTS,
            "payload": delivery.payload,
            "x_new_in_envelopes": True,
        }
        if number:
            envelope |= {"retry_attempt": number, "retry_reason": "timeout" if reason == "timeout" else reason}
        try:
            if not connection.silent:
                await connection.socket.send_str(json.dumps(envelope, ensure_ascii=False))
            payload = await asyncio.wait_for(acked, self.server.timing.answer_within)
        except TimeoutError:
            return Attempt(reason="timeout")
        except (ConnectionError, asyncio.CancelledError):
            return Attempt(reason="connection_failed")
        finally:
            connection.waiting.pop(envelope_id, None)
        if payload is not None and delivery.kind == EVENTS:
            self.server.complain(f"{delivery.what}: an ack with a payload, which events do not accept")
        return Attempt(200, payload)

    async def _someone(self, kind: str) -> Connection | None:
        """Events wait a while for a connection, in the gap of a refresh; commands don't (5.14)."""
        patience = self.server.timing.socket_gap if kind == EVENTS else min(1.0, self.server.timing.socket_gap)
        until = asyncio.get_running_loop().time() + patience
        while not self._alive():
            if asyncio.get_running_loop().time() > until:
                return None
            await asyncio.sleep(0.02)
        self._turn += 1
        alive = self._alive()
        return alive[self._turn % len(alive)]

    def _alive(self) -> list[Connection]:
        return [c for c in self.connections if not c.socket.closed and not c.closing]

    async def _disconnect(self, connection: Connection, reason: str) -> None:
        notice = {"type": "disconnect", "reason": reason, "debug_info": {"host": "applink-1"}}
        connection.closing = reason != "warning"
        await connection.socket.send_str(json.dumps(notice))
        await asyncio.sleep(self.server.timing.warns_before if reason == "warning" else 0.05)
        connection.closing = True
        await connection.socket.close()

    def _cut_all(self) -> None:
        for connection in list(self.connections):
            self._cut(connection)

    def _cut(self, connection: Connection) -> None:
        connection.closing = True
        if connection.request.transport is not None:
            connection.request.transport.abort()
        self._ended(connection)

    def _ended(self, connection: Connection) -> None:
        if connection in self.connections:
            self.connections.remove(connection)
        for waiting in connection.waiting.values():
            if not waiting.done():
                waiting.set_exception(ConnectionError("the socket is gone"))
        self.server.woke()
