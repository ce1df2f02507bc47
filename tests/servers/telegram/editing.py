"""Edits, deletes, and the answers to presses (platform-facts.md 0.2, 16.6 to 16.8, 16.11)."""

from __future__ import annotations

from dataclasses import replace

from tests.servers.telegram.access import readable, writable
from tests.servers.telegram.calls import Call
from tests.servers.telegram.chats import Chat, Kind
from tests.servers.telegram.cloud import Cloud
from tests.servers.telegram.files import document_of, photo_of
from tests.servers.telegram.keyboards import is_inline, markup_of
from tests.servers.telegram.messages import Content, Message
from tests.servers.telegram.refusals import NOT_MODIFIED, TOO_OLD, Json, Refused
from tests.servers.telegram.words import caption_of, same, text_of

TWO_DAYS, TOAST, DELETES = 48 * 3600, 200, 100
CANT_EDIT = "Bad Request: message can't be edited"
CANT_DELETE = "Bad Request: message can't be deleted"


def edit_text(cloud: Cloud, call: Call) -> Json:
    content = text_of(call)
    message, markup = _to_edit(cloud, call)
    if message.content.media or message.service:
        raise Refused("Bad Request: there is no text in the message to edit")
    return _edited(cloud, message, content, markup)


def edit_caption(cloud: Cloud, call: Call) -> Json:
    content = caption_of(call, {})
    message, markup = _to_edit(cloud, call)
    if not message.content.media:
        raise Refused("Bad Request: there is no caption in the message to edit")
    return _edited(cloud, message, replace(content, media=message.content.media), markup)


def edit_media(cloud: Cloud, call: Call) -> Json:
    media = call.parsed("media", "InputMedia") or {}
    part = Call(call.method, {key: value for key, value in media.items() if isinstance(value, str)}, call.files)
    if media.get("type") not in ("photo", "document"):
        raise Refused("Bad Request: can't parse InputMedia: type must be one of photo and document here")
    found = photo_of(cloud, part, "media") if media["type"] == "photo" else document_of(cloud, part, "media")
    message, markup = _to_edit(cloud, call)
    return _edited(cloud, message, caption_of(part, {media["type"]: found}), markup)


def edit_markup(cloud: Cloud, call: Call) -> Json:
    message, markup = _to_edit(cloud, call)
    return _edited(cloud, message, message.content, markup)


def delete_message(cloud: Cloud, call: Call) -> bool:
    chat = readable(cloud, call)
    message = chat.messages.get(call.integer("message_id"))
    if message is None or message.deleted:
        raise Refused("Bad Request: message to delete not found")
    if not _deletable(cloud, chat, message):
        raise Refused(CANT_DELETE)
    deletes(cloud, message)
    return True


def delete_messages(cloud: Cloud, call: Call) -> bool:
    chat = readable(cloud, call)
    numbers = call.parsed("message_ids", "message identifiers")
    if not isinstance(numbers, list) or not 1 <= len(numbers) <= DELETES:
        raise Refused("Bad Request: there must be from 1 to 100 messages to delete")
    found = [chat.messages[number] for number in numbers if number in chat.messages]
    for message in found:
        if not message.deleted and not _deletable(cloud, chat, message):
            raise Refused(CANT_DELETE)
    for message in found:
        deletes(cloud, message)
    return True


def deletes(cloud: Cloud, message: Message) -> None:
    message.deleted = True
    cloud.changed.notify_all()


def answer_callback(cloud: Cloud, call: Call) -> bool:
    callback = cloud.callbacks.get(call.text("callback_query_id"))
    late = callback is not None and cloud.clock.now() - callback.at > cloud.switches.callback_life
    if callback is None or callback.answered or late:
        raise Refused(TOO_OLD)
    if len(call.text("text")) > TOAST:
        raise Refused("Bad Request: MESSAGE_TOO_LONG")
    if (url := call.text("url")) and not url.startswith((f"https://t.me/{cloud.bot.username}?", "tg://")):
        raise Refused("Bad Request: URL_INVALID")
    callback.answered, callback.url = True, call.text("url")
    callback.toast, callback.alert = call.text("text"), call.flag("show_alert")
    cloud.changed.notify_all()
    return True


def _to_edit(cloud: Cloud, call: Call) -> tuple[Message, Json | None]:
    markup = markup_of(call)
    if markup is not None and not is_inline(markup):
        raise Refused("Bad Request: inline keyboard expected")
    if not call.has("message_id"):
        raise Refused("Bad Request: message identifier is not specified")
    chat = writable(cloud, call)
    message = chat.messages.get(call.integer("message_id"))
    if message is None or message.deleted:
        raise Refused("Bad Request: message to edit not found")
    age, last = cloud.clock.now() - message.date, cloud.switches.edits_end_after
    if not message.by_bot or message.origin is not None or (last is not None and age > last):
        raise Refused(CANT_EDIT)
    return message, markup


def _edited(cloud: Cloud, message: Message, content: Content, markup: Json | None) -> Json:
    """An edit without a keyboard takes the keyboard away."""
    said = (content.text, list(content.entities), content.media)
    stands = (message.content.text, list(message.content.entities), message.content.media)
    if same(said, stands) and same(markup, message.markup):
        raise Refused(NOT_MODIFIED)
    message.content, message.markup, message.edited = content, markup, cloud.clock.now()
    cloud.shows(message)
    return message.json()


def _deletable(cloud: Cloud, chat: Chat, message: Message) -> bool:
    """Younger than 48 hours; its own and, in private, the other's; any where it is an administrator."""
    if cloud.clock.now() - message.date >= TWO_DAYS:
        return False
    if message.service and "supergroup_chat_created" in message.service:
        return False
    return message.by_bot or chat.kind is Kind.PRIVATE or chat.bot.rules
