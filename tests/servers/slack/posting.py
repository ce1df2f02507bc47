"""Messages come, change and go, and the app hears of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.servers.slack import events
from tests.servers.slack.things import JSON, Channel, Message, User

if TYPE_CHECKING:
    from tests.servers.slack.workspace import Workspace


def posts(workspace: Workspace, channel: Channel, by: User, text: str = "", **more: Any) -> Message:
    """A message, or with `only_for` an ephemeral one, which the app never hears of."""
    sent = Message(channel.id, workspace.server.clock.stamp(), by.id, text, bot_id=by.bot_id, **more)
    _into_its_thread(channel, sent)
    if sent.only_for:
        channel.whispers[sent.ts] = sent
    else:
        channel.messages[sent.ts] = sent
    workspace.changed(sent)
    if not sent.only_for:
        workspace.emits(events.message(workspace, sent), channel)
        if not by.bot_id and f"<@{workspace.bot.id}>" in sent.text and channel.kind != "im":
            workspace.emits(events.mention(workspace, sent), channel)
    return sent


def updates(
    workspace: Workspace,
    message: Message,
    *,
    text: str | None,
    blocks: list[JSON],
    metadata: JSON | None = None,
) -> None:
    """Blocks absent and text given: the old blocks go (7.11). "(edited)" only where the text changed (7.12)."""
    before = events.body(workspace, message)
    if text is not None and text != message.text:
        message.edited = {"user": message.user, "ts": workspace.server.clock.stamp()}
        message.text = text
    message.blocks, message.metadata = blocks, metadata
    workspace.changed(message)
    if not message.only_for:
        workspace.emits(events.changed(workspace, message, before), workspace.channels[message.channel])


def deletes(workspace: Workspace, message: Message) -> None:
    """Replies of a deleted parent stay under a tombstone (7.15)."""
    channel = workspace.channels[message.channel]
    if message.only_for:
        channel.whispers.pop(message.ts, None)
        workspace.server.woke()
        return
    gone = events.deleted(workspace, message)
    if any(m.thread_ts == message.ts and m is not message for m in channel.messages.values()):
        message.deleted, message.text, message.blocks = True, "This message was deleted.", []
        message.subtype = "tombstone"
    else:
        channel.messages.pop(message.ts, None)
    workspace.server.woke()
    workspace.emits(gone, channel)


def _into_its_thread(channel: Channel, sent: Message) -> None:
    """A parent bears its own ts as thread_ts once it has replies."""
    if sent.thread_ts is None:
        return
    parent = channel.messages.get(sent.thread_ts)
    if parent is not None and parent.thread_ts is None and not sent.only_for:
        parent.thread_ts = parent.ts
