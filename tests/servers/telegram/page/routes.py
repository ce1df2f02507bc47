"""The page's addresses, for this machine's own browser alone."""

from __future__ import annotations

import asyncio
from pathlib import Path

from asgi_cross_origin_protection import CrossOriginProtection
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route

from tests.servers.telegram.chats import Chat, Kind
from tests.servers.telegram.drivers.person import Person
from tests.servers.telegram.drivers.sight import shown
from tests.servers.telegram.page.acts import ACTS, Desk
from tests.servers.telegram.page.drawing import message_json
from tests.servers.telegram.refusals import Json

HERE = Path(__file__).parent
FILES = ("page.css", "page.js")
LATEST = 120
POLICY = "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'"


def page_routes(desk: Desk) -> list[Route | Mount]:
    async def state(request: Request) -> Response:
        return JSONResponse(state_of(desk, request.query_params.get("as", ""), request.query_params.get("chat", "")))

    async def act(request: Request) -> Response:
        given = await request.json()
        return JSONResponse(await asyncio.to_thread(_done, desk, given))

    async def photo(request: Request) -> Response:
        _, content = desk.api.cloud.files.get(request.path_params["file"], ("", b""))
        return Response(content, media_type="image/png")

    return [
        Route("/", _to_the_page),
        Mount(
            "/desk",
            routes=[
                Route("/", _page),
                Route("/state", state),
                Route("/act", act, methods=["POST"]),
                Route("/photo/{file}", photo),
                Route("/{file}", _file),
            ],
            middleware=[
                Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost"], www_redirect=False),
                Middleware(CrossOriginProtection),
            ],
        ),
    ]


def state_of(desk: Desk, handle: str, number: str) -> Json:
    """All that the page shows to somebody who looks at a chat."""
    cloud = desk.api.cloud
    with cloud.lock:
        who = desk.people.get(handle) or next(iter(desk.people.values()))
        own = cloud.private(who.account)
        chats = [own, *(chat for chat in cloud.chats.values() if chat is not own and _lists(chat, who))]
        chat = next((each for each in chats if str(each.id) == number), own)
        seen = shown(cloud, who.account, chat)[-LATEST:]
        return {
            "people": [{"handle": key, "name": person.name} for key, person in desk.people.items()],
            "me": {"handle": handle, "name": who.name, "id": who.id, "language": who.account.language},
            "chats": [_chat(each, cloud.bot.name) for each in chats],
            "chat": _chat(chat, cloud.bot.name) | {"blocked": not chat.bot.inside, "started": chat.started},
            "messages": [message_json(each, who.account) for each in seen if not each.toast],
            "toast": next((each.text for each in reversed(seen) if each.toast), ""),
            "toasts": sum(each.toast for each in seen),
            "menu": who.menu(None if chat.person else desk.place(chat.id)),
            "env": desk.api.env,
            "troubles": desk.api.api.journal.troubles[-6:],
            "waiting": len(cloud.updates.waiting()),
            "webhook": desk.api.api.webhook.url,
        }


def _lists(chat: Chat, who: Person) -> bool:
    return chat.kind is not Kind.PRIVATE and chat.holds(who.account) and chat.moved_to is None


def _chat(chat: Chat, bot: str) -> Json:
    return {
        "id": str(chat.id),
        "title": bot if chat.person else chat.title,
        "kind": "forum" if chat.forum else str(chat.kind),
        "topics": [topic.name for topic in chat.topics.values() if not topic.deleted],
        "members": len(chat.members),
        "last": next((message.text[:60] for message in reversed(chat.standing()) if message.text), ""),
    }


def _done(desk: Desk, given: Json) -> Json:
    who = desk.people[given["as"]]
    try:
        return {"result": ACTS[given["act"]](desk, who, given)}
    except (AssertionError, KeyError, ValueError) as no:
        return {"trouble": str(no) or type(no).__name__}


async def _to_the_page(request: Request) -> Response:
    return RedirectResponse("/desk/")


async def _page(request: Request) -> Response:
    return FileResponse(HERE / "page.html", headers={"Content-Security-Policy": POLICY})


async def _file(request: Request) -> Response:
    name = request.path_params["file"]
    return FileResponse(HERE / name) if name in FILES else Response(status_code=404)
