"""Slack as a platform of the server: HTTP or Socket Mode in, the Web API out."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.platforms.port import Port
from bot.platforms.slack.answering import Answering, Patience
from bot.platforms.slack.background import Background
from bot.platforms.slack.client import Clients, SlackClient, clients, error_of
from bot.platforms.slack.desk import Desk
from bot.platforms.slack.dispatch import Dispatch, library
from bot.platforms.slack.door import PATH, Door
from bot.platforms.slack.homes import Homes
from bot.platforms.slack.installs import Installs
from bot.platforms.slack.payloads import payload
from bot.platforms.slack.people import People
from bot.platforms.slack.places import Places
from bot.platforms.slack.responses import Responses
from bot.platforms.slack.saying import Speech
from bot.platforms.slack.send import SlackPort
from bot.platforms.slack.shapes import Malformed
from bot.platforms.slack.socket import PING_EVERY, Socket
from bot.platforms.slack.unsaid import Unsaid
from bot.platforms.slack.verdicts import REFUSALS
from bot.platforms.slack.windows import DryRuns
from bot.runtime import Runtime
from bot.settings import Settings

log = logging.getLogger("triangle.slack")

CONNECTED_WITHIN: Final = 5.0
"""Seconds that the start waits for the socket; after that it goes on trying beside the server."""
REFUSED: Final = frozenset(
    {"invalid_auth", "not_authed", "account_inactive", "token_revoked", "not_allowed_token_type", "missing_scope"}
)
WHERE: Final = "Make an app-level token, xapp-…, with the scope connections:write under Basic Information."


@dataclass(frozen=True)
class Parts:
    """What lives from the start of the server to its end."""

    desk: Desk
    clients: Clients
    dispatch: Dispatch
    installs: Installs


class SlackPlatform:
    name = "slack"

    def __init__(self, settings: Settings, patience: Patience | None = None, ping_every: float = PING_EVERY) -> None:
        self._settings, self._patience, self._ping_every = settings, patience or Patience(), ping_every
        self._port = SlackPort()
        self._parts: Parts | None = None
        self._socket: Socket | None = None

    @property
    def port(self) -> Port:
        return self._port

    def routes(self, runtime: Runtime) -> Sequence[BaseRoute]:
        parts = self._assembled(runtime)
        found: list[BaseRoute] = list(parts.installs.routes())
        if (secret := self._settings.slack_signing_secret) is not None:
            door = Door(secret.get_secret_value(), parts.dispatch.bring, parts.desk.background, runtime.clock.real)
            found.append(Route(PATH, _endpoint(door), methods=["POST"]))
        return found

    async def start(self, runtime: Runtime) -> None:
        parts = self._assembled(runtime)
        await parts.installs.begin()
        self._port.open(runtime.database, parts.clients, asyncio.get_running_loop())
        parts.desk.homes.begin()
        _also(runtime, parts.desk.homes.changed)
        if self._settings.slack_app_token is not None:
            await self._connect(self._settings.slack_app_token.get_secret_value(), parts, runtime)

    async def stop(self) -> None:
        if self._socket is not None:
            await self._socket.close()
        if self._parts is not None:
            await self._parts.desk.homes.end()
            await self._parts.desk.background.stop()
        self._port.close()
        if self._parts is not None:
            await self._parts.clients.close()

    def trouble(self) -> str | None:
        installed = self._parts.installs.trouble() if self._parts is not None else "not started"
        return installed or (self._socket.trouble() if self._socket is not None else None)

    def _assembled(self, runtime: Runtime) -> Parts:
        if self._parts is None:
            self._parts = assembled(self._settings, runtime, self._patience)
        return self._parts

    async def _connect(self, token: str, parts: Parts, runtime: Runtime) -> None:
        """Checks the app's token, then connects; a Slack that can't be reached is tried again beside the server."""
        web = SlackClient(None, self._settings.slack_api_url)
        await _checked(token, web)
        envelopes = Envelopes(parts)
        self._socket = Socket(
            token, web, envelopes.take, envelopes.unsent, runtime.clock.real, library, self._ping_every
        )
        parts.desk.background.follow(self._socket.connect_to_new_endpoint(), "the first connection")
        try:
            await asyncio.wait_for(self._socket.connected.wait(), CONNECTED_WITHIN)
        except TimeoutError:
            log.warning("Slack: not connected yet, the server starts without it")


class Envelopes:
    """What comes by Socket Mode."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def take(self, body: dict[str, Any]) -> BoltResponse:
        """One of a wrong shape is acknowledged: it would come again in the same shape."""
        try:
            return await self._parts.dispatch.bring(payload(body))
        except Malformed as no:
            log.warning("an envelope of a wrong shape: %s", no)
            return BoltResponse(status=200)

    async def unsent(self, body: dict[str, Any], answer: BoltResponse) -> None:
        """The socket went away under an answer: it goes by the response_url."""
        url = body.get("response_url")
        said = answer.body if answer.status == 200 else ""
        if isinstance(url, str) and url and said.startswith("{"):
            await self._parts.desk.speech.responses.post(url, _json(said))


def assembled(settings: Settings, runtime: Runtime, patience: Patience) -> Parts:
    database, clock, gateway = runtime.database, runtime.clock, runtime.gateway
    installs = Installs(settings, database, clock, committed=runtime.sender.wake)
    callers = clients(settings, installs)
    people = People(database, clock, installs)
    places = Places(database, clock, people, committed=runtime.sender.wake)
    background = Background()
    desk = Desk(
        gateway=gateway,
        installs=installs,
        people=people,
        places=places,
        answering=Answering(gateway, people, places, background, patience),
        speech=Speech(Responses(clock.real)),
        homes=Homes(database, clock),
        background=background,
        dry_runs=DryRuns(background),
        unsaid=Unsaid(database, clock, runtime.sender.wake),
    )
    return Parts(desk, callers, Dispatch(desk, callers, settings.slack_api_url), installs)


def _also(runtime: Runtime, changed: Callable[[], None]) -> None:
    """Told of each commit as well."""
    before = runtime.gateway.committed

    def committed() -> None:
        before()
        changed()

    runtime.gateway.committed = committed


def _endpoint(door: Door) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        return await door(request)

    return endpoint


def _json(text: str) -> dict[str, Any]:
    found = json.loads(text)
    return found if isinstance(found, dict) else {"text": text}


async def _checked(token: str, web: SlackClient) -> None:
    """Raises SystemExit where Slack knows the app's token and does not like it."""
    try:
        await web.apps_connections_open(app_token=token)
    except SlackApiError as error:
        if (said := error_of(error)) in REFUSED:
            raise SystemExit(f"SLACK_APP_TOKEN: Slack refuses it ({said}). {WHERE}") from error
        log.warning("Slack did not say whether SLACK_APP_TOKEN is right: %s", said)
    except REFUSALS as error:
        log.warning("Slack could not be asked about SLACK_APP_TOKEN: %s", type(error).__name__)
