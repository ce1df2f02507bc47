"""sendMessage, sendPhoto, sendDocument, sendMediaGroup, sendChatAction, forwards and copies."""

from __future__ import annotations

import json
from typing import Any

from tests.servers.telegram.access import chat_of, topic_of, writable
from tests.servers.telegram.calls import Call
from tests.servers.telegram.chats import Chat
from tests.servers.telegram.cloud import Cloud
from tests.servers.telegram.files import document_of, photo_of
from tests.servers.telegram.keyboards import is_inline, markup_of
from tests.servers.telegram.messages import Content, Message
from tests.servers.telegram.refusals import Json, Refused
from tests.servers.telegram.words import caption_of, text_of

ACTIONS = frozenset(
    [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    ]
)
ALBUM = range(2, 11)


def send_message(cloud: Cloud, call: Call) -> Json:
    return _sent(cloud, call, text_of(call)).json()


def send_photo(cloud: Cloud, call: Call) -> Json:
    return _sent(cloud, call, caption_of(call, {"photo": photo_of(cloud, call, "photo")})).json()


def send_document(cloud: Cloud, call: Call) -> Json:
    return _sent(cloud, call, caption_of(call, {"document": document_of(cloud, call, "document")})).json()


def send_media_group(cloud: Cloud, call: Call) -> list[Json]:
    listed = call.parsed("media", "media")
    if not isinstance(listed, list) or len(listed) not in ALBUM:
        raise Refused("Bad Request: media group must include 2-10 items")
    contents = [_of_album(cloud, call, each) for each in listed]
    album = str(cloud.clock.now()) + str(id(contents))
    return [_sent(cloud, call, content, album=album).json() for content in contents]


def send_chat_action(cloud: Cloud, call: Call) -> bool:
    writable(cloud, call)
    if call.text("action") not in ACTIONS:
        raise Refused("Bad Request: wrong parameter action in request")
    return True


def forward_message(cloud: Cloud, call: Call) -> Json:
    source = _source(cloud, call)
    origin = source.origin or origin_of(source)
    return _sent(cloud, call, source.content, origin=origin).json()


def copy_message(cloud: Cloud, call: Call) -> Json:
    return {"message_id": _sent(cloud, call, _source(cloud, call).content).id}


def origin_of(message: Message) -> Json:
    """Where a forward of it comes from (18.14)."""
    if message.chat.kind == "channel":
        return {"type": "channel", "date": message.date, "chat": message.chat.json(), "message_id": message.id}
    if message.sender_chat is not None:
        return {"type": "chat", "date": message.date, "sender_chat": message.sender_chat.json()}
    assert message.sender is not None
    return {"type": "user", "date": message.date, "sender_user": message.sender.json()}


def _sent(cloud: Cloud, call: Call, content: Content, **more: Any) -> Message:
    """Checked in the server's order: content, keyboard, chat, topic, the message that it answers."""
    markup = markup_of(call)
    chat = writable(cloud, call)
    topic = topic_of(chat, call)
    reply_to = _answered(cloud, chat, call)
    return cloud.add(
        chat,
        cloud.bot,
        content,
        markup=markup if is_inline(markup) else None,
        more={"has_protected_content": True} if call.flag("protect_content") else {},
        topic=topic if reply_to is None else reply_to.topic or topic,
        reply_to=reply_to,
        silent=call.flag("disable_notification"),
        by_bot=True,
        **more,
    )


def _answered(cloud: Cloud, chat: Chat, call: Call) -> Message | None:
    """The target of reply_parameters, or of the older reply_to_message_id (16.5)."""
    asked = call.parsed("reply_parameters", "reply parameters") or {}
    number = asked.get("message_id", call.integer("reply_to_message_id") or None)
    if number is None:
        return None
    there = chat
    if "chat_id" in asked:
        there = chat_of(cloud, Call("", {"chat_id": str(asked["chat_id"])}))
    found = there.messages.get(int(number))
    if found is not None and not found.deleted:
        return found
    if asked.get("allow_sending_without_reply") or call.flag("allow_sending_without_reply"):
        return None
    raise Refused("Bad Request: message to be replied not found")


def _source(cloud: Cloud, call: Call) -> Message:
    source = chat_of(cloud, call, "from_chat_id").messages.get(call.integer("message_id"))
    if source is None or source.deleted or source.service:
        verb = "forward" if call.method == "forwardmessage" else "copy"
        raise Refused(f"Bad Request: message to {verb} not found")
    return source


def _of_album(cloud: Cloud, call: Call, item: Any) -> Content:
    if not isinstance(item, dict) or item.get("type") not in ("photo", "document"):
        raise Refused("Bad Request: can't parse InputMedia: type must be one of photo and document here")
    part = Call(
        call.method, {key: value if isinstance(value, str) else json.dumps(value) for key, value in item.items()}
    )
    part.files = call.files
    read = photo_of if item["type"] == "photo" else document_of
    return caption_of(part, {item["type"]: read(cloud, part, "media")})
