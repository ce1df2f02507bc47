"""A message as it stands, and as the Bot API tells of it (platform-facts.md 16, 18.11 to 18.21)."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.servers.telegram.accounts import Account
from tests.servers.telegram.chats import Chat, Kind
from tests.servers.telegram.refusals import Json


@dataclass(frozen=True)
class Content:
    """What is said: a text, or media with a caption; `media` is as in the message ({"photo": […]})."""

    text: str = ""
    entities: tuple[Json, ...] = ()
    media: Json = field(default_factory=dict)


@dataclass(eq=False)
class Message:
    """`service` is what happened instead of words; `faces` is everything that it ever showed."""

    chat: Chat
    id: int
    date: int
    sender: Account | None
    content: Content = field(default_factory=Content)
    sender_chat: Chat | None = None
    signature: str | None = None
    markup: Json | None = None
    reply_to: Message | None = None
    topic: int | None = None
    origin: Json | None = None
    album: str | None = None
    service: Json = field(default_factory=dict)
    more: Json = field(default_factory=dict)
    edited: int | None = None
    deleted: bool = False
    silent: bool = False
    by_bot: bool = False
    faces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.content.text

    @property
    def rows(self) -> list[list[Json]]:
        """Its inline keyboard."""
        return self.markup["inline_keyboard"] if self.markup else []

    @property
    def thread_root(self) -> int | None:
        """In a supergroup without topics, the id under which a reply chain goes (18.16)."""
        if self.chat.kind is not Kind.SUPERGROUP or self.reply_to is None:
            return None
        return self.reply_to.thread_root or self.reply_to.id

    def json(self, deep: bool = True) -> Json:
        """`deep`: with the message it answers, itself without a further one."""
        body: Json = {"message_id": self.id, "date": self.date, "chat": self.chat.json()}
        body |= {"from": self.sender.json(speaks=True)} if self.sender else {}
        body |= {"sender_chat": self.sender_chat.json()} if self.sender_chat else {}
        body |= {"author_signature": self.signature} if self.signature else {}
        body |= self._place() | self._content() | self.service | self.more
        answered = self.reply_to
        if deep and answered is not None and not answered.deleted:
            body |= {"reply_to_message": answered.json(deep=False)}
        body |= {"edit_date": self.edited} if self.edited is not None else {}
        body |= {"media_group_id": self.album} if self.album else {}
        body |= {"reply_markup": self.markup} if self.rows else {}
        return body | (_legacy_forward(self.origin) if self.origin else {})

    def inaccessible(self) -> Json:
        """What stands in a callback query when the content is gone (16.13)."""
        return {"chat": self.chat.json(), "message_id": self.id, "date": 0}

    def _place(self) -> Json:
        if self.topic is not None:
            return {"message_thread_id": self.topic, "is_topic_message": True}
        root = None if self.chat.forum else self.thread_root
        return {} if root is None else {"message_thread_id": root}

    def _content(self) -> Json:
        words = "caption" if self.content.media else "text"
        body: Json = dict(self.content.media)
        body |= {words: self.content.text} if self.content.text else {}
        named = "caption_entities" if self.content.media else "entities"
        return body | ({named: list(self.content.entities)} if self.content.entities else {})


def _legacy_forward(origin: Json) -> Json:
    """The real server still adds the old fields beside the new one (18.14)."""
    body: Json = {"forward_origin": origin, "forward_date": origin["date"]}
    match origin["type"]:
        case "user":
            return body | {"forward_from": origin["sender_user"]}
        case "hidden_user":
            return body | {"forward_sender_name": origin["sender_user_name"]}
        case "chat":
            return body | {"forward_from_chat": origin["sender_chat"]}
        case _:
            return body | {"forward_from_chat": origin["chat"], "forward_from_message_id": origin["message_id"]}
