"""Bodies of commands and interactions as the platform sends them (platform facts 2, 3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.servers.slack import events
from tests.servers.slack.api.views import view_object
from tests.servers.slack.things import JSON, Channel, Message, User, View

if TYPE_CHECKING:
    from tests.servers.slack.workspace import Workspace

TOKEN = "legacy-verification-token"


def command(workspace: Workspace, user: User, channel: Channel, word: str, text: str) -> JSON:
    """The fields of 2.1; in a form each is a string."""
    triggers = workspace.server.triggers
    return {
        "token": TOKEN,
        "team_id": workspace.id,
        "team_domain": workspace.domain,
        "channel_id": channel.id,
        "channel_name": _named(channel),
        "user_id": user.id,
        "user_name": user.name,
        "command": word,
        "text": text,
        "api_app_id": workspace.server.app.id,
        "is_enterprise_install": "false",
        "response_url": triggers.response_url(workspace, user.id, channel.id),
        "trigger_id": triggers.trigger(user.id),
        "x_new_in_commands": "1",
    }


def interaction(workspace: Workspace, user: User, kind: str) -> JSON:
    """What they all have."""
    person = {"id": user.id, "username": user.name, "name": user.name, "team_id": user.team_id}
    return {
        "type": kind,
        "token": TOKEN,
        "team": {"id": workspace.id, "domain": workspace.domain},
        "enterprise": None,
        "is_enterprise_install": False,
        "user": person,
        "api_app_id": workspace.server.app.id,
        "x_new_in_interactions": ["y"],
    }


def on_message(workspace: Workspace, user: User, message: Message, action: JSON, state: JSON) -> JSON:
    """A press on a message; an ephemeral one comes without `message` (3.5)."""
    channel = workspace.channels[message.channel]
    triggers, ephemeral = workspace.server.triggers, bool(message.only_for)
    container = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": ephemeral,
    }
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    payload = {
        **interaction(workspace, user, "block_actions"),
        "container": container,
        "channel": {"id": channel.id, "name": _named(channel)},
        "trigger_id": triggers.trigger(user.id),
        "response_url": triggers.response_url(workspace, user.id, channel.id, message, message.thread_ts),
        "state": {"values": state},
        "actions": [action],
    }
    return payload if ephemeral else payload | {"message": events.body(workspace, message, with_metadata=True)}


def on_view(workspace: Workspace, user: User, view: View, action: JSON) -> JSON:
    return {
        **interaction(workspace, user, "block_actions"),
        "container": {"type": "view", "view_id": view.id},
        "trigger_id": workspace.server.triggers.trigger(user.id, view.id),
        "view": view_object(workspace, view),
        "actions": [action],
    }


def submission(workspace: Workspace, user: User, view: View) -> JSON:
    return {
        **interaction(workspace, user, "view_submission"),
        "trigger_id": workspace.server.triggers.trigger(user.id, view.id),
        "view": view_object(workspace, view),
        "response_urls": _response_urls(workspace, user, view),
    }


def closing(workspace: Workspace, user: User, view: View, cleared: bool) -> JSON:
    shown = view_object(workspace, view)
    return {**interaction(workspace, user, "view_closed"), "view": shown, "is_cleared": cleared}


def suggestion(workspace: Workspace, user: User, place: JSON, ids: tuple[str, str], typed: str) -> JSON:
    """`place` is view, or message and channel, with its container; no trigger, no response address (3.15)."""
    block_id, action_id = ids
    asked = {"block_id": block_id, "action_id": action_id, "value": typed}
    return {**interaction(workspace, user, "block_suggestion"), **place, **asked}


def global_shortcut(workspace: Workspace, user: User, callback_id: str) -> JSON:
    trigger = workspace.server.triggers.trigger(user.id)
    stamp = workspace.server.clock.stamp()
    payload = {**interaction(workspace, user, "shortcut"), "callback_id": callback_id, "action_ts": stamp}
    return payload | {"trigger_id": trigger}


def message_shortcut(workspace: Workspace, user: User, callback_id: str, message: Message) -> JSON:
    channel = workspace.channels[message.channel]
    address = workspace.server.triggers.response_url(workspace, user.id, channel.id, None, message.thread_ts)
    return {
        **global_shortcut(workspace, user, callback_id),
        "type": "message_action",
        "channel": {"id": channel.id, "name": _named(channel)},
        "message_ts": message.ts,
        "message": events.body(workspace, message),
        "response_url": address,
    }


def _response_urls(workspace: Workspace, user: User, view: View) -> list[JSON]:
    """Only of conversation and channel selects that ask for it (3.11)."""
    found = []
    for block in view.given["blocks"]:
        element = block.get("element") or {}
        if block["type"] != "input" or not element.get("response_url_enabled"):
            continue
        value = view.state[block["block_id"]][element["action_id"]]
        channel = value.get("selected_conversation") or value.get("selected_channel")
        if channel:
            url = workspace.server.triggers.response_url(workspace, user.id, channel)
            ids = {"block_id": block["block_id"], "action_id": element["action_id"]}
            found.append({**ids, "channel_id": channel, "response_url": url})
    return found


def _named(channel: Channel) -> str:
    """As payloads call it (2.3)."""
    return {"im": "directmessage", "group": "privategroup"}.get(channel.kind, channel.name)
