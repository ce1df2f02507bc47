"""The room's routes as one app, to be mounted at the root of the ASGI app."""

from __future__ import annotations

import logging
from zoneinfo import ZoneInfo

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from bot.gateway import Gateway, reference
from bot.platforms.room.assets import assets
from bot.platforms.room.demo import Demo, set_language, set_theme
from bot.platforms.room.doing import Doing
from bot.platforms.room.guard import HEADERS, LOOPBACK, guards
from bot.platforms.room.pages import Pages
from bot.platforms.room.session import STRANGER, WHO, language_of
from bot.platforms.room.surface import Surface
from bot.words.reader import Language, Reader
from bot.words.say import plain
from handlers.values import Said, T, t

log = logging.getLogger("triangle.room")


def room_app(gateway: Gateway, *, secret: str, demo: bool, hosts: tuple[str, ...] = LOOPBACK) -> Starlette:
    """The whole room. `secret` signs the sessions; `hosts` are the names it answers to."""
    surface = Surface(gateway, secret, demo)
    app = Starlette(
        routes=routes(surface),
        middleware=guards(secret, hosts),
        exception_handlers={HTTPException: _refused, Exception: _broke},
    )
    app.state.surface = surface
    return app


_SAYS = {
    400: "room.unread",
    403: "room.refused",
    413: "room.too_long",
    422: "room.unread",
    429: "room.too_many",
}


def mounted(app: Starlette) -> list[BaseRoute]:
    """At the root, behind whatever routes stand before it."""
    return [Mount("/", app)]


def routes(surface: Surface) -> list[BaseRoute]:
    pages, doing = Pages(surface), Doing(surface)
    return [
        Route("/", pages.home),
        Route("/c/{id}", pages.talk),
        Route("/c/{id}/earlier", pages.earlier),
        Route("/board", pages.office),
        Route("/pieces/side", pages.side),
        Route("/pieces/board", pages.board),
        Route("/say", doing.say, methods=["POST"]),
        Route("/preview", doing.preview, methods=["POST"]),
        Route("/seen", doing.seen, methods=["POST"]),
        Route("/complete", doing.complete),
        Route("/live", doing.live),
        Route("/language", set_language, methods=["POST"]),
        Route("/theme", set_theme, methods=["POST"]),
        *(_of_the_demo(Demo(surface)) if surface.demo else ()),
        *assets(),
    ]


def _of_the_demo(demo: Demo) -> list[BaseRoute]:
    return [
        Route("/who", demo.who),
        Route("/who", demo.choose, methods=["POST"]),
        Route("/demo/pause", demo.pause, methods=["POST"]),
        Route("/demo/next", demo.next_ping, methods=["POST"]),
    ]


async def _refused(request: Request, error: Exception) -> Response:
    """In few words, the same for what is not there and what is not theirs."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    wants_page = request.method == "GET" and "text/html" in request.headers.get("accept", "")
    if status == 403 and wants_page and request.url.path.startswith("/c/"):
        if request.session.get(WHO) != STRANGER:
            request.session.pop(WHO, None)
        return RedirectResponse("/", 303)
    return PlainTextResponse(_words(request, status), status)


async def _broke(request: Request, error: Exception) -> Response:
    """A fault of ours: a number to say aloud, and what happened in the log alone."""
    number = reference()
    log.error("%s %s broke, number %s", request.method, request.url.path[:80], number, exc_info=error)
    words = t("gateway.broken_alone", number=Said(text=number))
    return PlainTextResponse(_said(request, words), 500, headers=HEADERS)


def _words(request: Request, status: int) -> str:
    return _said(request, t(_SAYS.get(status, "room.not_found")))


def _said(request: Request, words: T) -> str:
    surface: Surface = request.app.state.surface
    reader = Reader(language_of(request) or Language.EN, ZoneInfo("UTC"), surface.clock.now())
    return plain(words, reader) + "\n"
