"""Channels: somebody posts, many read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.servers.telegram.accounts import TELEGRAM
from tests.servers.telegram.chats import Chat, Kind, Member, Status
from tests.servers.telegram.drivers.places import Group, Place
from tests.servers.telegram.messages import Message
from tests.servers.telegram.sending import origin_of
from tests.servers.telegram.words import typed

if TYPE_CHECKING:
    from tests.servers.telegram.bot_api import BotApi
    from tests.servers.telegram.drivers.person import Person


class Channel(Place):
    """Somebody posts, many read."""

    @classmethod
    def made(cls, api: BotApi, title: str, people: tuple[Person, ...], admin: bool, username: str | None) -> Channel:
        with api.cloud.lock:
            channel = cls(api, api.cloud.new_chat(Kind.CHANNEL, title))
            channel.chat.username = username
            for number, person in enumerate(people):
                channel.chat.members[person.account.id] = Member(
                    person.account, Status.MEMBER if number else Status.CREATOR
                )
            channel.adds_the_bot(admin=admin)
        return channel

    def posts(self, text: str, signature: str | None = None) -> Message:
        """A channel_post, from nobody in person; a linked group gets a copy of it (18.12)."""
        with self._cloud.lock:
            post = self._cloud.add(self.chat, None, typed(text), sender_chat=self.chat, signature=signature)
            self._cloud.announce(post)
            if self.chat.linked is not None:
                self._copies(post, self.chat.linked)
            return post

    def edits(self, post: Message, text: str) -> None:
        with self._cloud.lock:
            post.content, post.edited = typed(text), self._cloud.clock.now()
            self._cloud.shows(post)
            self._cloud.announce_edit(post)

    def links(self, group: Group) -> None:
        """The group is where its posts are discussed."""
        self.chat.linked, group.chat.linked = group.chat, self.chat

    def _copies(self, post: Message, group: Chat) -> None:
        copy = self._cloud.add(
            group,
            TELEGRAM,
            post.content,
            sender_chat=self.chat,
            origin=origin_of(post),
            more={"is_automatic_forward": True},
        )
        self._cloud.announce(copy)
