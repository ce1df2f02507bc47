"""slack-bolt's app with one listener a payload type, and our own table behind it.

What comes here was checked and read (guard.py, payloads.py), and is handed over parsed: bolt's own parsing loses
texts with "payload" in them, and its own checks log whole bodies (platform-facts 12).
"""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable, Callable
from typing import Any, Final, cast

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.gateway import reference
from bot.platforms.slack.background import Leaving
from bot.platforms.slack.client import Clients, SlackClient
from bot.platforms.slack.commands import command
from bot.platforms.slack.desk import Desk
from bot.platforms.slack.events import LAST, event
from bot.platforms.slack.installs import Installs
from bot.platforms.slack.interactions import Closed, MessageShortcut, Press, Shortcut, Submission, Suggestion
from bot.platforms.slack.payloads import Command, Envelope, Other, Payload
from bot.platforms.slack.pressing import press
from bot.platforms.slack.shapes import Malformed
from bot.platforms.slack.shortcuts import everywhere, of_message
from bot.platforms.slack.submitting import closed, submission, suggestion
from bot.platforms.slack.team import Team
from bot.platforms.slack.turn import Body, seconds
from bot.platforms.slack.workspace import NotInstalled
from bot.words.say import plain
from handlers.values import Said, t

log = logging.getLogger("triangle.slack")
library = logging.getLogger("triangle.slack.library")
library.setLevel(logging.WARNING)  # its own level: below it bolt and the SDK write down whole bodies

Listener = Callable[[Any, Team, Desk, float], Awaitable[Body | None]]
PAYLOAD, BEGUN = "triangle_payload", "triangle_begun"
ANY = re.compile("")

TABLE: Final[dict[type[Payload], Listener]] = {
    Command: command,
    Press: press,
    Submission: submission,
    Closed: closed,
    Suggestion: suggestion,
    Shortcut: everywhere,
    MessageShortcut: of_message,
    Envelope: event,
}


class Dispatch:
    def __init__(self, desk: Desk, clients: Clients, base_url: str) -> None:
        self._desk, self._clients, self._nobody = desk, clients, SlackClient(None, base_url)
        library.setLevel(logging.ERROR)  # bolt finds our variables in the environment too, and warns of them
        self._bolt = AsyncApp(
            logger=library,
            name="triangle",
            client=AsyncWebClient(base_url=base_url, logger=library),
            authorize=cast(Any, Authorized(desk.installs)),
            process_before_response=True,
            request_verification_enabled=False,
            ssl_check_enabled=False,
            url_verification_enabled=False,
            attaching_function_token_enabled=False,
            ignoring_self_assistant_message_events_enabled=False,
            attaching_conversation_kwargs_enabled=False,
        )
        library.setLevel(logging.WARNING)
        for listens in (
            self._bolt.command,
            self._bolt.action,
            self._bolt.view,
            self._bolt.view_closed,
            self._bolt.options,
            self._bolt.shortcut,
            self._bolt.event,
        ):
            cast(Any, listens)(ANY)(self._listener())

    async def bring(self, payload: Payload) -> BoltResponse:
        """What acknowledges it. Never raises: what breaks is in the log, and a 500 has an event brought again."""
        if isinstance(payload, Other):
            log.info("nothing is done for a payload of type %s", payload.type)
            return BoltResponse(status=200)
        known = {PAYLOAD: payload, BEGUN: seconds()}
        request = AsyncBoltRequest(body=reduced(payload), mode="socket_mode", context=known)
        return await self._bolt.async_dispatch(request)

    def _listener(self) -> Callable[..., Awaitable[BoltResponse]]:
        async def listener(context: AsyncBoltContext, ack: AsyncAck) -> BoltResponse:
            return await self._listen(context, ack)

        return listener

    async def _listen(self, context: AsyncBoltContext, ack: AsyncAck) -> BoltResponse:
        payload: Payload = context[PAYLOAD]
        try:
            answer = await TABLE[type(payload)](payload, await self._team(context), self._desk, context[BEGUN])
        except Malformed as no:
            log.warning("an event of a wrong shape: %s", no)
            return BoltResponse(status=400)
        except NotInstalled as no:
            log.warning("a %s is left alone: %s", type(payload).__name__, no)
            return BoltResponse(status=200)
        except Leaving:
            return BoltResponse(status=503)
        except Exception:
            return self._broke(payload)
        return await ack(answer) if answer is not None else await ack()

    def _broke(self, payload: Payload) -> BoltResponse:
        """An event comes again; who typed is told, and whatever else was pressed stays as it is."""
        number = reference()
        log.exception("a %s broke, number %s", type(payload).__name__, number)
        if isinstance(payload, Envelope):
            return BoltResponse(status=500)
        if not isinstance(payload, Command):
            return BoltResponse(status=200)
        reader = self._desk.answering.readers.guess(payload.team_id, payload.user_id, self._desk.gateway.clock.now())
        text = plain(t("gateway.broken_alone", number=Said(text=number)), reader)
        return BoltResponse(status=200, body={"response_type": "ephemeral", "text": text})

    async def _team(self, context: AsyncBoltContext) -> Team:
        payload, known = context[PAYLOAD], context.authorize_result
        if isinstance(payload, Envelope) and payload.event.get("type") in LAST:
            return Team(payload.team_id, self._nobody)
        client = await self._clients.of(payload.team_id)
        return Team(payload.team_id, client, (known and known.bot_user_id) or "", (known and known.bot_id) or "")


class Authorized(AsyncAuthorize):
    """Bolt's question whose token it is. A workspace without one is met again where a client is asked for."""

    def __init__(self, installs: Installs) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._installs = installs

    async def __call__(
        self,
        *,
        context: AsyncBoltContext,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None,
        actor_enterprise_id: str | None = None,
        actor_team_id: str | None = None,
        actor_user_id: str | None = None,
    ) -> AuthorizeResult:
        found = await self._installs.authorize(enterprise_id, team_id, user_id)
        return found or AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id, user_id=user_id)


def reduced(payload: Payload) -> dict[str, Any]:
    """As much of it as bolt needs to find its listener: what it would trip over is not there."""
    if isinstance(payload, Command):
        return {name: getattr(payload, name) for name in ("command", "team_id", "user_id", "channel_id")}
    if isinstance(payload, Envelope):
        texts = {name: payload.event.get(name) for name in ("type", "user", "bot_id")}
        event = {"type": "", **{name: it for name, it in texts.items() if isinstance(it, str)}}
        return {"type": payload.type, "team_id": payload.team_id, "event": event}
    assert not isinstance(payload, Other)
    body: dict[str, Any] = {"type": payload.type, "team": {"id": payload.team_id}, "user": {"id": payload.user.id}}
    if isinstance(payload, Press):
        return {**body, "actions": [{"action_id": payload.actions[0].action_id, "block_id": ""}]}
    if isinstance(payload, Suggestion):
        return {**body, "action_id": payload.action_id, "block_id": ""}
    callback = payload.view.callback_id if isinstance(payload, Submission | Closed) else payload.callback_id
    return {**body, "callback_id": callback, "view": {"type": "modal", "callback_id": callback}}
