"""The server's addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from tests.servers.slack.api.door import Door
from tests.servers.slack.api.files import receive
from tests.servers.slack.responses import response_url

if TYPE_CHECKING:
    from tests.servers.slack.server import SlackServer


def application(server: SlackServer, door: Door) -> web.Application:
    async def respond(request: web.Request) -> web.StreamResponse:
        return await response_url(server, request)

    async def upload(request: web.Request) -> web.StreamResponse:
        return await receive(server, request)

    app = web.Application(client_max_size=64 << 20)
    app.router.add_route("*", "/api/{method}", door.handle)
    app.router.add_post("/actions/{path:.+}", respond)
    app.router.add_post("/upload/v1/{team}/{file}/{key}", upload)
    app.router.add_get("/link/", server.sockets.accept)
    return app
