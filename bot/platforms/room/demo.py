"""What only the demonstration has: picking who to be, language and light, the clock's buttons."""

from __future__ import annotations

from datetime import timedelta

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from bot.clock import DemoClock
from bot.platforms.room import people
from bot.platforms.room.session import STRANGER, THEMES, WHO, asker, pen
from bot.platforms.room.surface import Surface
from bot.platforms.room.views import DemoNow
from bot.words.reader import LANGUAGES
from handlers.values import Name, moment
from storage.database import Unit
from storage.find import company, room

A_YEAR = 365 * 24 * 3600


class Demo:
    def __init__(self, surface: Surface) -> None:
        self.surface = surface

    async def who(self, request: Request) -> Response:
        """Who do you want to be?"""
        asked, now = asker(request), self.surface.clock.now()

        def page(unit: Unit) -> str:
            of = company.the_company(unit)
            reader = pen(asked, None, of, now)
            others = [
                type(reader)(type(reader.reader)(language, reader.reader.zone, now))
                for language in LANGUAGES
                if language != reader.reader.language
            ]
            return reader.page(
                "who.html",
                theme=asked.theme,
                company=Name(names=of.names),
                people=people.people(unit),
                others=others,
                today=moment(now, "full"),
            )

        return HTMLResponse(await self.surface.read(page))

    async def choose(self, request: Request) -> Response:
        form = await request.form()
        found = await self.surface.read(lambda unit: people.chosen(unit, str(form.get("who", ""))))
        request.session[WHO] = found.id if found else STRANGER
        return RedirectResponse("/", 303)

    async def pause(self, _: Request) -> Response:
        clock = self.surface.clock
        if isinstance(clock, DemoClock):
            clock.pause(not clock.paused)
        self.surface.live.wake()
        return JSONResponse({})

    async def next_ping(self, _: Request) -> Response:
        """The business clock moves to the next thing that is due; the next tick does it."""
        clock, now = self.surface.clock, self.surface.clock.now()
        due_at = await self.surface.read(lambda unit: room.next_ping(unit, now))
        if isinstance(clock, DemoClock) and due_at is not None:
            clock.jump(due_at + timedelta(seconds=1))
        self.surface.live.wake()
        return JSONResponse({})


async def set_language(request: Request) -> Response:
    form = await request.form()
    return _kept("language", str(form.get("language", "")), tuple(LANGUAGES), str(form.get("back", "/")))


async def set_theme(request: Request) -> Response:
    form = await request.form()
    return _kept("theme", str(form.get("theme", "")), ("system", *THEMES), str(form.get("back", "/")))


def demo_now(surface: Surface) -> DemoNow:
    clock = surface.clock
    if not isinstance(clock, DemoClock):
        return DemoNow(moment(clock.now(), "full"), "1")
    return DemoNow(moment(clock.now(), "full"), f"{clock.speed:g}", clock.paused)


def _kept(name: str, value: str, allowed: tuple[str, ...], back: str) -> Response:
    """Back to where one was, which is a path of ours whatever the form says."""
    inside = back.startswith("/") and not back.startswith(("//", "/\\"))
    response = RedirectResponse(back if inside else "/", 303)
    if value in allowed:
        response.set_cookie(name, value, max_age=A_YEAR, samesite="strict", httponly=True)
    return response
