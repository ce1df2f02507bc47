"""The HTTP face: tokens, paths, calls in and answers out (platform-facts.md 13)."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route

from tests.servers.telegram.calls import Call, read_call
from tests.servers.telegram.cloud import Cloud
from tests.servers.telegram.courier import Courier
from tests.servers.telegram.faults import Fault, Faults
from tests.servers.telegram.files import content_at
from tests.servers.telegram.floods import Floods
from tests.servers.telegram.journal import Journal
from tests.servers.telegram.methods import METHODS
from tests.servers.telegram.polling import SET, Polling
from tests.servers.telegram.refusals import Json, Refused, too_many
from tests.servers.telegram.sockets import reset
from tests.servers.telegram.webhook import Webhook

TOKEN = re.compile(r"[0-9]{1,15}:[A-Za-z0-9_-]{10,}")


class Api:
    """Answers calls on one bot's behalf."""

    def __init__(self, cloud: Cloud) -> None:
        self.cloud, self.faults, self.journal, self.webhook = cloud, Faults(), Journal(), Webhook()
        self.polling, self.floods = Polling(cloud), Floods()
        self.courier = Courier(cloud, self.webhook, self._from_the_webhook)

    def app(self, *more: Route | Mount) -> Starlette:
        answer = Route("/bot{token}/{method}", self.answer, methods=["GET", "POST"])
        test = Route("/bot{token}/test/{method}", self.answer, methods=["GET", "POST"])
        file = Route("/file/bot{token}/{path:path}", self.file)
        return Starlette(
            routes=[test, answer, file, *more],
            lifespan=self._lifespan,
            exception_handlers={404: _not_found, 405: _not_found},
        )

    async def answer(self, request: Request) -> Response:
        try:
            self._knows(request.path_params["token"])
            call = await read_call(request.path_params["method"].lower(), request)
            body = await self._answered(call, request)
        except Refused as no:
            if not await request.is_disconnected():
                self.journal.refused(request.path_params["method"], no.description)
            return JSONResponse(no.json(), no.code, headers=no.headers)
        return JSONResponse(body)

    async def file(self, request: Request) -> Response:
        try:
            self._knows(request.path_params["token"])
        except Refused as no:
            return JSONResponse(no.json(), no.code)
        content = content_at(self.cloud, request.path_params["path"])
        return Response(content, 404 if content is None else 200, media_type="application/octet-stream")

    async def _answered(self, call: Call, request: Request) -> Json:
        self.journal.called(call)
        fault = self.faults.met(call)
        if fault is None:
            self.floods.count(call)
            return await self._run(call)
        if (no := fault.refusal()) is not None:
            self.journal.ordered(no.description)
            raise no
        return await self._faulty(fault, call, request)

    async def _faulty(self, fault: Fault, call: Call, request: Request) -> Json:
        """The effect, and then trouble on the way back."""
        body: Json = {"ok": True} if not fault.done else await self._run(call)
        if fault.cut:
            reset(request.scope)
        with suppress(TimeoutError):
            await asyncio.wait_for(self._closed.wait(), fault.late)
        return body

    async def _run(self, call: Call) -> Json:
        """Raises Refused."""
        if call.method == "getupdates":
            return self._fine(await self.polling.get_updates(call, bool(self.webhook.url)))
        with self.cloud.lock:
            if call.method in ("setwebhook", "deletewebhook"):
                return self._set_webhook(call)
            if call.method == "getwebhookinfo":
                return self._fine(self.webhook.info(self.cloud))
            if call.method in ("close", "logout"):
                raise too_many(600)
            if call.method not in METHODS:
                self.journal.unknown(call.method)
                raise Refused("Not Found: method not found")
            return self._fine(METHODS[call.method](self.cloud, call))

    def _set_webhook(self, call: Call) -> Json:
        description = self.webhook.set(self.cloud, call)
        if self.webhook.url:
            self.polling.end(SET)
        self.courier.wake()
        return self._fine(True) | {"description": description}

    def _fine(self, result: Any) -> Json:
        return {"ok": True, "result": self.cloud.strange.dressed(result)}

    def _knows(self, token: str) -> None:
        if not TOKEN.fullmatch(token):
            raise Refused("Unauthorized: invalid token specified")
        if token != self.cloud.token or self.cloud.revoked:
            raise Refused("Unauthorized")

    async def _from_the_webhook(self, method: str, args: Json) -> None:
        texts = {key: value if isinstance(value, str) else json.dumps(value) for key, value in args.items()}
        try:
            await self._run(Call(method.lower(), texts))
        except Refused as no:
            self.journal.refused(method, no.description)

    def closes(self) -> None:
        """Whoever waits for an answer waits no longer."""
        self.polling.closing = True
        self.polling.wake()
        self._closed.set()

    @asynccontextmanager
    async def _lifespan(self, app: Starlette) -> AsyncIterator[None]:
        self._closed, self.polling.closing = asyncio.Event(), False
        await self.courier.start()
        yield
        await self.courier.stop()


async def _not_found(request: Request, error: Exception) -> Response:
    return JSONResponse(Refused("Not Found").json(), 404)
