"""The upload in three steps (platform facts 7.39-7.43); the older files.upload is not offered."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.servers.slack.api.call import Call, Refusal, method
from tests.servers.slack.ids import an_id
from tests.servers.slack.posting import posts
from tests.servers.slack.things import JSON, Channel

if TYPE_CHECKING:
    from tests.servers.slack.server import SlackServer

SNIPPET = 1_000_000


@method("files.getUploadURLExternal", "files:write")
def upload_url(call: Call) -> JSON:
    name, length = call.text("filename", "missing_argument"), call.number("length", 0, 10**9, "missing_argument")
    if length <= 0:
        raise Refusal("missing_argument")
    if call.maybe("snippet_type") and length > SNIPPET:
        raise Refusal("snippet_too_large")
    if len(call.maybe("alt_txt") or "") > 1000:
        raise Refusal("alt_txt_too_large")
    file: JSON = {"id": an_id("F"), "name": name, "size": length, "alt_txt": call.maybe("alt_txt") or ""}
    key = secrets.token_hex(12)
    call.workspace.files[file["id"]] = {**file, "key": key, "uploaded": False, "shared": False, "content": b""}
    return {
        "upload_url": f"{call.server.url}/upload/v1/{call.workspace.id}/{file['id']}/{key}",
        "file_id": file["id"],
    }


@method("files.completeUploadExternal", "files:write")
def complete(call: Call) -> JSON:
    """Shared after the answer; the message's ts is not in it (7.41)."""
    found = [_uploaded(call, given) for given in call.structure("files") or []]
    if not found:
        raise Refusal("file_not_found")
    for channel in _channels(call):
        for file in found:
            file["shared"] = True
        _share(call, channel, [shown(f) for f in found])
    return {"files": [shown(f) for f in found]}


@method("files.info", "files:read")
def info(call: Call) -> JSON:
    return {"file": shown(_file(call, call.text("file", "file_not_found")))}


@method("files.delete", "files:write")
def delete(call: Call) -> JSON:
    call.workspace.files.pop(_file(call, call.text("file", "file_not_found"))["id"])
    return {}


def shown(file: JSON) -> JSON:
    return {name: file[name] for name in ("id", "name", "title", "size", "alt_txt") if name in file}


async def receive(server: SlackServer, request: web.Request) -> web.Response:
    """The raw bytes, or one part of a multipart form (7.40)."""
    content = await request.read()
    if request.content_type.startswith("multipart/"):
        form = await request.post()
        parts = [p.file.read() for p in form.values() if isinstance(p, web.FileField)]
        content = parts[0] if parts else b""
    with server.lock:
        team = server.workspaces.get(request.match_info["team"])
        file = team.files.get(request.match_info["file"]) if team else None
        if file is None or file["key"] != request.match_info["key"]:
            return web.Response(status=404, text="no such upload")
        if len(content) != file["size"]:
            return web.Response(status=400, text="another length than announced")
        file["uploaded"], file["content"] = True, content
    return web.Response(text=f"OK - {len(content)}")


def _uploaded(call: Call, given: Any) -> JSON:
    file = _file(call, str(given.get("id") if isinstance(given, dict) else given))
    if not file["uploaded"]:
        raise Refusal("file_not_found")
    file["title"] = (given.get("title") if isinstance(given, dict) else None) or file["name"]
    return file


def _file(call: Call, file_id: str) -> JSON:
    found = call.workspace.files.get(file_id)
    if found is None:
        raise Refusal("file_not_found")
    return found


def _channels(call: Call) -> list[Channel]:
    ids = [c for c in (call.maybe("channels") or call.maybe("channel_id") or "").split(",") if c]
    if len(ids) > 100:
        raise Refusal("channels_limit_exceeded")
    channels = []
    for some_id in ids:
        channel = call.workspace.channels.get(some_id)
        if channel is None:
            raise Refusal("channel_not_found")
        if not call.workspace.bot_in(channel):
            raise Refusal("not_in_channel")
        channels.append(channel)
    return channels


def _share(call: Call, channel: Channel, files: list[JSON]) -> None:
    workspace, words, thread = call.workspace, call.maybe("initial_comment") or "", call.maybe("thread_ts")

    def later() -> None:
        with call.server.lock:
            posts(workspace, channel, workspace.bot, words, files=files, thread_ts=thread, subtype="file_share")

    call.server.soon(later)
