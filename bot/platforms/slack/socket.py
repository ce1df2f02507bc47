"""Socket Mode by the SDK's client, with what it lacks: a fresh address for every try, an alarm when they fail, rest
where Socket Mode was switched off, and an answer to "are we connected" at any time.

The SDK keeps one address, which is good for one use, and tries it for ever (platform-facts 5.1, 5.15).
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from contextvars import ContextVar
from datetime import datetime
from typing import Any, Final

import aiohttp
from aiohttp import ClientWebSocketResponse
from slack_bolt.adapter.socket_mode.async_internals import send_async_response
from slack_bolt.response import BoltResponse
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from bot.platforms.slack.tries import Tries
from bot.platforms.slack.turn import seconds

log = logging.getLogger("triangle.slack")

PING_EVERY: Final = 5.0
"""Seconds; a socket that answers none for four of them is given up."""
SILENT_AFTER: Final = 4
SWITCHED_OFF_REST: Final = 300.0
LEAVE_WITHIN: Final = 2.0
PART_WITHIN: Final = 3.0
"""Seconds: whatever came must be acknowledged by then."""

_came_by: ContextVar[ClientWebSocketResponse | None] = ContextVar("came_by", default=None)

Handle = Callable[[dict[str, Any]], Awaitable[BoltResponse]]
Unsent = Callable[[dict[str, Any], BoltResponse], Awaitable[None]]


class Socket(SocketModeClient):
    """`handle` gives what acknowledges an envelope; `unsent` has what could not be sent any more."""

    def __init__(
        self,
        app_token: str,
        web: AsyncWebClient,
        handle: Handle,
        unsent: Unsent,
        real: Callable[[], datetime],
        logger: logging.Logger,
        ping_every: float = PING_EVERY,
    ) -> None:
        super().__init__(app_token, logger=logger, web_client=web, ping_interval=ping_every)
        if web.proxy is None:
            self.proxy = None
        self._handle, self._unsent, self._real = handle, unsent, real
        self._greeted: ClientWebSocketResponse | None = None
        self._down_since = real()
        self._tries, self._off, self._crowded = Tries(ping_every), False, False
        self._in_flight: Counter[ClientWebSocketResponse | None] = Counter()
        self._parting: asyncio.Future[None] | None = None
        self.connected = asyncio.Event()
        self.message_listeners.append(self._hears)
        self.socket_mode_request_listeners.append(self._takes)

    def trouble(self) -> str | None:
        """In words for an operator; None while Slack can reach us."""
        if self._off:
            return "Socket Mode is switched off in the app's settings"
        if self._is_live():
            return None
        return f"Socket Mode is not connected since {self._down_since:%H:%M:%S} UTC"

    async def connect(self) -> None:
        """Tries until it is connected or closed, with a new address each time."""
        if self.connected.is_set():
            self.connected.clear()
            self._down_since = self._real()
        while not self.closed:
            try:
                await self._change_over()
                return
            except Exception as error:
                await asyncio.sleep(self._tries.failed(error))

    async def connect_to_new_endpoint(self, force: bool = False) -> None:
        """One at a time: whoever comes while another connects has nothing to do."""
        if self.connect_operation_lock.locked():
            return
        async with self.connect_operation_lock:
            if force or not await self.is_connected():
                await self.connect()

    async def run_message_listeners(self, message: dict[str, Any], raw_message: str) -> None:
        reason = message.get("reason") if message.get("type") == "disconnect" else None
        self._crowded = reason == "too_many_websockets" or (self._crowded and reason is None)
        if reason == "link_disabled":
            self._off = True
            log.error("Slack: Socket Mode was switched off in the app's settings; nothing arrives until it is on")
        await super().run_message_listeners(message, raw_message)

    async def enqueue_message(self, message: str) -> None:
        await self.message_queue.put((self.current_session, message))

    async def process_message(self) -> None:
        """As the SDK does, but it is remembered by which session a message came: its acknowledgement goes there."""
        session, raw = await self.message_queue.get()
        message = json.loads(raw) if raw.startswith("{") else {}
        _came_by.set(session)
        asyncio.ensure_future(self.run_message_listeners(message, raw))  # noqa: RUF006  as the SDK does

    async def _change_over(self) -> None:
        """To a new session. The old one, where it lives, ends when what came by it is acknowledged."""
        old = self.current_session
        if self._crowded or old is None or old.closed or self.stale:
            await self._leave(old)
            self._enter(await self._opened())
            return
        self._enter(await self._opened())
        self._parting = asyncio.ensure_future(self._part(old))

    async def _part(self, old: ClientWebSocketResponse) -> None:
        until = seconds() + PART_WITHIN
        while self._in_flight[old] and seconds() < until:
            await asyncio.sleep(0.05)
        await self._leave(old)

    async def _opened(self) -> ClientWebSocketResponse:
        if self._off:
            await asyncio.sleep(SWITCHED_OFF_REST)
        answer = await self.web_client.apps_connections_open(app_token=self.app_token)
        if self.aiohttp_client_session.closed:
            self.aiohttp_client_session = aiohttp.ClientSession()
        ssl = self.web_client.ssl if self.web_client.ssl is not None else True
        session = await self.aiohttp_client_session.ws_connect(
            str(answer["url"]), autoping=False, heartbeat=self.ping_interval, proxy=self.proxy, ssl=ssl
        )
        await session.ping(f"sdk-ping-pong:{self._real().timestamp()}".encode())
        return session

    def _enter(self, session: ClientWebSocketResponse) -> None:
        """The new session, its watch and its ears; those of the old one end."""
        self.current_session, self.stale, self.last_ping_pong_time = session, False, None
        self.auto_reconnect_enabled = True
        for old in (self.current_session_monitor, self.message_receiver):
            if old is not None:
                old.cancel()
        self.current_session_monitor = asyncio.ensure_future(self.monitor_current_session())
        self.message_receiver = asyncio.ensure_future(self.receive_messages())

    async def _leave(self, session: ClientWebSocketResponse | None) -> None:
        """One that is silent does not answer its end either."""
        if session is not None and not session.closed:
            with suppress(Exception):
                await asyncio.wait_for(session.close(), LEAVE_WITHIN)

    async def _hears(self, client: object, message: dict[str, Any], raw: str | None) -> None:
        if message.get("type") == "hello":
            self._greeted = _came_by.get()
            self._tries.succeeded()
            self._off, self._crowded = False, False
            self.connected.set()
            log.info("Slack: connected by Socket Mode")

    async def _takes(self, client: object, request: SocketModeRequest) -> None:
        """Acknowledged by what handled it; not at all where it may come again."""
        session = _came_by.get()
        self._in_flight[session] += 1
        try:
            await self._acknowledged(request)
        finally:
            self._in_flight[session] -= 1
            self._in_flight = +self._in_flight

    async def send_message(self, message: str) -> None:
        """By the session it answers, where that is still there."""
        session = _came_by.get()
        if session is None or session.closed:
            await super().send_message(message)
        else:
            await session.send_str(message)

    async def _acknowledged(self, request: SocketModeRequest) -> None:
        answer = await self._handle(request.payload)
        try:
            await send_async_response(self, request, answer, seconds())
        except (ConnectionError, aiohttp.ClientError, RuntimeError) as error:
            log.warning("Slack: an acknowledgement could not be sent: %s", type(error).__name__)
            await self._unsent(request.payload, answer)

    async def close(self) -> None:
        if self._parting is not None:
            self._parting.cancel()
        await super().close()  # type: ignore[no-untyped-call]

    def _is_live(self) -> bool:
        session, heard = self.current_session, self.last_ping_pong_time
        if self.closed or self.stale or session is None or session.closed or self._greeted is not session:
            return False
        return heard is None or self._real().timestamp() - heard < SILENT_AFTER * self.ping_interval
