"""POST and GET /api/<method>: parsing, tokens, scopes, faults, headers, then the method itself."""

from __future__ import annotations

import asyncio
import base64
import json
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from aiohttp import web

from tests.servers.slack.api import chat, conversations, files, history, oauth, team, users, views
from tests.servers.slack.api.call import METHODS, Call, Method, Refusal
from tests.servers.slack.faults import Fault
from tests.servers.slack.things import JSON

if TYPE_CHECKING:
    from tests.servers.slack.server import SlackServer

FAMILIES = (chat, conversations, files, history, oauth, team, users, views)
"""Importing them declares their methods."""
BENIGN = {"users_not_found", "already_reacted", "no_reaction"}
"""Answers that are no complaint: an app may ask."""


class Door:
    def __init__(self, server: SlackServer) -> None:
        self.server = server

    async def handle(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["method"]
        fault = self.server.faults.take(name)
        await asyncio.sleep(fault.delay)
        if fault.reset == "before":
            return await self.server.reset(request)
        raw = await request.read()
        response = self._refused_on_demand(fault) or self._answer(name, request, raw)
        if fault.reset == "after":
            return await self.server.reset(request)
        await asyncio.sleep(fault.late)
        return response

    def _refused_on_demand(self, fault: Fault) -> web.Response | None:
        if fault.status == 429:
            body = {"ok": False, "error": fault.error or "ratelimited"}
            return web.json_response(body, status=429, headers={"Retry-After": str(fault.retry_after)})
        if fault.status:
            return web.Response(status=fault.status, text="upstream connect error")
        return web.json_response({"ok": False, "error": fault.error}) if fault.error else None

    def _answer(self, name: str, request: web.Request, raw: bytes) -> web.Response:
        call = Call(self.server, name, {})
        try:
            with self.server.lock:
                found = self._prepared(call, request, raw)
                body = {"ok": True, **found.run(call)}
        except Refusal as no:
            body = {"ok": False, "error": no.error, **no.more}
            if no.error not in BENIGN:
                self.server.complain(f"{name} refused: {no.error} {no.more or ''}".rstrip())
        self.server.woke()
        self.server.calls.append((name, call.args, body))
        return web.json_response(_grown(body, call.warnings), headers=self._headers(name, call))

    def _prepared(self, call: Call, request: web.Request, raw: bytes) -> Method:
        call.args, header_token, call.warnings = _parsed(request, raw)
        call.basic = _basic(request)
        found = METHODS.get(call.method)
        if found is None:
            raise Refusal("unknown_method", req_method=call.method)
        if found.kinds:
            call.token = self.server.tokens.checked(header_token or call.args.pop("token", None))
            if call.token.kind not in found.kinds:
                raise Refusal("not_allowed_token_type")
            for scope in found.scopes:
                call.needs(*scope.split("|"))
        return found

    def _headers(self, name: str, call: Call) -> dict[str, str]:
        if call.token is None:
            return {}
        accepted = ",".join(METHODS[name].scopes) if name in METHODS else ""
        return {"X-OAuth-Scopes": ",".join(call.token.scopes), "X-Accepted-OAuth-Scopes": accepted}


def _grown(body: JSON, warnings: list[str]) -> JSON:
    """With what clients don't know yet (6.9), and the warnings (6.8)."""
    body = {**body, "x_new_field": {"since": 2027, "list": [None, 1.5]}}
    if warnings:
        metadata = {**body.get("response_metadata", {}), "warnings": warnings}
        body |= {"warning": ",".join(warnings), "response_metadata": metadata}
    return body


def _parsed(request: web.Request, raw: bytes) -> tuple[JSON, str | None, list[str]]:
    """Arguments of query, form, multipart or JSON; the header's token; warnings. JSON bodies hold no token (6.1)."""
    args: JSON = dict(request.query)
    warnings: list[str] = []
    if request.content_type == "application/json":
        args |= _json(raw)
        args.pop("token", None)
        if request.charset is None:
            warnings.append("missing_charset")
    elif request.content_type == "application/x-www-form-urlencoded":
        args |= _form(raw)
    header = request.headers.get("Authorization", "")
    return args, header.removeprefix("Bearer ") if header.startswith("Bearer ") else None, warnings


def _form(raw: bytes) -> JSON:
    try:
        return dict(parse_qsl(raw.decode(), keep_blank_values=True))
    except UnicodeDecodeError:
        raise Refusal("invalid_charset") from None


def _json(raw: bytes) -> JSON:
    try:
        found: Any = json.loads(raw or b"{}")
    except ValueError:
        raise Refusal("invalid_json") from None
    if not isinstance(found, dict):
        raise Refusal("json_not_object")
    return found


def _basic(request: web.Request) -> tuple[str, str] | None:
    header = request.headers.get("Authorization", "")
    if not header.startswith("Basic "):
        return None
    user, _, secret = base64.b64decode(header.removeprefix("Basic ")).decode().partition(":")
    return user, secret
