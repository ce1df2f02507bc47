"""A bot's webhook for the tests: keeps what comes, answers what it was told to."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.servers.telegram.refusals import Json


@dataclass
class Delivery:
    body: Json
    headers: dict[str, str]
    at: float

    @property
    def text(self) -> str:
        """Of the message, or the data of the press."""
        body = self.body.get("message") or self.body.get("callback_query") or {}
        return str(body.get("text", body.get("data", "")))


@dataclass
class Sink:
    """`answers` are statuses, bodies or whole responses for the next deliveries; then 200. `slow`: seconds before
    each of the next answers."""

    url: str
    answers: list[int | Json | Response] = field(default_factory=list)
    slow: list[float] = field(default_factory=list)
    deliveries: list[Delivery] = field(default_factory=list)
    finished: list[str] = field(default_factory=list)

    async def take(self, request: Request) -> Response:
        delivery = Delivery(await request.json(), dict(request.headers), time.monotonic())
        self.deliveries.append(delivery)
        answer = self.answers.pop(0) if self.answers else 200
        await asyncio.sleep(self.slow.pop(0) if self.slow else 0)
        self.finished.append(delivery.text)
        if isinstance(answer, int):
            return Response(status_code=answer)
        return answer if isinstance(answer, Response) else JSONResponse(answer)

    def waits_for(self, count: int, within: float = 3.0) -> list[str]:
        """The texts of what came, once so many came."""
        until = time.monotonic() + within
        while len(self.deliveries) < count:
            assert time.monotonic() < until, f"only {[each.text for each in self.deliveries]} came"
            time.sleep(0.005)
        return [each.text for each in self.deliveries]


@contextmanager
def a_webhook() -> Iterator[Sink]:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        sink = Sink(f"http://127.0.0.1:{listening.getsockname()[1]}/telegram/webhook")
        app = Starlette(routes=[Route("/telegram/webhook", sink.take, methods=["POST"])])
        config = uvicorn.Config(app, log_config=None, access_log=False, timeout_graceful_shutdown=1)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        try:
            yield sink
        finally:
            server.should_exit = True
            thread.join(5)
