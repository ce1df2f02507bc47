"""POST /telegram/webhook: what Telegram brings, checked before it is read, answered after it is committed."""

from __future__ import annotations

import json
import logging
import secrets
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response

log = logging.getLogger("triangle.telegram")

PATH = "/telegram/webhook"
SECRET = "x-telegram-bot-api-secret-token"  # noqa: S105  a header's name
LARGEST = 1024 * 1024
"""Bytes of one update; Telegram's own are far smaller."""

Take = Callable[[dict[str, Any]], Awaitable[bool]]
"""Handles an update to its commit; False for one that makes no sense."""


class Refusal(Exception):  # noqa: N818  an answer, not an error of ours
    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status, self.why = status, why


class Webhook:
    """`take` is there once the bot is known; before, Telegram is asked to come again."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()
        self.take: Take | None = None

    async def receive(self, request: Request) -> Response:
        try:
            raw = await self._checked(request)
        except Refusal as no:
            log.warning("a delivery to %s was refused: %s", PATH, no.why)
            return PlainTextResponse(f"{no.why}\n", status_code=no.status)
        if self.take is None:
            return PlainTextResponse("not yet\n", status_code=503)
        try:
            made_sense = await self.take(raw)
        except RuntimeError:
            return PlainTextResponse("shutting down\n", status_code=503)
        return PlainTextResponse("" if made_sense else "not an update\n", status_code=200 if made_sense else 400)

    async def _checked(self, request: Request) -> dict[str, Any]:
        """Who it is first, then what it is, then how much, and only then its words."""
        given = request.headers.get(SECRET, "").encode("latin-1", "replace")
        if not secrets.compare_digest(given, self._secret):
            raise Refusal(403, "not from Telegram")
        if request.headers.get("content-type", "").split(";")[0].strip().lower() != "application/json":
            raise Refusal(415, "not JSON")
        return _update_in(await _body(request))


async def _body(request: Request) -> bytes:
    length = request.headers.get("content-length", "0")
    if not length.isascii() or not length.isdigit() or int(length) > LARGEST:
        raise Refusal(413, "too large")
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > LARGEST:
                raise Refusal(413, "too large")
    except ClientDisconnect:
        raise Refusal(400, "not all of it came") from None
    return bytes(body)


def _update_in(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        raise Refusal(400, "not JSON") from None
    number = found.get("update_id") if isinstance(found, dict) else None
    if not isinstance(number, int) or isinstance(number, bool):
        raise Refusal(400, "not an update")
    return dict(found)
