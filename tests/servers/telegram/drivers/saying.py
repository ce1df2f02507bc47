"""What a person can put into a chat: words, pictures, files."""

from __future__ import annotations

import itertools
import struct
import time
import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from tests.servers.telegram.accounts import ANONYMOUS_ADMIN, CHANNEL_BOT, Account
from tests.servers.telegram.chats import Chat, Kind, Status, Topic
from tests.servers.telegram.cloud import Cloud
from tests.servers.telegram.drivers.sight import Sight
from tests.servers.telegram.files import keep
from tests.servers.telegram.messages import Content, Message
from tests.servers.telegram.refusals import Json
from tests.servers.telegram.words import TEXT, typed, units

if TYPE_CHECKING:
    from tests.servers.telegram.bot_api import BotApi
    from tests.servers.telegram.drivers.channel import Channel
    from tests.servers.telegram.drivers.places import Place

T = TypeVar("T")
albums = itertools.count(13_700_000_000_000_001)


class Saying:
    """The part of a Person that writes."""

    def __init__(self, api: BotApi, account: Account) -> None:
        self._api, self.account = api, account

    @property
    def id(self) -> int:
        return self.account.id

    @property
    def name(self) -> str:
        return self.account.name

    @property
    def _cloud(self) -> Cloud:
        return self._api.cloud

    def types(
        self,
        text: str,
        in_: Place | str | None = None,
        *,
        topic: Topic | str | None = None,
        reply_to: Message | Sight | str | None = None,
        thread: Message | Sight | str | None = None,
        as_channel: Channel | None = None,
    ) -> Message:
        """A text; `thread` is another word for `reply_to`. A client cuts a long one; the first piece comes back."""
        pieces = [typed(piece) for piece in _pieces(text)]
        sent = [self._says(piece, in_, topic, reply_to or thread, as_channel=as_channel) for piece in pieces]
        return min(sent, key=lambda message: message.id)

    def sends_photo(self, caption: str = "", in_: Place | str | None = None, **more: Any) -> Message:
        return self._says(typed(caption, {"photo": self._photo()}), in_, **more)

    def sends_document(
        self, name: str, caption: str = "", in_: Place | str | None = None, content: bytes = b"%PDF-1.7", **more: Any
    ) -> Message:
        """A file by its name, "contract.pdf"."""
        kept = keep(self._cloud, name, content, "documents") | {"file_name": name}
        return self._says(typed(caption, {"document": kept}), in_, **more)

    def sends_album(
        self, pictures: int = 3, caption: str = "", in_: Place | str | None = None, **more: Any
    ) -> list[Message]:
        """Several messages with one media_group_id; the caption stands on the first (18.21)."""
        album = str(next(albums))
        return [
            self._says(typed("" if number else caption, {"photo": self._photo()}), in_, album=album, **more)
            for number in range(pictures)
        ]

    def _says(
        self,
        content: Content,
        in_: Place | str | None = None,
        topic: Topic | str | None = None,
        reply_to: Message | Sight | str | None = None,
        *,
        as_channel: Channel | None = None,
        **more: Any,
    ) -> Message:
        with self._cloud.lock:
            chat = self._chat(in_)
            self._may_write(chat)
            answers = None if reply_to is None else self._find(reply_to, in_)
            thread = self._topic(chat, topic) or (answers.topic if answers else None)
            under = answers or (chat.messages.get(thread) if thread is not None else None)
            sender = self._as(chat, as_channel)
            message = self._cloud.add(chat, content=content, topic=thread, reply_to=under, **sender, **more)
            self._cloud.announce(message)
            return message

    def _as(self, chat: Chat, channel: Channel | None) -> Json:
        """Themselves, an anonymous administrator (18.11), or one of their channels (18.12)."""
        member = chat.member(self.account)
        if channel is not None:
            return {"sender": CHANNEL_BOT, "sender_chat": channel.chat}
        if chat.kind is Kind.CHANNEL:
            return {"sender": None, "sender_chat": chat}
        if member is not None and member.anonymous:
            return {"sender": ANONYMOUS_ADMIN, "sender_chat": chat}
        return {"sender": self.account}

    def _may_write(self, chat: Chat) -> None:
        assert chat.holds(self.account), f"{self.account.name} is not in {chat.title}"
        assert chat.moved_to is None, f"{chat.title} was upgraded: write to the new group"
        if chat.person is not None:
            assert chat.bot is not Status.KICKED, f"{self.account.name} blocks the bot"
            chat.started = True

    def _chat(self, in_: Place | str | None) -> Chat:
        if in_ is None:
            return self._cloud.private(self.account)
        return self._cloud.titled(in_) if isinstance(in_, str) else in_.chat

    def _topic(self, chat: Chat, topic: Topic | str | None) -> int | None:
        if topic is None or isinstance(topic, Topic):
            return None if topic is None else topic.id
        found = [each.id for each in chat.topics.values() if each.name == topic]
        assert found, f"no topic {topic!r} in {chat.title}"
        return found[-1]

    def _find(self, what: Message | Sight | str, in_: Place | str | None = None) -> Message:
        """By itself, or the newest with these words among the chats that the person is in."""
        if not isinstance(what, str):
            return what.message if isinstance(what, Sight) else what
        chats = (
            [self._chat(in_)] if in_ is not None else [c for c in self._cloud.chats.values() if c.holds(self.account)]
        )
        found = [message for chat in chats for message in chat.standing() if what in message.text]
        assert found, f"{self.account.name} finds no message with {what!r}"
        return max(found, key=lambda message: (message.date, message.id))

    def _own(self, what: Message | Sight | str) -> Message:
        if not isinstance(what, str):
            return self._find(what)
        mine = [
            message
            for chat in self._cloud.chats.values()
            for message in chat.standing()
            if message.sender is self.account and what in message.text
        ]
        assert mine, f"{self.account.name} wrote nothing with {what!r}"
        return mine[-1]

    def _photo(self) -> list[Json]:
        return [keep(self._cloud, "photo.png", picture(), "photos") | {"width": 320, "height": 240}]

    def _wait_for(self, look: Callable[[], T | None], within: float, lacks: Callable[[], str]) -> T:
        """What `look` finds, as soon as it finds it."""
        until = time.monotonic() + within
        with self._cloud.changed:
            while (found := look()) is None:
                left = until - time.monotonic()
                assert left > 0, lacks()
                self._cloud.changed.wait(left)
            return found


def picture(wide: int = 320, high: int = 240) -> bytes:
    """A grey PNG."""
    head = struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0)
    body = zlib.compress((b"\0" + b"\x80" * wide) * high)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(*each) for each in ((b"IHDR", head), (b"IDAT", body), (b"IEND", b""))
    )


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _pieces(text: str) -> list[str]:
    """A client trims, and cuts at 4,096 units, at a line's end or a word's where there is one."""
    text, pieces = text.strip(), []
    assert text, "a client sends no empty text"
    while units(text) > TEXT:
        end = len(text.encode("utf-16-le")[: TEXT * 2].decode("utf-16-le", "ignore"))
        cut = max(text.rfind("\n", 0, end), text.rfind(" ", 0, end))
        cut = cut if cut > end // 2 else end
        pieces.append(text[:cut].strip())
        text = text[cut:].strip()
    return [*pieces, text]
