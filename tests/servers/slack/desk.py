"""The page for a developer: be anyone, type, press, fill in; what the drivers do, by hand in a browser."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.servers.slack import shown
from tests.servers.slack.desk_acts import ACTS
from tests.servers.slack.events import body
from tests.servers.slack.things import JSON, Channel, Message, View

if TYPE_CHECKING:
    from tests.servers.slack.person import Person
    from tests.servers.slack.server import SlackServer

FILES = Path(__file__).parent / "page"
KINDS = {".css": "text/css", ".js": "text/javascript", ".html": "text/html"}


async def page(server: SlackServer, request: web.Request) -> web.StreamResponse:
    return _file("desk.html")


async def asset(request: web.Request) -> web.StreamResponse:
    return _file(request.match_info["file"])


async def state(server: SlackServer, request: web.Request) -> web.StreamResponse:
    """All that this person's client shows."""
    with server.lock:
        people = server.workspace.people
        who = people.get(request.query.get("person", "")) or next(iter(people.values()))
        return web.json_response(_screen(server, who))


async def do(server: SlackServer, request: web.Request) -> web.StreamResponse:
    """One act; what a driver would raise comes back as its text."""
    given = await request.json()
    act = ACTS[given.pop("act")]
    who = server.workspace.people[given.pop("person")]
    try:
        result = await asyncio.to_thread(act, who, **given)
    except AssertionError as no:
        return web.json_response({"trouble": str(no)})
    return web.json_response({"result": result})


def _file(name: str) -> web.Response:
    known = {f.name: f for f in FILES.iterdir()}
    if name not in known:
        return web.Response(status=404)
    path = known[name]
    return web.Response(text=path.read_text("utf-8"), content_type=KINDS[path.suffix], charset="utf-8")


def _screen(server: SlackServer, who: Person) -> JSON:
    workspace = server.workspace
    workspace.dm(who.id)
    channels = [c for c in workspace.channels.values() if who.id in c.members]
    stack = workspace.stacks.get(who.id) or []
    home = workspace.homes.get(who.id)
    return {
        "me": who.user.name,
        "mine": who.id,
        "people": [{"name": p.user.name, "real": p.user.real_name} for p in workspace.people.values()],
        "names": {i: workspace.name_of(i) for i in (*workspace.users, *workspace.channels)},
        "channels": [_channel(who, c) for c in channels],
        "modal": _view(stack[-1]) if stack else None,
        "depth": len(stack),
        "home": _view(home) if home else None,
        "commands": sorted(server.app.commands or {}),
        "shortcuts": server.app.shortcuts or [],
        "complaints": server.complaints[-8:],
        "deliveries": len(server.deliveries.log),
        "environment": server.environment(),
        "request_url": server.app.request_url,
        "sockets": len(server.sockets.connections),
    }


def _channel(who: Person, channel: Channel) -> JSON:
    workspace = who.workspace
    every = [*channel.messages.values(), *channel.whispers.values()]
    seen = sorted((m for m in every if who.can_see(channel, m)), key=lambda m: m.ts)
    name = channel.name or workspace.bot.shown_name
    messages = [_message(who, m) for m in seen[-100:]]
    about = {"id": channel.id, "name": name, "kind": channel.kind, "archived": channel.archived}
    return {**about, "bot": workspace.bot_in(channel), "messages": messages}


def _message(who: Person, message: Message) -> JSON:
    seen = shown.message(who.workspace, message)
    more: dict[str, Any] = {"by": seen.by, "ephemeral": seen.ephemeral, "bot": bool(message.bot_id)}
    return {**body(who.workspace, message), **more}


def _view(view: View) -> JSON:
    return {**view.given, "id": view.id, "values": view.state, "errors": view.errors, "trouble": view.trouble}
