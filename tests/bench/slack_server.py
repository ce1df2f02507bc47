"""Two servers that answer a signed slash command: the product, and bolt that only acknowledges.

    python -m tests.bench.slack_server product DATABASE API_URL BOT_TOKEN SIGNING_SECRET
    python -m tests.bench.slack_server bare SIGNING_SECRET

The first line printed is the port.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from typing import Any

import uvicorn
from pydantic import SecretStr
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.app import application
from bot.clock import DemoClock
from bot.demo.seed import BEGINS
from bot.platforms.slack import slack
from bot.runtime import assemble
from bot.settings import Settings
from bot.warm import warm_up
from storage.database import Database


def main(kind: str, *given: str) -> None:
    logging.disable(logging.ERROR)
    app = product(*given) if kind == "product" else bare(*given)
    warm_up()
    asyncio.run(_Announcing(app).serve())


def product(database: str, api_url: str, token: str, secret: str) -> Starlette:
    settings = Settings(
        slack_bot_token=SecretStr(token), slack_signing_secret=SecretStr(secret), slack_api_url=api_url
    )
    platform = slack(settings)
    assert platform is not None
    runtime = assemble(Database(f"sqlite:///{database}"), DemoClock(BEGINS), {platform.name: platform.port})
    return application(runtime, platforms=[platform])


def bare(secret: str) -> Starlette:
    """As bolt's own guide has it, without a word of ours."""
    app = AsyncApp(signing_secret=secret, authorize=_everybody, process_before_response=True)

    @app.command("/log")
    async def acknowledge(ack: AsyncAck) -> None:
        await ack("noted")

    handler = AsyncSlackRequestHandler(app)

    async def answer(request: Request) -> Response:
        return await handler.handle(request)

    return Starlette(routes=[Route("/slack/events", answer, methods=["POST"])])


async def _everybody(**_: Any) -> AuthorizeResult:
    return AuthorizeResult(
        enterprise_id=None,
        team_id="T1",
        bot_token="xoxb-1",
        bot_id="B1",
        bot_user_id="U1",
    )


class _Announcing(uvicorn.Server):
    def __init__(self, app: Starlette) -> None:
        super().__init__(uvicorn.Config(app, host="127.0.0.1", port=0, log_config=None, access_log=False))

    async def startup(self, sockets: list[object] | None = None) -> None:  # type: ignore[override]
        await super().startup(sockets)  # type: ignore[arg-type]
        print(self.servers[0].sockets[0].getsockname()[1], flush=True)  # noqa: T201  who started it reads it


if __name__ == "__main__":
    main(*sys.argv[1:])
