"""The room's pages, and the pieces of them that are drawn again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from itsdangerous import BadSignature, URLSafeSerializer
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from bot.platforms.room import people, reading, turns
from bot.platforms.room.board import board
from bot.platforms.room.demo import demo_now
from bot.platforms.room.session import STRANGER, WHO, asker, pen
from bot.platforms.room.surface import Surface, Visit, number
from bot.platforms.room.views import Room, Side
from handlers.values import Name, moment, t
from storage.find import company, room
from storage.tables.messages import RoomMessage


class Pages:
    def __init__(self, surface: Surface) -> None:
        self.surface = surface

    async def home(self, request: Request) -> Response:
        """To the first conversation of who one is, else to who one wants to be."""
        if request.session.get(WHO) is None:
            return RedirectResponse("/who", 303) if self.surface.demo else await self.stranger(request)
        if request.session[WHO] == STRANGER:
            return await self.stranger(request)
        place = await self.surface.visit(request, lambda visit: people.first_place(visit.unit, visit.who))
        return RedirectResponse(f"/c/{place}", 303) if place else await self.stranger(request)

    async def talk(self, request: Request) -> Response:
        id = _the_id(request)
        account, standings = _board_asked(request)
        back = request.url.path
        return HTMLResponse(
            await self.surface.visit(request, lambda visit: self._talk(visit, id, standings, account, back))
        )

    async def earlier(self, request: Request) -> Response:
        """The page of messages before one, for who scrolls up."""
        id, before = _the_id(request), _number(request, "before")
        return HTMLResponse(await self.surface.visit(request, lambda visit: _earlier(visit, id, before)))

    async def side(self, request: Request) -> Response:
        id = _number(request, "c")
        return HTMLResponse(await self.surface.visit(request, lambda visit: _side(visit, id)))

    async def board(self, request: Request) -> Response:
        """The board's three bodies, to put where they differ."""
        account, standings = _board_asked(request)
        id = _number(request, "c")

        def drawn(visit: Visit) -> dict[str, str]:
            place = room.find_readable(visit.unit, id, visit.who.id) if id is not None else None
            made = board(visit, standings, account, place)
            return {"standings": made.standings, "score": made.score, "requests": made.requests}

        return JSONResponse(await self.surface.visit(request, drawn))

    async def office(self, request: Request) -> Response:
        """The board alone on an office screen: for who is signed in, or by a signed link."""
        self._by_link(request)
        page = "office_board.html" if "piece" in request.query_params else "office.html"
        return HTMLResponse(await self.surface.visit(request, lambda visit: _office(visit, page)))

    async def stranger(self, request: Request) -> Response:
        """All that somebody the bot does not know gets to see."""
        asked, now = asker(request), self.surface.clock.now()
        of = await self.surface.read(company.the_company)
        words = t("gateway.stranger")
        page = pen(asked, None, of, now).page(
            "stranger.html", theme=asked.theme, company=Name(names=of.names), words=words, demo=self.surface.demo
        )
        return HTMLResponse(page, 200 if self.surface.demo else 403)

    def _talk(self, visit: Visit, id: int, standings: str, account: int | None, back: str) -> str:
        place = visit.the_place(id)
        found = room.latest(visit.unit, place.id, visit.who.id, limit=reading.PAGE)
        shown = Room(
            company=visit.name,
            me=people.person(visit.who),
            here=reading.here(visit.unit, place, visit.context().company_day),
            side=_of_side(visit),
            messages=reading.shown(visit.unit, found, visit.who),
            board=board(visit, standings, account or place.account_id, place),
            version=room.newest_version(visit.unit),
            demo=demo_now(self.surface) if self.surface.demo else None,
            people=people.people(visit.unit) if self.surface.demo else (),
            tries=people.tries(visit.unit, visit.who, place.id, visit.pen.reader.language)
            if self.surface.demo
            else (),
        )
        given = {**vars(shown), "here_id": place.id, "theme": visit.asked.theme, "back": back}
        return visit.pen.page("room.html", **given)

    def _by_link(self, request: Request) -> None:
        """Read as the member whom the link names; a link that was not signed by us is refused."""
        link = request.query_params.get("key")
        if link is None:
            return
        try:
            request.session[WHO] = int(_signer(self.surface.secret).loads(link))
        except (BadSignature, ValueError) as no:
            raise HTTPException(403) from no


def office_link(secret: str, member_id: int) -> str:
    """The path of the board as this member sees it, for a screen that nobody signs in on."""
    return f"/board?key={_signer(secret).dumps(member_id)}"


def _signer(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="office screen")


def _side(visit: Visit, here: int | None) -> str:
    return visit.pen.page("side.html", side=_of_side(visit), here_id=here)


def _of_side(visit: Visit) -> Side:
    waiting = turns.of(visit.unit, visit.who, visit.context().company_day)
    return reading.side(room.conversations_of(visit.unit, visit.who.id), waiting)


def _earlier(visit: Visit, id: int, before: int | None) -> str:
    place = visit.the_place(id)
    found = room.latest(visit.unit, place.id, visit.who.id, limit=reading.PAGE, before=before)
    return written(visit, found)


def written(visit: Visit, found: list[RoomMessage]) -> str:
    """Messages as the log has them."""
    shown = reading.shown(visit.unit, found, visit.who)
    return "".join(visit.pen.page("message.html", it=each, company=visit.name) for each in shown)


def _office(visit: Visit, page: str) -> str:
    reader = Visit(visit.unit, visit.company, visit.who, type(visit.pen)(visit.pen.reader, False), visit.asked)
    given: dict[str, Any] = {"company": visit.name, "board": board(reader, "accounts", None)}
    changed = _last_change(visit)
    given |= {"theme": visit.asked.theme, "version": room.newest_version(visit.unit), "changed": moment(changed)}
    return reader.pen.page(page, **given)


def _last_change(visit: Visit) -> datetime:
    return room.last_change(visit.unit) or visit.pen.reader.now


def _board_asked(request: Request) -> tuple[int | None, str]:
    return _number(request, "account"), request.query_params.get("standings", request.cookies.get("standings", ""))


def _number(request: Request, name: str) -> int | None:
    return number(request.query_params.get(name, ""))


def _the_id(request: Request) -> int:
    """The conversation in the address; what can be none is answered like one that is not there."""
    return number(request.path_params["id"]) or 0
