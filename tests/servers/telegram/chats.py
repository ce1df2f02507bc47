"""Chats as Telegram keeps them: who is in, what the bot is in them, their topics and messages."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum, auto
from typing import TYPE_CHECKING

from tests.servers.telegram.accounts import Account
from tests.servers.telegram.refusals import Json

if TYPE_CHECKING:
    from tests.servers.telegram.messages import Message


class Kind(StrEnum):
    PRIVATE = auto()
    GROUP = auto()
    SUPERGROUP = auto()
    CHANNEL = auto()


class Status(StrEnum):
    """A member's, also the bot's. ABSENT: was never there."""

    CREATOR = auto()
    ADMINISTRATOR = auto()
    MEMBER = auto()
    LEFT = auto()
    KICKED = auto()
    ABSENT = auto()

    @property
    def inside(self) -> bool:
        return self in (Status.CREATOR, Status.ADMINISTRATOR, Status.MEMBER)

    @property
    def rules(self) -> bool:
        return self in (Status.CREATOR, Status.ADMINISTRATOR)


@dataclass
class Member:
    account: Account
    status: Status = Status.MEMBER
    anonymous: bool = False


@dataclass
class Topic:
    id: int
    name: str
    closed: bool = False
    deleted: bool = False


@dataclass(eq=False)
class Chat:
    """`bot` is what our bot is there; `reads_all` was settled when it came in (18.9). In a private chat `person`
    is the other side: `started` once they wrote, `bot` KICKED while they block it."""

    id: int
    kind: Kind
    title: str = ""
    username: str | None = None
    person: Account | None = None
    members: dict[int, Member] = field(default_factory=dict)
    bot: Status = Status.ABSENT
    bot_may_write: bool = True
    reads_all: bool = False
    started: bool = False
    forum: bool = False
    topics: dict[int, Topic] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    moved_to: Chat | None = None
    gone: bool = False
    spoke_last: int | None = None
    linked: Chat | None = None
    last_id: int = 0

    def json(self) -> Json:
        body: Json = {"id": self.id, "type": str(self.kind)}
        if self.person is not None:
            named = self.person.json()
            return body | {key: named[key] for key in ("first_name", "last_name", "username") if key in named}
        body |= {"title": self.title}
        body |= {"username": self.username} if self.username else {}
        body |= {"is_forum": True} if self.forum else {}
        if self.kind is Kind.GROUP:
            body["all_members_are_administrators"] = False
        return body

    def member(self, account: Account) -> Member | None:
        return self.members.get(account.id)

    def holds(self, account: Account) -> bool:
        if self.person is not None:
            return self.person is account
        found = self.member(account)
        return found is not None and found.status.inside

    def standing(self) -> list[Message]:
        """Messages that are there, in the order in which they came."""
        return [message for message in self.messages.values() if not message.deleted]
