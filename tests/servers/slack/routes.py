"""The server's addresses."""

from __future__ import annotations

import traceback
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from aiohttp import web

from tests.servers.slack import consent, desk
from tests.servers.slack.api.door import Door
from tests.servers.slack.api.files import receive
from tests.servers.slack.responses import response_url

if TYPE_CHECKING:
    from tests.servers.slack.server import SlackServer

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
To = Callable[["SlackServer", web.Request], Awaitable[web.StreamResponse]]


def application(server: SlackServer, door: Door) -> web.Application:
    def with_server(handler: To) -> Handler:
        async def handle(request: web.Request) -> web.StreamResponse:
            return await handler(server, request)

        return handle

    @web.middleware
    async def nothing_breaks(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            return await handler(request)
        except web.HTTPException:
            raise
        except Exception:
            server.complain(f"the server itself broke at {request.path}: {traceback.format_exc()}")
            raise

    app = web.Application(client_max_size=64 << 20, middlewares=[nothing_breaks])
    app.router.add_route("*", "/api/{method}", door.handle)
    app.router.add_post("/actions/{path:.+}", with_server(response_url))
    app.router.add_post("/upload/v1/{team}/{file}/{key}", with_server(receive))
    app.router.add_get("/link/", server.sockets.accept)
    app.router.add_get("/oauth/v2/authorize", with_server(consent.asked))
    app.router.add_get("/", with_server(desk.page))
    app.router.add_get("/desk/state", with_server(desk.state))
    app.router.add_post("/desk/do", with_server(desk.do))
    app.router.add_get("/desk/{file}", desk.asset)
    return app
