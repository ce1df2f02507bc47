"""Groups and forums: who comes and goes, what becomes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.servers.telegram.accounts import OTHER_BOT, Account
from tests.servers.telegram.chats import Chat, Kind, Member, Status, Topic
from tests.servers.telegram.cloud import Cloud
from tests.servers.telegram.drivers.sight import Sight, sight
from tests.servers.telegram.messages import Message
from tests.servers.telegram.places import open_topic
from tests.servers.telegram.refusals import Json
from tests.servers.telegram.words import typed

if TYPE_CHECKING:
    from tests.servers.telegram.bot_api import BotApi
    from tests.servers.telegram.drivers.person import Person


class Place:
    """A chat of several."""

    def __init__(self, api: BotApi, chat: Chat) -> None:
        self._api, self.chat = api, chat

    @property
    def _cloud(self) -> Cloud:
        return self._api.cloud

    @property
    def id(self) -> int:
        return self.chat.id

    @property
    def title(self) -> str:
        return self.chat.title

    @property
    def _owner(self) -> Account:
        ruling = [member.account for member in self.chat.members.values() if member.status is Status.CREATOR]
        return ruling[0] if ruling else self._cloud.bot

    def shows(self) -> list[Sight]:
        """Everything that stands there, oldest first."""
        with self._cloud.lock:
            return [sight(message) for message in self.chat.standing()]

    def adds_the_bot(self, by: Person | None = None, admin: bool = False) -> None:
        """Privacy mode is settled now (18.9)."""
        with self._cloud.lock:
            old, self.chat.bot = self.chat.bot, Status.ADMINISTRATOR if admin else Status.MEMBER
            self.chat.reads_all = not self._cloud.switches.privacy
            who = by.account if by else self._owner
            if self.chat.kind is not Kind.CHANNEL and not old.inside:
                self._tells(who, {"new_chat_members": [self._cloud.bot.json()]})
            self._cloud.membership(self.chat, who, old, self.chat.bot)

    def promotes_the_bot(self) -> None:
        self.adds_the_bot(admin=True)

    def kicks_the_bot(self) -> None:
        """It hears of it, and sees nothing more."""
        with self._cloud.lock:
            old, self.chat.bot = self.chat.bot, Status.KICKED
            self._cloud.membership(self.chat, self._owner, old, Status.KICKED)

    def another_bot_speaks(self, text: str) -> Message:
        """Ours does not see it, and bare commands are that one's now (18.8, 18.22)."""
        with self._cloud.lock:
            return self._cloud.add(self.chat, OTHER_BOT, typed(text))

    def mutes_the_bot(self) -> None:
        self.chat.bot_may_write = False

    def adds(self, *people: Person) -> None:
        for person in people:
            with self._cloud.lock:
                self.chat.members[person.account.id] = Member(person.account)
                if self.chat.kind is not Kind.CHANNEL:
                    self._tells(person.account, {"new_chat_members": [person.account.json()]})

    def removes(self, person: Person) -> None:
        with self._cloud.lock:
            self.chat.members[person.account.id].status = Status.LEFT
            if self.chat.kind is not Kind.CHANNEL:
                self._tells(person.account, {"left_chat_member": person.account.json()})

    def makes_admin(self, person: Person, anonymous: bool = False) -> None:
        member = self.chat.members[person.account.id]
        member.status = member.status if member.status.rules else Status.ADMINISTRATOR
        member.anonymous = anonymous

    def renames(self, title: str) -> None:
        with self._cloud.lock:
            self.chat.title = title
            if self.chat.kind is not Kind.CHANNEL:
                self._tells(self._owner, {"new_chat_title": title})

    def disappears(self) -> None:
        """The chat is deleted by its owner."""
        self.chat.gone = True

    def _tells(self, sender: Account, service: Json) -> Message:
        message = self._cloud.add(self.chat, sender, service=service)
        self._cloud.announce(message)
        return message


class Topics(Place):
    """A forum's topics."""

    def opens(self, name: str, by: Person | None = None) -> Topic:
        with self._cloud.lock:
            who = by.account if by else self._owner
            return open_topic(self._cloud, self.chat, name, by_bot=False, account_id=who.id)

    def closes(self, topic: Topic) -> None:
        self._changes(topic, {"forum_topic_closed": {}}).closed = True

    def reopens(self, topic: Topic) -> None:
        self._changes(topic, {"forum_topic_reopened": {}}).closed = False

    def renames_topic(self, topic: Topic, name: str) -> None:
        self._changes(topic, {"forum_topic_edited": {"name": name}}).name = name

    def deletes_topic(self, topic: Topic) -> None:
        """Nobody is told."""
        with self._cloud.lock:
            topic.deleted = True
            for message in self.chat.messages.values():
                message.deleted = message.deleted or message.topic == topic.id

    def _changes(self, topic: Topic, service: Json) -> Topic:
        with self._cloud.lock:
            message = self._cloud.add(self.chat, self._owner, service=service, topic=topic.id)
            self._cloud.announce(message)
        return topic


class Group(Topics):
    """A basic group or a supergroup."""

    @classmethod
    def made(
        cls, api: BotApi, kind: Kind, title: str, people: tuple[Person, ...], forum: bool, admin: bool, bot: bool
    ) -> Group:
        with api.cloud.lock:
            group = cls(api, api.cloud.new_chat(kind, title))
            group.chat.forum = forum
            for person in people:
                group.chat.members[person.account.id] = Member(person.account)
            if people:
                group.chat.members[people[0].account.id].status = Status.CREATOR
            if bot:
                group.adds_the_bot(admin=admin)
        return group

    def upgrades(
        self, to: int | None = None, *, tells_old: bool = True, tells_new: bool = True, new_first: bool = False
    ) -> Group:
        """A basic group becomes a supergroup with another id; either service message may come first, alone, or not
        at all (18.5)."""
        assert self.chat.kind is Kind.GROUP, "only a basic group is upgraded"
        with self._cloud.lock:
            new = Group(self._api, self._cloud.new_chat(Kind.SUPERGROUP, self.chat.title, to))
            new.chat.members, new.chat.bot, new.chat.reads_all = self.chat.members, self.chat.bot, self.chat.reads_all
            parts = [(self, "migrate_to_chat_id", new.id)] if tells_old else []
            parts += [(new, "migrate_from_chat_id", self.id)] if tells_new else []
            for place, key, number in reversed(parts) if new_first else parts:
                place._tells(self._owner, {key: number})
            self.chat.moved_to = new.chat
        return new
