"""The one ASGI app: health, the terminal's door, and whatever surfaces are mounted; ticks run beside it."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import uvicorn
from pydantic import BaseModel, Field, ValidationError
from sqlalchemy import text
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bot.platforms import terminal
from bot.platforms.platform import Platform
from bot.runtime import Runtime
from bot.scheduler import scheduler


class Asked(BaseModel):
    """What `triangle chat` asks through the door: who speaks, where, and a line; without one, what was missed."""

    who: str = Field(alias="as")
    place: str | None = Field(default=None, alias="in")
    line: str | None = None


def application(
    runtime: Runtime,
    surfaces: Sequence[BaseRoute] = (),
    key: str | None = None,
    platforms: Sequence[Platform] = (),
) -> Starlette:
    """`key` opens the terminal's door for whoever can read the note beside the database file."""
    routes: list[BaseRoute] = [Route("/healthz", _alive), Route("/readyz", _ready)]
    if key is not None:
        routes.append(Route("/terminal", _terminal, methods=["POST"]))
    routes += [route for platform in platforms for route in platform.routes(runtime)]
    app = Starlette(routes=[*routes, *surfaces], lifespan=_running)
    app.state.runtime, app.state.key, app.state.platforms = runtime, key, tuple(platforms)
    app.state.refused = None
    return app


async def serve(
    app: Starlette, host: str, port: int, note: Path | None = None, greet: Callable[[str], None] | None = None
) -> str | None:
    """Serve until asked to stop; `note` is where the address is written for `triangle chat`, `greet` is told it.

    Gives the words of a platform that would not start, where one would not.
    """
    config = uvicorn.Config(
        app, host=host, port=port, log_config=None, timeout_graceful_shutdown=3, access_log=False, lifespan="on"
    )
    server = _Announcing(config, app, note, greet)
    try:
        await server.serve()
    finally:
        if note is not None:
            note.unlink(missing_ok=True)
    return str(app.state.refused) if app.state.refused else None


class _Announcing(uvicorn.Server):
    """Writes down where it listens, once it does."""

    def __init__(
        self, config: uvicorn.Config, app: Starlette, note: Path | None, greet: Callable[[str], None] | None
    ) -> None:
        super().__init__(config)
        self._app, self._note, self._greet = app, note, greet

    async def startup(self, sockets: list[object] | None = None) -> None:  # type: ignore[override]
        await super().startup(sockets)  # type: ignore[arg-type]
        if self._app.state.refused:
            self.should_exit = True
        if not self.started or self.should_exit:
            return
        address = f"http://127.0.0.1:{self.servers[0].sockets[0].getsockname()[1]}"
        if self._note is not None:
            self._note.touch(mode=0o600)
            self._note.write_text(json.dumps({"address": address, "key": self._app.state.key}))
        if self._greet is not None:
            self._greet(address)


@asynccontextmanager
async def _running(app: Starlette) -> AsyncIterator[None]:
    runtime: Runtime = app.state.runtime
    ticks = scheduler(runtime.ticker)
    ticks.start()  # type: ignore[no-untyped-call]
    started: list[Platform] = []
    try:
        try:
            for platform in app.state.platforms:
                await platform.start(runtime)
                started.append(platform)
        except SystemExit as no:
            app.state.refused = no
        yield
    finally:
        for platform in reversed(started):
            await platform.stop()
        ticks.pause()  # type: ignore[no-untyped-call]
        await asyncio.to_thread(runtime.ticker.end)
        ticks.shutdown(wait=True)  # type: ignore[no-untyped-call]
        await asyncio.to_thread(runtime.close)


async def _alive(_: Request) -> Response:
    return PlainTextResponse("alive\n")


async def _ready(request: Request) -> Response:
    """Ready when the database answers and every platform is connected."""
    runtime: Runtime = request.app.state.runtime
    await asyncio.wrap_future(runtime.database.read(lambda unit: unit.connection.execute(text("SELECT 1"))))
    troubles = [f"{each.name}: {why}\n" for each in request.app.state.platforms if (why := each.trouble())]
    if troubles:
        return PlainTextResponse("".join(troubles), status_code=503)
    return PlainTextResponse("ready\n")


async def _terminal(request: Request) -> Response:
    """`triangle chat` on a database that this server holds."""
    runtime: Runtime = request.app.state.runtime
    given = request.headers.get("authorization", "")
    if not secrets.compare_digest(given.encode(), f"Bearer {request.app.state.key}".encode()):
        return PlainTextResponse("not for you\n", status_code=403)
    try:
        asked = Asked.model_validate_json(await request.body())
    except ValidationError:
        return PlainTextResponse("not a question\n", status_code=422)
    return JSONResponse(await run_in_threadpool(_turn, runtime, asked))


def _turn(runtime: Runtime, asked: Asked) -> dict[str, object]:
    try:
        who = terminal.speaker(runtime.gateway, asked.who, asked.place)
    except terminal.NobodyByThatName as nobody:
        return {"nobody": str(nobody)}
    if asked.line is None:
        return {"missed": terminal.missed(runtime.gateway, who)}
    return dict(terminal.say(runtime.gateway, who, asked.line).as_json())
