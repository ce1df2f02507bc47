"""Events as the platform makes them (platform facts 4): bodies, envelopes, who wants them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from tests.servers.slack.ids import an_id
from tests.servers.slack.things import JSON, Channel, Message, User

if TYPE_CHECKING:
    from tests.servers.slack.workspace import Workspace

SCOPES = {
    "app_mention": "app_mentions:read",
    "user_change": "users:read",
    "team_join": "users:read",
    "reaction_added": "reactions:read",
    "reaction_removed": "reactions:read",
    "file_shared": "files:read",
}
"""What an event needs beside what its channel needs (4.23)."""
ALWAYS = {"app_home_opened", "app_uninstalled", "tokens_revoked", "app_rate_limited"}
LEFT = ("channel_left", "group_left")
LETTER = {"channel": "C", "group": "G", "im": "D", "mpim": "G"}


def of(workspace: Workspace, kind: str, **fields: Any) -> JSON:
    return {"type": kind, **fields, "event_ts": workspace.server.clock.stamp()}


def wanted(workspace: Workspace, event: JSON, channel: Channel | None) -> bool:
    """Subscribed, allowed by scope, and, in a channel, the bot a member."""
    app, kind = workspace.server.app, str(event["type"])
    if not (app.request_url or app.socket_mode):
        return False
    name = f"message.{_suffix(channel)}" if kind == "message" and channel else kind
    if app.events is not None and name not in app.events:
        return False
    if kind in ALWAYS:
        return True
    needs = _scope(kind, channel)
    if needs and needs not in workspace.server.tokens.scopes_of(workspace):
        return False
    about_itself = kind in LEFT or (kind == "member_left_channel" and event.get("user") == workspace.bot.id)
    return channel is None or workspace.bot_in(channel) or about_itself


def envelope(workspace: Workspace, event: JSON, channel: Channel | None) -> JSON:
    return {
        "token": "legacy-verification-token",
        "team_id": workspace.id,
        "context_team_id": workspace.id,
        "context_enterprise_id": None,
        "api_app_id": workspace.server.app.id,
        "event": event,
        "type": "event_callback",
        "event_id": an_id("Ev"),
        "event_time": int(workspace.server.clock.now()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": workspace.id,
                "user_id": workspace.bot.id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": bool(channel and channel.shared_with),
        "event_context": "4-eyJldCI6Im1lc3NhZ2UifQ",
        "x_added_next_year": {"anything": [1, None]},
    }


def message(workspace: Workspace, sent: Message, subtype: str = "") -> JSON:
    channel = workspace.channels[sent.channel]
    event = {
        **body(workspace, sent, with_metadata=True),
        "channel": channel.id,
        "channel_type": channel.kind,
        "event_ts": sent.ts,
    }
    if subtype or sent.subtype:
        event["subtype"] = subtype or sent.subtype
    if sent.thread_ts and sent.thread_ts in channel.messages and sent.thread_ts != sent.ts:
        event["parent_user_id"] = channel.messages[sent.thread_ts].user
    return event


def mention(workspace: Workspace, sent: Message) -> JSON:
    return {**body(workspace, sent), "type": "app_mention", "channel": sent.channel, "event_ts": sent.ts}


def changed(workspace: Workspace, now: Message, before: JSON) -> JSON:
    """message_changed: no user or text of its own (4.14)."""
    channel = workspace.channels[now.channel]
    return {
        "type": "message",
        "subtype": "message_changed",
        "message": body(workspace, now),
        "previous_message": before,
        "channel": channel.id,
        "channel_type": channel.kind,
        "hidden": True,
        "ts": (stamp := workspace.server.clock.stamp()),
        "event_ts": stamp,
    }


def deleted(workspace: Workspace, gone: Message) -> JSON:
    channel = workspace.channels[gone.channel]
    return {
        "type": "message",
        "subtype": "message_deleted",
        "previous_message": body(workspace, gone),
        "deleted_ts": gone.ts,
        "channel": channel.id,
        "channel_type": channel.kind,
        "hidden": True,
        "ts": (stamp := workspace.server.clock.stamp()),
        "event_ts": stamp,
    }


def body(workspace: Workspace, sent: Message, with_metadata: bool = False) -> JSON:
    """A message object as history, events and answers show it."""
    found: JSON = {"type": "message", "user": sent.user, "text": sent.text, "ts": sent.ts, "team": workspace.id}
    writer = workspace.users.get(sent.user)
    if writer is not None and writer.team_id != workspace.id:
        found |= {"user_team": writer.team_id, "source_team": writer.team_id}
    if sent.client_msg_id:
        found["client_msg_id"] = sent.client_msg_id
    if sent.bot_id:
        found["bot_id"] = sent.bot_id
        found["app_id"] = workspace.server.app.id
        found["bot_profile"] = bot_profile(workspace)
    if sent.thread_ts:
        found["thread_ts"] = sent.thread_ts
    for name in ("blocks", "attachments", "subtype", "edited", "files"):
        if value := getattr(sent, name):
            found[name] = value
    if sent.reactions:
        found["reactions"] = [{"name": n, "users": u, "count": len(u)} for n, u in sent.reactions.items()]
    if sent.metadata:
        found["metadata"] = sent.metadata if with_metadata else {"event_type": sent.metadata.get("event_type")}
    return found


def bot_profile(workspace: Workspace) -> JSON:
    bot, app = workspace.bot, workspace.server.app
    profile = {"id": bot.bot_id, "app_id": app.id, "name": app.name, "team_id": workspace.id}
    return {**profile, "deleted": False, "updated": bot.updated, "icons": {}}


def user_object(user: User, now: float, email: bool = True, locale: bool = True) -> JSON:
    """With what a token may see of it; somebody deactivated has fewer fields (7.27)."""
    profile: JSON = {"real_name": user.real_name, "display_name": user.display_name, "title": "", "image_72": ""}
    if email and user.email:
        profile["email"] = user.email
    if user.deleted:
        gone = {"id": user.id, "team_id": user.team_id, "name": user.name, "deleted": True, "is_bot": False}
        return {**gone, "profile": profile, "updated": user.updated}
    found: JSON = {
        "id": user.id,
        "team_id": user.team_id,
        "name": user.name,
        "deleted": False,
        "real_name": user.real_name,
        "tz": user.tz,
        "tz_label": user.tz,
        "tz_offset": offset(user.tz, now),
        "profile": profile,
        "is_admin": user.admin,
        "is_bot": bool(user.bot_id),
        "is_restricted": bool(user.guest),
        "is_ultra_restricted": user.guest == "single",
        "is_app_user": False,
        "updated": user.updated,
        "x_new_in_profile": True,
    }
    return found | {"locale": user.locale} if locale else found


def offset(tz: str, now: float) -> int:
    there = datetime.fromtimestamp(now, UTC).astimezone(ZoneInfo(tz)).utcoffset()
    return int(there.total_seconds()) if there else 0


def _scope(kind: str, channel: Channel | None) -> str:
    """Messages need the history of their kind of channel, what happens to a channel its read scope (4.23)."""
    if kind in SCOPES or channel is None:
        return SCOPES.get(kind, "")
    return f"{channel.scope}:{'history' if kind == 'message' else 'read'}"


def _suffix(channel: Channel) -> str:
    return {"channel": "channels", "group": "groups"}.get(channel.kind, channel.kind)
