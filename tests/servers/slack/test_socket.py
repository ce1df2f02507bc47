"""Socket Mode with the SDK's own client (platform facts 5)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from tests.servers.slack import Channel, Person, SlackServer
from tests.servers.slack.small_app import ask

Story = Callable[["App"], Awaitable[None]]


class App:
    def __init__(self, client: SocketModeClient) -> None:
        self.client = client
        self.heard: list[SocketModeRequest] = []
        self.deaf = 0
        self.answer: dict[str, Any] | None = None

    async def hears(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        self.heard.append(request)
        if self.deaf:
            self.deaf -= 1
            return
        takes = request.accepts_response_payload
        answer = SocketModeResponse(request.envelope_id, self.answer if takes else None)
        await client.send_socket_mode_response(answer)


@asynccontextmanager
async def an_app(slack: SlackServer, ping: float = 5) -> AsyncIterator[App]:
    web = AsyncWebClient(base_url=slack.api_url)
    client = SocketModeClient(slack.app.app_token, web_client=web, ping_interval=ping)
    app = App(client)
    client.socket_mode_request_listeners.append(app.hears)
    await client.connect()  # type: ignore[no-untyped-call]
    try:
        yield app
    finally:
        await client.close()  # type: ignore[no-untyped-call]


def told(slack: SlackServer, story: Story, ping: float = 5) -> None:
    slack.socket_mode()

    async def run() -> None:
        async with an_app(slack, ping) as app:
            assert await asyncio.to_thread(slack.sockets.connected)
            await story(app)

    asyncio.run(run())


def test_a_command_is_acked_with_its_answer(slack: SlackServer, lin: Person, hall: Channel) -> None:
    async def story(app: App) -> None:
        app.answer = {"text": "Logged"}
        await asyncio.to_thread(lin.types, "/log ACME payload", hall)
        await asyncio.to_thread(lin.sees, "Logged")
        assert app.heard[0].type == "slash_commands"
        assert app.heard[0].payload["text"] == "ACME payload"

    told(slack, story)
    assert slack.quiet()


def test_an_event_without_an_ack_comes_again(slack: SlackServer, lin: Person) -> None:
    async def story(app: App) -> None:
        app.deaf = 2
        await asyncio.to_thread(lin.types, "hello")
        assert await asyncio.to_thread(slack.settles)
        assert [h.retry_attempt for h in app.heard] == [None, 1, 2]
        assert {h.retry_reason for h in app.heard[1:]} == {"timeout"}
        assert len({h.payload["event_id"] for h in app.heard}) == 1
        assert not app.heard[0].accepts_response_payload

    told(slack, story)


def test_a_refresh_is_followed_by_a_new_connection_and_nothing_is_lost(slack: SlackServer, lin: Person) -> None:
    async def story(app: App) -> None:
        slack.sockets.refreshes("warning")
        await asyncio.to_thread(slack.sockets.connected, 5.0, 2)
        await asyncio.to_thread(lin.types, "after")
        assert await asyncio.to_thread(slack.settles)
        assert [h.payload["event"]["text"] for h in app.heard] == ["after"]

    told(slack, story)


def test_a_dropped_socket_is_noticed_and_the_event_comes(slack: SlackServer, lin: Person) -> None:
    async def story(app: App) -> None:
        slack.sockets.drops()
        await asyncio.to_thread(lin.types, "meanwhile")
        await asyncio.to_thread(slack.sockets.connected, 5.0, 2)
        assert await asyncio.to_thread(slack.settles)
        assert [h.payload["event"]["text"] for h in app.heard] == ["meanwhile"]

    told(slack, story, ping=0.2)


def test_a_silent_socket_answers_no_ping(slack: SlackServer, lin: Person) -> None:
    async def story(app: App) -> None:
        slack.sockets.falls_silent()
        assert await asyncio.to_thread(slack.sockets.connected, 5.0, 2)

    told(slack, story, ping=0.1)


def test_pings_are_echoed_so_that_the_client_stays(slack: SlackServer) -> None:
    async def story(app: App) -> None:
        await asyncio.sleep(1.0)
        assert slack.sockets.opened == 1
        assert not await app.client.is_ping_pong_failing()

    told(slack, story, ping=0.1)


def test_a_ticket_is_for_one_use(slack: SlackServer) -> None:
    slack.socket_mode()
    url = ask(slack, "apps_connections_open", token="", app_token=slack.app.app_token)["url"]

    async def twice() -> list[int]:
        async with aiohttp.ClientSession() as session:
            async with session.ws_connect(url) as first:
                assert (await first.receive_json())["type"] == "hello"
            try:
                await session.ws_connect(url)
            except aiohttp.WSServerHandshakeError as error:
                return [error.status]
        return []

    assert asyncio.run(twice()) == [403]


def test_with_the_link_disabled_no_connection_opens(slack: SlackServer) -> None:
    slack.socket_mode()
    slack.sockets.disables_link()
    opened = ask(slack, "apps_connections_open", token="", app_token=slack.app.app_token)
    assert opened == "forbidden_team"


def test_a_bot_token_opens_no_connection(slack: SlackServer) -> None:
    slack.socket_mode()
    assert ask(slack, "apps_connections_open", app_token=slack.bot_token) == "not_allowed_token_type"
