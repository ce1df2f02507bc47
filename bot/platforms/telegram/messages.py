"""Messages of people: commands, words, answers to a form, things forwarded."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from datetime import timedelta
from typing import Any

from telegram import Message

from bot.platforms.telegram import forwards
from bot.platforms.telegram.answers import To
from bot.platforms.telegram.asking import is_done
from bot.platforms.telegram.groups import Groups
from bot.platforms.telegram.incoming import HELP, Heard, Kind, Me, heard, is_faceless
from bot.platforms.telegram.known import Known, look
from bot.platforms.telegram.lanes import Afterwards
from bot.platforms.telegram.people import People
from bot.platforms.telegram.replying import Replying
from bot.platforms.telegram.stepping import Stepping
from bot.platforms.telegram.strays import Strays
from bot.runtime import Runtime
from handlers.values import t

LISTENS_FOR = timedelta(days=1)
"""How long words in private are taken for answers to a form that was begun and left alone."""
ALBUM_COMES = 1.5
"""Seconds in which the part of an album that has the words comes, if any has."""


class Messages:
    def __init__(
        self,
        runtime: Runtime,
        me: Me,
        people: People,
        groups: Groups,
        stepping: Stepping,
        replying: Replying,
        strays: Strays,
        afterwards: Afterwards,
    ) -> None:
        self._runtime, self._me, self._people, self._groups = runtime, me, people, groups
        self._stepping, self._replying, self._strays = stepping, replying, strays
        self._afterwards = afterwards

    async def new(self, message: Message, number: int) -> None:
        said = heard(message, self._me)
        if said is None:
            return
        if is_faceless(message):
            await self._strays.faceless(said.spot)
            return
        known = await self._look(said)
        await self._people.spoke(known)
        if said.kind is Kind.FORWARDED:
            await self._forwarded(message, said, known, number)
        elif said.kind is Kind.ELSE:
            await self._wordless(said, known, number)
        elif self._fills_in(said, known, number):
            await self._stepping.typed(said.line, said.spot, said.user, f"{number}")
        else:
            await self._say(said, known, number)

    async def edited(self, message: Message, number: int) -> None:
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

    def _fills_in(self, said: Heard, known: Known, number: int) -> bool:
        """Whether it answers what a form asks: a reply to the form does, in private any words to a form of today."""
        dialog = known.dialog
        if dialog is None or said.kind is not Kind.WORDS:
            return False
        if dialog.asking is None and not is_done(dialog, f"{number}"):
            return False
        if said.thread is not None and dialog.message in (None, str(said.thread)):
            return True
        return said.spot.direct and self._runtime.clock.now() - dialog.begun_at < LISTENS_FOR

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
            self._afterwards.do(("album", key), _later(offer))
        else:
            await offer

    async def _wordless(self, said: Heard, known: Known, number: int) -> None:
        if known.who is None:
            await self._say_help(said, known, number)
        else:
            reader = self._replying.reader(known, To(said.user, said.spot))
            self._afterwards.do(said.spot.chat, self._strays.only_words(said.spot, reader))

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


async def _later(offer: Coroutine[Any, Any, None]) -> None:
    await asyncio.sleep(ALBUM_COMES)
    await offer
