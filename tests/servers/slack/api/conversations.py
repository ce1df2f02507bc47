"""conversations.*: channels as the bot sees them (platform facts 7.18-7.25)."""

from __future__ import annotations

from tests.servers.slack import events
from tests.servers.slack.api.call import Call, Refusal, method
from tests.servers.slack.things import JSON, Channel

NAMES = {"public_channel": "channel", "private_channel": "group", "im": "im", "mpim": "mpim"}


@method("conversations.open")
def open_conversation(call: Call) -> JSON:
    """One person: the DM. By `channel` it is opened again."""
    call.needs("im:write")
    workspace = call.workspace
    if call.maybe("channel"):
        return {"no_op": True, "already_open": True, "channel": {"id": call.channel().id}}
    users = [u for u in (call.maybe("users") or "").split(",") if u]
    if not users:
        raise Refusal("users_list_not_supplied")
    if len(users) > 8:
        raise Refusal("too_many_users")
    for user in users:
        _reachable(call, user)
    if len(users) > 1:
        call.needs("mpim:write")
        raise Refusal("invalid_user_combination")
    known = any(c.kind == "im" and users[0] in c.members for c in workspace.channels.values())
    channel = workspace.dm(users[0])
    opened = {"no_op": True, "already_open": True} if known else {}
    return {**opened, "channel": {"id": channel.id}}


@method("conversations.info")
def info(call: Call) -> JSON:
    return {"channel": described(call, call.channel("read"))}


@method("conversations.list")
def all_of_them(call: Call) -> JSON:
    kinds = kinds_asked(call)
    workspace = call.workspace
    found = [
        c for c in workspace.channels.values() if c.kind in kinds and (c.kind == "channel" or workspace.bot_in(c))
    ]
    kept = [c for c in found if not (c.archived and call.flag("exclude_archived"))]
    some, metadata = call.page(kept, call.number("limit", 100, 999))
    return {"channels": [described(call, c) for c in some], "response_metadata": metadata}


@method("conversations.members")
def members(call: Call) -> JSON:
    channel = call.channel("read")
    some, metadata = call.page(channel.members, call.number("limit", 100, 999))
    return {"members": some, "response_metadata": metadata}


@method("conversations.join", "channels:join")
def join(call: Call) -> JSON:
    channel = call.channel()
    if channel.kind != "channel":
        raise Refusal("method_not_supported_for_channel_type")
    if channel.archived:
        raise Refusal("is_archived")
    if call.workspace.bot_in(channel):
        call.warnings.append("already_in_channel")
    else:
        channel.members.append(call.workspace.bot.id)
        joined = events.of(
            call.workspace,
            "member_joined_channel",
            user=call.workspace.bot.id,
            channel=channel.id,
            channel_type="C",
            team=call.workspace.id,
        )
        call.workspace.emits(joined, channel)
    return {"channel": described(call, channel)}


@method("conversations.leave", "channels:manage|groups:write")
def leave(call: Call) -> JSON:
    channel = call.channel()
    if not call.workspace.bot_in(channel):
        return {"not_in_channel": True}
    channel.members.remove(call.workspace.bot.id)
    return {}


def described(call: Call, channel: Channel) -> JSON:
    """A channel object (7.19); a DM's is smaller and names the person."""
    workspace = call.workspace
    found: JSON = {
        "id": channel.id,
        "created": channel.created,
        "is_channel": channel.kind == "channel",
        "is_group": channel.kind == "group",
        "is_im": channel.kind == "im",
        "is_mpim": channel.kind == "mpim",
        "is_private": channel.private,
        "is_archived": channel.archived,
        "is_org_shared": False,
        "context_team_id": workspace.id,
        "x_new_in_channels": 7,
    }
    if channel.kind == "im":
        return found | {"user": next(m for m in channel.members if m != workspace.bot.id)}
    found |= {
        "name": channel.name,
        "name_normalized": channel.name,
        "is_member": workspace.bot_in(channel),
        "is_general": channel.general,
        "is_shared": bool(channel.shared_with),
        "is_ext_shared": bool(channel.shared_with),
        "is_pending_ext_shared": False,
        "shared_team_ids": [workspace.id, *channel.shared_with],
        "creator": channel.creator,
        "topic": {"value": channel.topic, "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
    }
    return found | {"num_members": len(channel.members)} if call.flag("include_num_members") else found


def kinds_asked(call: Call) -> set[str]:
    """Of the `types` argument; each needs its own scope."""
    types = (call.maybe("types") or "public_channel").replace(" ", "").split(",")
    if any(t not in NAMES for t in types):
        raise Refusal("invalid_types")
    kinds = {NAMES[t] for t in types}
    for kind in sorted(kinds):
        call.needs({"channel": "channels:read", "group": "groups:read"}.get(kind, f"{kind}:read"))
    return kinds


def _reachable(call: Call, user_id: str) -> None:
    user = call.workspace.users.get(user_id)
    if user is None or user.bot_id:
        raise Refusal("user_not_found")
    if user.deleted:
        raise Refusal("user_disabled")
