"""conversations.history and replies, and reactions on what is found there (platform facts 7.23, 7.24, 7.38)."""

from __future__ import annotations

import re

from tests.servers.slack import events
from tests.servers.slack.api.call import Call, Refusal, method
from tests.servers.slack.things import JSON, Channel, Message

STAMP = re.compile(r"\d+(\.\d+)?")


@method("conversations.history")
def history(call: Call) -> JSON:
    """Newest first, without replies; ephemeral messages are never in it (7.14)."""
    channel = _readable(call)
    top = [m for m in channel.messages.values() if m.thread_ts in (None, m.ts) or m.broadcast]
    found = sorted(_within(call, top), key=lambda m: _order(m.ts), reverse=True)
    return _paged(call, found)


@method("conversations.replies")
def replies(call: Call) -> JSON:
    """The parent first (7.24)."""
    channel = _readable(call)
    stamp = call.text("ts")
    if stamp not in channel.messages:
        raise Refusal("thread_not_found")
    root = channel.messages[stamp].thread_ts or stamp
    thread = [m for m in channel.messages.values() if m.ts == root or m.thread_ts == root]
    return _paged(call, sorted(_within(call, thread, keep=root), key=lambda m: _order(m.ts)))


@method("reactions.add", "reactions:write")
def add(call: Call) -> JSON:
    channel, message = _reacted_to(call)
    if channel.archived:
        raise Refusal("is_archived")
    who = message.reactions.setdefault(call.text("name", "no_reaction_specified").strip(":"), [])
    if call.workspace.bot.id in who:
        raise Refusal("already_reacted")
    who.append(call.workspace.bot.id)
    call.workspace.changed(message)
    return {}


@method("reactions.remove", "reactions:write")
def remove(call: Call) -> JSON:
    _, message = _reacted_to(call)
    name = call.text("name").strip(":")
    who = message.reactions.get(name, [])
    if call.workspace.bot.id not in who:
        raise Refusal("no_reaction")
    who.remove(call.workspace.bot.id)
    if not who:
        message.reactions.pop(name)
    call.workspace.changed(message)
    return {}


def _reacted_to(call: Call) -> tuple[Channel, Message]:
    channel = call.channel()
    message = channel.messages.get(call.text("timestamp"))
    if message is None or message.deleted:
        raise Refusal("message_not_found")
    if not call.workspace.bot_in(channel):
        raise Refusal("not_in_channel")
    return channel, message


def _readable(call: Call) -> Channel:
    channel = call.channel("history")
    if not call.workspace.bot_in(channel):
        raise Refusal("not_in_channel")
    return channel


def _within(call: Call, messages: list[Message], keep: str = "") -> list[Message]:
    """Between `oldest` and `latest`, which count themselves only with `inclusive`."""
    oldest, latest = _bound(call, "oldest"), _bound(call, "latest")
    inclusive = call.flag("inclusive")

    def inside(message: Message) -> bool:
        at = _order(message.ts)
        above = oldest is None or at > oldest or (inclusive and at == oldest)
        below = latest is None or at < latest or (inclusive and at == latest)
        return message.ts == keep or (above and below)

    return [m for m in messages if inside(m)]


def _bound(call: Call, name: str) -> tuple[int, int] | None:
    found = call.maybe(name)
    if found in (None, "0"):
        return None
    if not STAMP.fullmatch(str(found)):
        raise Refusal(f"invalid_ts_{name}")
    return _order(str(found))


def _order(stamp: str) -> tuple[int, int]:
    """Not as a float, which loses digits (6.15)."""
    seconds, _, micros = stamp.partition(".")
    return int(seconds), int((micros or "0").ljust(6, "0"))


def _paged(call: Call, found: list[Message]) -> JSON:
    some, metadata = call.page(found, call.number("limit", 100, 999))
    with_metadata = call.flag("include_all_metadata")
    bodies = [events.body(call.workspace, m, with_metadata) for m in some]
    return {"messages": bodies, "has_more": bool(metadata["next_cursor"]), "response_metadata": metadata}
