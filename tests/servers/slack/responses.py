"""What the app answers to commands and interactions: in the ack, or by response_url (facts 2.5, 3.18-3.28)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.servers.slack.api.call import Refusal
from tests.servers.slack.api.views import changed, pushed, unlike_others
from tests.servers.slack.blockkit import checked_blocks, checked_view
from tests.servers.slack.posting import deletes, posts, updates
from tests.servers.slack.things import JSON, Channel, Message, ResponseUrl, User, View

if TYPE_CHECKING:
    from tests.servers.slack.delivery import Delivery
    from tests.servers.slack.server import SlackServer
    from tests.servers.slack.workspace import Workspace

TROUBLE = "We had some trouble connecting. Try again?"


def command_answered(workspace: Workspace, user: User, channel: Channel, delivery: Delivery) -> None:
    """The person sees what came, or that nothing came (1.10, 2.5, 2.6)."""
    word, text = delivery.payload["command"], delivery.payload["text"]
    if not delivery.good:
        late = delivery.attempts[-1].reason in ("http_timeout", "timeout")
        error = "operation_timeout" if late else "dispatch_failed"
        slackbot(workspace, channel, user, f'{word} failed with the error "{error}"')
        return
    answer = delivery.answer
    if answer is None or answer == {}:
        return
    body: JSON = answer if isinstance(answer, dict) else {"text": str(answer)}
    if body.get("response_type") == "in_channel":
        posts(workspace, channel, user, f"{word} {text}".strip())
    try:
        said(workspace, user, channel, body)
    except Refusal as no:
        workspace.server.complain(f"the answer to {word} was refused: {no.error} {no.more}")


def slackbot(workspace: Workspace, channel: Channel, user: User, text: str) -> None:
    posts(workspace, channel, workspace.slackbot, text, only_for=user.id)


def said(workspace: Workspace, user: User, channel: Channel, body: JSON, thread: str | None = None) -> Message | None:
    """An answer with text and blocks, ephemeral unless it says otherwise; also where the bot is no member (3.26)."""
    text, blocks = str(body.get("text") or ""), body.get("blocks")
    if isinstance(blocks, str):
        blocks = json.loads(blocks)
    if not text and not blocks and not body.get("attachments"):
        raise Refusal("no_text")
    kept = checked_blocks(blocks, "message") if blocks else []
    public = body.get("response_type") == "in_channel"
    under = body.get("thread_ts") if public else thread
    whom = None if public else user.id
    return posts(workspace, channel, workspace.bot, text[:40_000], blocks=kept, thread_ts=under, only_for=whom)


# ---- response_url -------------------------------------------------------------------------------------------------


async def response_url(server: SlackServer, request: web.Request) -> web.StreamResponse:
    fault = server.faults.take("response_url")
    if fault.reset:
        return await server.reset(request)
    if fault.status == 429:
        return web.Response(status=429, headers={"Retry-After": str(fault.retry_after)}, text="rate_limited")
    raw = await request.read()
    with server.lock:
        status, word = _responded(server, request.match_info["path"], raw)
    if status != 200:
        server.complain(f"response_url refused: {status} {word}")
    return web.Response(status=status, text=word)


def _responded(server: SlackServer, path: str, raw: bytes) -> tuple[int, str]:
    found = server.triggers.urls.get(path)
    if found is None:
        return 404, "no_such_url"
    workspace, url = found
    if server.clock.now() - url.born > server.timing.response_url_lives:
        return 404, "expired_url"
    if url.uses >= server.timing.response_url_uses:
        return 404, "used_url"
    url.uses += 1
    try:
        body = json.loads(raw)
        _do(workspace, url, body if isinstance(body, dict) else {})
    except ValueError:
        return 400, "invalid_payload"
    except Refusal as no:
        return 400 if no.error != "no_text" else 500, no.error
    return 200, "ok"


def _do(workspace: Workspace, url: ResponseUrl, body: JSON) -> None:
    channel, user = workspace.channels[url.channel], workspace.users[url.user]
    if body.get("delete_original"):
        if url.message is not None:
            deletes(workspace, url.message)
        return
    if body.get("replace_original") and url.message is not None:
        _replace(workspace, url.message, body)
        return
    said(workspace, user, channel, body, url.thread_ts)


def _replace(workspace: Workspace, message: Message, body: JSON) -> None:
    """Ephemeral stays ephemeral (3.25)."""
    blocks = body.get("blocks")
    text = str(body.get("text") or "")
    if not text and not blocks:
        raise Refusal("no_text")
    updates(workspace, message, text=text, blocks=checked_blocks(blocks, "message") if blocks else [])


# ---- what a modal is told --------------------------------------------------------------------------------


def submission_answered(workspace: Workspace, view: View, delivery: Delivery) -> None:
    """Close, clear, update, push, errors; what is wrong with it the person sees, the app never hears (3.19, 3.20)."""
    stack = workspace.stacks.get(view.user, [])
    if view not in stack:
        return
    answer: Any = delivery.answer if isinstance(delivery.answer, dict) else {}
    if not delivery.good:
        view.trouble = TROUBLE
        return
    try:
        _respond(workspace, view, stack, answer)
    except Refusal as no:
        view.trouble = TROUBLE
        workspace.server.complain(f"the answer to view_submission was refused: {no.error} {no.more}")
    workspace.people_shown(view)


def _respond(workspace: Workspace, view: View, stack: list[View], answer: JSON) -> None:
    action = answer.get("response_action")
    if action is None:
        closes(workspace, view)
    elif action == "clear":
        for open_view in list(stack):
            closes(workspace, open_view)
    elif action == "errors":
        _show_errors(view, answer.get("errors") or {})
    elif action == "update":
        changed(workspace, view, _checked(workspace, answer, view))
    elif action == "push":
        given = _checked(workspace, answer, None)
        if len(stack) >= 3:
            raise Refusal("push_limit_reached")
        pushed(workspace, view.user, given)
    else:
        raise Refusal(f"unknown response_action {action}")


def _checked(workspace: Workspace, answer: JSON, but: View | None) -> JSON:
    given = checked_view(answer.get("view"), "modal")
    unlike_others(workspace, given, but)
    return given


def _show_errors(view: View, errors: dict[str, str]) -> None:
    inputs = {b["block_id"] for b in view.given["blocks"] if b["type"] == "input"}
    if not errors or not set(errors) <= inputs:
        raise Refusal(f"errors for {sorted(set(errors) - inputs)}, the inputs are {sorted(inputs)}")
    view.errors = {block_id: str(text) for block_id, text in errors.items()}


def closes(workspace: Workspace, view: View) -> None:
    stack = workspace.stacks.get(view.user, [])
    if view in stack:
        stack.remove(view)
    workspace.views.pop(view.id, None)
    workspace.server.woke()
