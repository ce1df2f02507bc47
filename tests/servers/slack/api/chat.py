"""chat.*: who may post where, what a message may hold, what becomes of it (platform facts 7.2-7.17)."""

from __future__ import annotations

from tests.servers.slack import events
from tests.servers.slack.api.call import Call, Refusal, method
from tests.servers.slack.blockkit import checked_blocks
from tests.servers.slack.posting import deletes, posts, updates
from tests.servers.slack.things import JSON, Channel, Message

LONGEST, UPDATED_LONGEST, METADATA_BYTES = 40_000, 4_000, 16_000


@method("chat.postMessage", "chat:write")
def post_message(call: Call) -> JSON:
    channel = _where_to_post(call)
    sent = posts(
        call.workspace,
        channel,
        call.workspace.bot,
        **_content(call),
        thread_ts=_thread(call, channel),
        metadata=_metadata(call),
        broadcast=call.flag("reply_broadcast"),
    )
    message = events.body(call.workspace, sent, with_metadata=True)
    return {"channel": channel.id, "ts": sent.ts, "message": message}


@method("chat.postEphemeral", "chat:write")
def post_ephemeral(call: Call) -> JSON:
    channel = _where_to_post(call)
    user = call.text("user", "user_not_in_channel")
    if user not in channel.members:
        raise Refusal("user_not_in_channel")
    content = _content(call)
    if len(str(content["text"])) > LONGEST:
        raise Refusal("msg_too_long")
    thread = _thread(call, channel)
    sent = posts(call.workspace, channel, call.workspace.bot, **content, thread_ts=thread, only_for=user)
    return {"message_ts": sent.ts}


@method("chat.update", "chat:write")
def update(call: Call) -> JSON:
    message = _own(call, "cant_update_message")
    if call.workspace.channels[message.channel].archived:
        raise Refusal("is_inactive")
    text = call.maybe("text")
    if text is not None and len(text) > UPDATED_LONGEST:
        raise Refusal("msg_too_long")
    blocks = call.structure("blocks", "invalid_blocks_format")
    if text is None and not blocks and not call.structure("attachments"):
        raise Refusal("no_text")
    content = _content(call)
    metadata = _metadata(call) if "metadata" in call.args else message.metadata
    updates(call.workspace, message, text=text, blocks=content["blocks"], metadata=metadata or None)
    body = events.body(call.workspace, message)
    return {"channel": message.channel, "ts": message.ts, "text": message.text, "message": body}


@method("chat.delete", "chat:write")
def delete(call: Call) -> JSON:
    message = _own(call, "cant_delete_message")
    deletes(call.workspace, message)
    return {"channel": message.channel, "ts": message.ts}


@method("chat.getPermalink")
def get_permalink(call: Call) -> JSON:
    channel = call.channel()
    stamp = call.text("message_ts", "message_not_found")
    if stamp not in channel.messages or channel.messages[stamp].deleted:
        raise Refusal("message_not_found")
    where = f"https://{call.workspace.domain}.slack.com/archives/{channel.id}/p{stamp.replace('.', '')}"
    return {"channel": channel.id, "permalink": where}


def _where_to_post(call: Call) -> Channel:
    """A U id opens the DM (7.4); what the bot may not see is not found (7.7)."""
    given, workspace = call.text("channel", "channel_not_found"), call.workspace
    if given in workspace.users:
        return _person_to_post_to(call, given)
    channel = workspace.channels.get(given)
    if channel is None or (channel.private and not workspace.bot_in(channel)):
        raise Refusal("channel_not_found")
    if channel.archived:
        raise Refusal("is_archived")
    if not workspace.bot_in(channel) and "chat:write.public" not in call.bearer.scopes:
        raise Refusal("not_in_channel")
    if channel.kind == "im":
        _person_to_post_to(call, next(m for m in channel.members if m != workspace.bot.id))
    return channel


def _person_to_post_to(call: Call, user_id: str) -> Channel:
    user = call.workspace.users[user_id]
    if user.bot_id:
        raise Refusal("cannot_dm_bot")
    if user.deleted:
        raise Refusal("channel_not_found")
    if not call.server.app.messages_tab:
        raise Refusal("messages_tab_disabled")
    return call.workspace.dm(user_id)


def _content(call: Call) -> JSON:
    """Text cut where the platform cuts it, blocks that hold to their limits."""
    text, blocks = call.maybe("text"), call.structure("blocks", "invalid_blocks_format")
    markdown, attachments = call.maybe("markdown_text"), call.structure("attachments")
    if markdown is not None and (text or blocks):
        raise Refusal("markdown_text_conflict")
    if markdown is not None and len(markdown) > 12_000:
        raise Refusal("msg_too_long")
    if not (text or blocks or attachments or markdown):
        raise Refusal("no_text")
    if attachments and len(attachments) > 100:
        raise Refusal("too_many_attachments")
    kept = checked_blocks(blocks, "message") if blocks else []
    return {"text": (text or markdown or "")[:LONGEST], "blocks": kept, "attachments": attachments or []}


def _thread(call: Call, channel: Channel) -> str | None:
    """Must be the parent's ts (7.6); under a tombstone one may go on."""
    thread = call.maybe("thread_ts")
    if thread is None:
        return None
    parent = channel.messages.get(thread)
    if parent is None or parent.thread_ts not in (None, thread):
        raise Refusal("cannot_reply_to_message")
    return thread


def _metadata(call: Call) -> JSON | None:
    found = call.structure("metadata", "invalid_metadata_format")
    if not found:
        return None
    if not isinstance(found, dict) or not isinstance(found.get("event_payload"), dict):
        raise Refusal("invalid_metadata_format")
    if not isinstance(found.get("event_type"), str) or not found["event_type"]:
        raise Refusal("invalid_metadata_schema")
    if len(str(found).encode()) > METADATA_BYTES:
        raise Refusal("metadata_too_large")
    return found


def _own(call: Call, another: str) -> Message:
    """The bot's message behind channel and ts: a C or D id, never U (7.10), never an ephemeral one (7.13)."""
    channel, stamp = call.channel(), call.text("ts")
    message = channel.messages.get(stamp)
    if message is None or message.deleted:
        raise Refusal("message_not_found")
    if message.bot_id != call.workspace.bot.bot_id:
        raise Refusal(another)
    return message
