"""What somebody's client shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.servers.telegram.accounts import Account
from tests.servers.telegram.chats import Chat
from tests.servers.telegram.cloud import Cloud
from tests.servers.telegram.keyboards import A_ROW
from tests.servers.telegram.messages import Message
from tests.servers.telegram.refusals import Json


@dataclass(frozen=True)
class Sight:
    """A message as it stood when it was looked at, or a toast over it."""

    message: Message = field(repr=False)
    text: str
    rows: tuple[tuple[Json, ...], ...] = ()
    toast: bool = False
    alert: bool = False

    @property
    def buttons(self) -> list[str]:
        return [button["text"] for row in self.rows for button in row]

    @property
    def keyboard(self) -> list[list[str]]:
        return [[button["text"] for button in row] for row in self.rows]

    @property
    def id(self) -> int:
        return self.message.id

    @property
    def chat(self) -> Chat:
        return self.message.chat

    @property
    def rings(self) -> bool:
        return not self.message.silent

    @property
    def edited(self) -> bool:
        return self.message.edited is not None

    @property
    def topic(self) -> str | None:
        return None if self.message.topic is None else self.chat.topics[self.message.topic].name

    @property
    def picture(self) -> bool:
        return "photo" in self.message.content.media

    @property
    def all(self) -> str:
        """Text and labels."""
        return "\n".join((self.text, *self.buttons))

    def marked(self, kind: str) -> list[str]:
        """The words under each entity of a kind: "bold", "blockquote", "pre"."""
        raw = self.message.text.encode("utf-16-le")
        return [
            raw[entity["offset"] * 2 :][: entity["length"] * 2].decode("utf-16-le")
            for entity in self.message.content.entities
            if entity["type"] == kind
        ]


def sight(message: Message) -> Sight:
    """A client shows eight buttons of a row (16.10)."""
    return Sight(message, message.text, tuple(tuple(row[:A_ROW]) for row in message.rows))


def shown(cloud: Cloud, account: Account, chat: Chat | None = None) -> list[Sight]:
    """Everything that somebody's client shows now, oldest first: what stands in their chats, then toasts."""
    messages = sorted(_standing(cloud, account, chat), key=lambda message: (message.date, message.id))
    return [*map(sight, messages), *_toasts(cloud, account, chat)]


def ever_shown(cloud: Cloud, account: Account) -> Iterator[str]:
    """Every face of every message of their chats, also of what was edited or deleted since, and every toast."""
    for chat in cloud.chats.values():
        if chat.holds(account):
            for message in chat.messages.values():
                yield from message.faces
    yield from (callback.toast for callback in cloud.callbacks.values() if callback.account is account)


def _standing(cloud: Cloud, account: Account, chat: Chat | None) -> Iterator[Message]:
    for each in [chat] if chat is not None else cloud.chats.values():
        if each.holds(account):
            yield from each.standing()


def _toasts(cloud: Cloud, account: Account, chat: Chat | None) -> list[Sight]:
    return [
        Sight(callback.message, callback.toast, toast=True, alert=callback.alert)
        for callback in cloud.callbacks.values()
        if callback.account is account and callback.toast and chat in (None, callback.message.chat)
    ]
