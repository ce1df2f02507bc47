"""`POST /slack/events`: commands, interactions and events over HTTP, checked before the library sees them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime

from slack_bolt.response import BoltResponse
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from bot.platforms.slack.background import Background
from bot.platforms.slack.guard import Turned, body_of, check, is_ssl_check, parsed
from bot.platforms.slack.payloads import Payload, payload
from bot.platforms.slack.shapes import Malformed

log = logging.getLogger("triangle.slack.door")

PATH = "/slack/events"
AT_LAST = 2.7
"""Seconds: Slack hangs up after three. Whatever keeps us then, it is acknowledged and goes on."""


class Door:
    def __init__(
        self,
        secret: str,
        bring: Callable[[Payload], Awaitable[BoltResponse]],
        background: Background,
        real: Callable[[], datetime],
    ) -> None:
        self._secret, self._bring, self._background, self._real = secret, bring, background, real

    async def __call__(self, request: Request) -> Response:
        try:
            raw = await body_of(request)
            if is_ssl_check(request.headers, raw):
                return PlainTextResponse("")
            check(self._secret, request.headers, raw, self._real)
            body = parsed(request.headers, raw)
            if body.get("type") == "url_verification":
                return _verified(body.get("challenge"))
            return await self._answered(payload(body))
        except Turned as away:
            log.warning("a request to %s was turned away: %s", PATH, away.why)
            return PlainTextResponse("", status_code=away.status)
        except Malformed as no:
            log.warning("a request to %s has a wrong shape: %s", PATH, no)
            return PlainTextResponse("", status_code=400)

    async def _answered(self, it: Payload) -> Response:
        work = self._background.follow(_awaited(self._bring(it)), "a delivery")
        await asyncio.wait({work}, timeout=AT_LAST)
        if not work.done():
            return PlainTextResponse("")
        return _response(work.result())


async def _awaited(work: Awaitable[BoltResponse]) -> BoltResponse:
    return await work


def _verified(challenge: object) -> Response:
    if not isinstance(challenge, str):
        raise Turned(400, "no challenge")
    return JSONResponse({"challenge": challenge})


def _response(answer: BoltResponse) -> Response:
    headers = {name: values[0] for name, values in answer.headers.items() if name.lower() == "content-type"}
    return Response(answer.body, status_code=answer.status, headers=headers)
