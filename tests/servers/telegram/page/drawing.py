"""What a client draws: text with its entities as HTML, a message as the page takes it."""

from __future__ import annotations

import html
from datetime import UTC, datetime
from itertools import pairwise

from tests.servers.telegram.accounts import Account
from tests.servers.telegram.drivers.sight import Sight
from tests.servers.telegram.messages import Content
from tests.servers.telegram.refusals import Json

TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote",
    "spoiler": "mark",
}
LINKS = frozenset({"text_link", "url", "mention", "bot_command", "hashtag", "email"})


def as_html(content: Content) -> str:
    """Escaped, with a tag at each entity's ends; entities that cross are closed and opened again."""
    raw, marks = content.text.encode("utf-16-le"), content.entities
    cuts = sorted({0, len(raw) // 2, *(edge for mark in marks for edge in (mark["offset"], _end(mark)))})
    pieces = []
    for begin, end in pairwise(cuts):
        words = html.escape(raw[begin * 2 : end * 2].decode("utf-16-le", "replace"))
        for mark in reversed([mark for mark in marks if mark["offset"] <= begin and end <= _end(mark)]):
            words = _tagged(mark, words)
        pieces.append(words)
    return _joined("".join(pieces))


def message_json(seen: Sight, me: Account) -> Json:
    message = seen.message
    at = datetime.fromtimestamp(message.date, UTC)
    photo = message.content.media.get("photo")
    return {
        "id": message.id,
        "by": _author(seen),
        "bot": message.by_bot,
        "mine": message.sender is me,
        "html": as_html(message.content),
        "text": message.text,
        "rows": [[{"text": button["text"], "url": button.get("url", "")} for button in row] for row in seen.rows],
        "at": at.isoformat(),
        "edited": seen.edited,
        "silent": message.silent,
        "service": _service(message.service),
        "topic": seen.topic,
        "answers": message.reply_to.text[:80] if message.reply_to else "",
        "forwarded": message.origin["type"] if message.origin else "",
        "photo": photo[-1]["file_id"] if photo else "",
        "document": message.content.media.get("document", {}).get("file_name", ""),
    }


def _author(seen: Sight) -> str:
    message = seen.message
    if message.sender_chat is not None:
        return message.sender_chat.title
    return message.sender.name if message.sender else seen.chat.title


def _service(service: Json) -> str:
    return ", ".join(key.replace("_", " ") for key in service)


def _end(mark: Json) -> int:
    return int(mark["offset"] + mark["length"])


def _tagged(mark: Json, words: str) -> str:
    if mark["type"] in LINKS:
        return f'<a title="{html.escape(mark.get("url", ""))}">{words}</a>'
    tag = TAGS.get(mark["type"])
    return f"<{tag}>{words}</{tag}>" if tag else words


def _joined(drawn: str) -> str:
    """A quote or a block that was cut into pieces is one again."""
    for tag in ("blockquote", "pre"):
        drawn = drawn.replace(f"</{tag}><{tag}>", "")
    return drawn
