"""One update from its arrival to its commit: what was said goes through the gateway, what is answered follows."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Coroutine
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from telegram import Chat, ChatMemberUpdated, Message, Update
from telegram.ext import ExtBot

from bot.platforms.telegram import forwards
from bot.platforms.telegram.answers import To
from bot.platforms.telegram.groups import Groups, is_inside
from bot.platforms.telegram.incoming import HELP, Heard, Kind, Me, Spot, heard, is_faceless, spot
from bot.platforms.telegram.known import Known, look
from bot.platforms.telegram.lanes import Afterwards, Lanes
from bot.platforms.telegram.people import People
from bot.platforms.telegram.pressing import Pressing
from bot.platforms.telegram.replying import Replying
from bot.platforms.telegram.stepping import Stepping
from bot.platforms.telegram.strays import Strays
from bot.platforms.telegram.talk import Talk
from bot.runtime import Runtime
from handlers.values import t
from storage.patience import Busy

log = logging.getLogger("triangle.telegram")

REMEMBERED = 4096
WELCOME = "/welcome"
ALBUM_COMES = 1.5
"""Seconds in which the part of an album that has the words comes, if any has."""


class Ear:
    """Updates of one chat are heard in order, those of different chats side by side."""

    def __init__(self, bot: ExtBot[Any], me: Me, runtime: Runtime) -> None:
        self._me, self._runtime = me, runtime
        self._lanes, self._heard = Lanes(), OrderedDict[int, None]()
        self.afterwards = Afterwards()
        talk = Talk(bot, runtime.database)
        self._people = People(runtime.database, me.workspace)
        self._groups = Groups(bot, me, runtime.database, runtime.clock)
        self._stepping = Stepping(talk, me, runtime.database, runtime.clock, self.afterwards)
        self._replying = Replying(runtime, me, talk, self._stepping, self.afterwards)
        self._strays = Strays(runtime, me, talk)
        self._pressing = Pressing(runtime, me, talk, self._stepping, self._replying, self._groups, self.afterwards)

    async def hear(self, update: Update) -> None:
        """Done when what it caused is committed. Raises where the database does not take it: it is to come again.

        What else breaks is ours to mend, and must not stop what comes behind it.
        """
        async with self._lanes.turn(_lane(update)):
            if update.update_id in self._heard:
                return
            try:
                await self._one(update)
            except (SQLAlchemyError, Busy):
                raise
            except Exception:
                if self._runtime_ends():
                    raise
                log.exception("update %d can't be handled, ours to mend", update.update_id)
            self._remember(update.update_id)

    async def _one(self, update: Update) -> None:
        if update.callback_query is not None:
            await self._people.known(update.callback_query.from_user)
            await self._pressing.press(update.callback_query)
        elif update.my_chat_member is not None:
            await self._came_or_went(update.my_chat_member, update.update_id)
        elif update.chat_member is not None:
            await self._groups.refresh(_where(update.chat_member))
        elif update.message is not None:
            await self._message(update.message, update.update_id)
        elif update.edited_message is not None:
            await self._edited(update.edited_message, update.update_id)

    # Messages.

    async def _message(self, message: Message, number: int) -> None:
        if await self._service(message):
            return
        said = heard(message, self._me)
        if said is None:
            return
        if is_faceless(message):
            await self._strays.faceless(said.spot)
            return
        await self._people.known(said.user)
        known = await self._look(said)
        if said.kind is Kind.FORWARDED:
            await self._forwarded(message, said, known, number)
        elif said.kind is Kind.ELSE:
            await self._wordless(said, known, number)
        elif self._fills_in(said, known):
            await self._stepping.typed(said.line, said.spot, said.user)
        else:
            await self._say(said, known, number)

    async def _edited(self, message: Message, number: int) -> None:
        """A changed message runs nothing again; words to a form, and what was forwarded, stay as they were."""
        said = heard(message, self._me)
        if said is None or is_faceless(message) or said.kind not in (Kind.COMMAND, Kind.WORDS):
            return
        await self._say(said, await self._look(said), number, edits=True)

    async def _say(self, said: Heard, known: Known, number: int, *, edits: bool = False) -> None:
        to = To(said.user, said.spot)
        reply = await self._replying.ask(
            said.line,
            to,
            known,
            delivery=f"{number}",
            message=said.message,
            thread=said.thread,
            overheard=said.is_talk,
            edits=edits,
            outsiders=await self._outsiders(said, known),
        )
        if known.dialog is not None and said.kind is Kind.COMMAND and not edits and not reply.refused:
            await self._close(said, known, reply_is_form=self._replying.begins(reply))
        await self._replying.say(reply, said.line, to, known, under=said.message)

    async def _close(self, said: Heard, known: Known, *, reply_is_form: bool) -> None:
        """A new command ends the form that was open; another form takes its place by itself."""
        if not reply_is_form:
            await self._stepping.end(known, t("telegram.form.began_other"), said.spot, said.user)

    def _fills_in(self, said: Heard, known: Known) -> bool:
        """Whether it answers what a form asks: in private any words do, in a group a reply to the form."""
        dialog = known.dialog
        if dialog is None or said.kind is not Kind.WORDS:
            return False
        return said.spot.direct or (said.thread is not None and dialog.message in (None, str(said.thread)))

    async def _forwarded(self, message: Message, said: Heard, known: Known, number: int) -> None:
        """Offered once; of an album the part that has words, if one has, speaks for all."""
        if known.who is None:
            await self._say_help(said, known, number)
            return
        key, origin = forwards.album(message), message.forward_origin
        if origin is None:
            return
        offer = self._strays.offered(key or str(said.message), forwards.offer(said.line, origin), said, known.who)
        if key is not None and not said.line:
            self.afterwards.do(("album", key), _later(offer))
        else:
            await offer

    async def _wordless(self, said: Heard, known: Known, number: int) -> None:
        if known.who is None:
            await self._say_help(said, known, number)
        else:
            reader = self._replying.reader(known, To(said.user, said.spot))
            self.afterwards.do(said.spot.chat, self._strays.only_words(said.spot, reader))

    async def _say_help(self, said: Heard, known: Known, number: int) -> None:
        to = To(said.user, said.spot)
        reply = await self._replying.ask(HELP, to, known, delivery=f"{number}", message=said.message)
        await self._replying.say(reply, HELP, to, known)

    async def _outsiders(self, said: Heard, known: Known) -> bool:
        if said.spot.direct:
            return False
        return await self._groups.outsiders(said.spot, known.place, None if known.who is None else said.user.id)

    async def _look(self, said: Heard) -> Known:
        read = self._runtime.database.read(lambda unit: look(unit, self._me, said.spot, said.user))
        return await asyncio.wrap_future(read)

    # Chats.

    async def _service(self, message: Message) -> bool:
        """What a chat says of itself."""
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

    async def _came_or_went(self, change: ChatMemberUpdated, number: int) -> None:
        inside, was = is_inside(change.new_chat_member), is_inside(change.old_chat_member)
        if change.chat.type == Chat.PRIVATE:
            await self._let_in(change.from_user.id, inside)
        elif inside and not was:
            await self._welcomed(change, number)
        elif was and not inside:
            await self._groups.gone(change.chat.id)

    async def _let_in(self, user: int, inside: bool) -> None:
        """Blocked: what is for them waits from the next message on, which tells who wrote it; or unblocked."""
        if inside:
            await self._people.opened(user)
        else:
            self._people.blocked(user)

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

    def _remember(self, number: int) -> None:
        self._heard[number] = None
        while len(self._heard) > REMEMBERED:
            self._heard.popitem(last=False)

    def _runtime_ends(self) -> bool:
        return self.stopping

    stopping = False
    """Set when the process ends: what fails then comes again."""


def _lane(update: Update) -> object:
    chat = update.effective_chat
    return chat.id if chat is not None else ("update", update.update_id)


def _where(change: ChatMemberUpdated) -> Spot:
    return Spot(change.chat.id, direct=change.chat.type == Chat.PRIVATE, name=change.chat.title or "")


async def _later(offer: Coroutine[Any, Any, None]) -> None:
    await asyncio.sleep(ALBUM_COMES)
    await offer
