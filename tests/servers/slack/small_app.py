"""An app for the server's own tests: hears deliveries by HTTP and gives the answers that a test sets."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web
from slack_sdk.errors import SlackApiError
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient

from tests.servers.slack.loop import Looping
from tests.servers.slack.server import SlackServer
from tests.servers.slack.things import JSON


@dataclass
class Heard:
    kind: str
    body: JSON
    headers: dict[str, str]
    raw: bytes


class SmallApp(Looping):
    """`answers` by kind ("/log", "block_actions", "message"): a body, a status, or a function of what was heard."""

    def __init__(self, slack: SlackServer) -> None:
        super().__init__(0)
        self.slack = slack
        self.heard: list[Heard] = []
        self.answers: dict[str, Any] = {}
        self.sleeps: dict[str, list[float]] = {}

    def application(self) -> web.Application:
        app = web.Application()
        app.router.add_post("/slack/events", self._hear)
        return app

    def listens(self) -> SmallApp:
        self.start()
        self.slack.deliver_to(f"{self.url}/slack/events")
        return self

    def kinds(self) -> list[str]:
        return [h.kind for h in self.heard]

    def last(self, kind: str) -> JSON:
        return next(h.body for h in reversed(self.heard) if h.kind == kind)

    async def opens(self, heard: Heard, view: JSON) -> None:
        """A modal, with the trigger of what was heard."""
        client = AsyncWebClient(self.slack.bot_token, base_url=self.slack.api_url)
        await client.views_open(trigger_id=heard.body["trigger_id"], view=view)

    async def _hear(self, request: web.Request) -> web.StreamResponse:
        raw = await request.read()
        verifier = SignatureVerifier(self.slack.app.signing_secret)
        body = _body(request, raw)
        heard = Heard(_kind(body), body, dict(request.headers), raw)
        if "ssl_check" not in body and not verifier.is_valid_request(raw, heard.headers):
            return web.Response(status=401)
        self.heard.append(heard)
        if naps := self.sleeps.get(heard.kind):
            await asyncio.sleep(naps.pop(0))
        return _response(self.answers.get(heard.kind), heard)


def ask(slack: SlackServer, method: str, token: str | None = None, **args: Any) -> Any:
    """A call by the real client library; its data, or the error's name."""

    async def call() -> Any:
        client = AsyncWebClient(token or slack.bot_token, base_url=slack.api_url, timeout=5)
        try:
            return (await getattr(client, method)(**args)).data
        except SlackApiError as error:
            return error.response["error"]

    return asyncio.run(call())


def refusal(slack: SlackServer, method: str, token: str | None = None, **args: Any) -> Any:
    """All of the answer to a call that is refused; a client that sends by GET is sent by POST here."""

    async def call() -> Any:
        client = AsyncWebClient(token or slack.bot_token, base_url=slack.api_url, timeout=5)
        try:
            await client.api_call(method, json=args)
        except SlackApiError as error:
            return error.response.data
        raise AssertionError(f"{method} was not refused")

    return asyncio.run(call())


def _body(request: web.Request, raw: bytes) -> JSON:
    if request.content_type == "application/json":
        found: JSON = json.loads(raw)
        return found
    form: JSON = dict(parse_qsl(raw.decode(), keep_blank_values=True))
    return json.loads(form["payload"]) if "payload" in form else form


def _kind(body: JSON) -> str:
    if "event" in body:
        return str(body["event"]["type"])
    return str(body.get("command") or body.get("type"))


def _response(answer: Any, heard: Heard) -> web.Response:
    if callable(answer):
        answer = answer(heard)
    if heard.kind == "url_verification":
        return web.json_response({"challenge": heard.body["challenge"]})
    if isinstance(answer, web.Response):
        return answer
    if isinstance(answer, int):
        return web.Response(status=answer)
    return web.Response() if answer is None else web.json_response(answer)
