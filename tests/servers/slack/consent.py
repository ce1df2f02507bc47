"""The page on which somebody allows an installation (platform facts 11.1, 11.2, 11.5)."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from aiohttp import web

if TYPE_CHECKING:
    from tests.servers.slack.server import SlackServer

PAGE = """<!doctype html><title>Install</title><h1>{app} asks for</h1><ul>{scopes}</ul>{answers}"""


async def asked(server: SlackServer, request: web.Request) -> web.StreamResponse:
    """With `answer=<team>` or `answer=cancel` back to the app at once; without, a page to choose on."""
    query = request.query
    redirect = query.get("redirect_uri") or next(iter(server.app.redirect_urls), "")
    if query.get("client_id") != server.app.client_id:
        return web.Response(status=400, text="invalid_client_id")
    if not redirect or (server.app.redirect_urls and not redirect.startswith(tuple(server.app.redirect_urls))):
        return web.Response(status=400, text="bad_redirect_uri")
    scopes = [s for s in query.get("scope", "").split(",") if s]
    if not scopes:
        return web.Response(status=400, text="no_scopes")
    if "answer" not in query:
        return web.Response(text=_page(server, request, scopes), content_type="text/html")
    back = {"error": "access_denied"}
    if query["answer"] in server.workspaces:
        back = {"code": server.tokens.code(server.workspaces[query["answer"]], redirect, scopes)}
    where = f"{redirect}?{urlencode(back | {'state': query.get('state', '')})}"
    return web.Response(status=302, headers={"Location": where})


def _page(server: SlackServer, request: web.Request, scopes: list[str]) -> str:
    answers = {w.id: f"Allow in {w.name}" for w in server.workspaces.values()} | {"cancel": "Cancel"}
    links = [
        f'<p><a href="{escape(str(request.rel_url.update_query(answer=answer)))}">{escape(label)}</a>'
        for answer, label in answers.items()
    ]
    items = "".join(f"<li>{escape(s)}" for s in scopes)
    return PAGE.format(app=escape(server.app.name), scopes=items, answers="".join(links))
