"""What a chat says of itself: who came and went, that it moved or has another name, that the bot was let in or put
out (platform-facts 18.3-18.7)."""

from __future__ import annotations

import asyncio

from telegram import Chat, ChatMemberUpdated, Message

from bot.platforms.telegram.answers import To
from bot.platforms.telegram.groups import Groups, is_inside
from bot.platforms.telegram.incoming import Me, Spot, spot
from bot.platforms.telegram.known import look
from bot.platforms.telegram.people import People
from bot.platforms.telegram.replying import Replying
from bot.runtime import Runtime

WELCOME = "/welcome"


class Chats:
    def __init__(self, runtime: Runtime, me: Me, people: People, groups: Groups, replying: Replying) -> None:
        self._runtime, self._me = runtime, me
        self._people, self._groups, self._replying = people, groups, replying

    async def service(self, message: Message) -> bool:
        """Whether the message is the chat's own, which is then done with."""
        if message.migrate_to_chat_id is not None:
            await self._groups.moved(message.chat.id, message.migrate_to_chat_id)
        elif message.migrate_from_chat_id is not None:
            await self._groups.moved(message.migrate_from_chat_id, message.chat.id)
        elif message.new_chat_members or message.left_chat_member is not None:
            await self._groups.refresh(spot(message))
        elif message.new_chat_title:
            await self._groups.renamed(message.chat.id, message.new_chat_title)
        else:
            return False
        return True

    async def others(self, change: ChatMemberUpdated) -> None:
        """Somebody else came or went."""
        await self._groups.refresh(_where(change))

    async def came_or_went(self, change: ChatMemberUpdated, number: int) -> None:
        """The bot itself; in a private chat, whether it is let in."""
        inside, was = is_inside(change.new_chat_member), is_inside(change.old_chat_member)
        if change.chat.type == Chat.PRIVATE:
            await self._let_in(change.from_user.id, inside)
        elif inside and not was:
            await self._welcomed(change, number)
        elif was and not inside:
            await self._groups.gone(change.chat.id)
            self._runtime.gateway.committed()

    async def _let_in(self, user: int, inside: bool) -> None:
        """Blocked, or let in again."""
        if inside:
            await self._people.opened(user)
        else:
            await self._people.blocked(user)
        self._runtime.gateway.committed()

    async def _welcomed(self, change: ChatMemberUpdated, number: int) -> None:
        """Brought into a group: it says what it does, to whoever brought it if that is one of ours."""
        if change.chat.type == Chat.CHANNEL:
            return
        to = To(change.from_user, _where(change))
        await self._groups.came_back(change.chat.id)
        read = self._runtime.database.read(lambda unit: look(unit, self._me, to.spot, to.user))
        known = await asyncio.wrap_future(read)
        outsiders = await self._groups.refresh(to.spot, to.user.id if known.who is not None else None)
        reply = await self._replying.ask(WELCOME, to, known, delivery=f"{number}", outsiders=outsiders)
        await self._replying.say(reply, WELCOME, to, known)


def _where(change: ChatMemberUpdated) -> Spot:
    return Spot(change.chat.id, direct=change.chat.type == Chat.PRIVATE, name=change.chat.title or "")
