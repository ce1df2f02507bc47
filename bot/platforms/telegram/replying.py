"""The way to the gateway and back: done at the commit, what is said follows."""

from __future__ import annotations

import asyncio

from bot.gateway import Incoming
from bot.platforms.telegram import draw
from bot.platforms.telegram.answers import (
    To,
    elsewhere,
    is_alone,
    is_faulty,
    leaves_a_message,
    on_the_button,
    queue,
)
from bot.platforms.telegram.asking import form_in
from bot.platforms.telegram.groups import PLATFORM
from bot.platforms.telegram.incoming import Me
from bot.platforms.telegram.known import Known, reader, shared
from bot.platforms.telegram.lanes import Afterwards
from bot.platforms.telegram.stepping import Stepping
from bot.platforms.telegram.talk import Talk
from bot.runtime import Runtime
from bot.words.reader import Reader
from handlers.pipeline import Words, line_of, only_reads
from handlers.reply import Reply
from storage.database import Unit


class Replying:
    def __init__(self, runtime: Runtime, me: Me, talk: Talk, stepping: Stepping, afterwards: Afterwards) -> None:
        self._runtime, self._me, self._talk = runtime, me, talk
        self._stepping, self._afterwards = stepping, afterwards

    async def ask(
        self,
        said: Words,
        to: To,
        known: Known,
        *,
        delivery: str,
        message: int | None = None,
        thread: int | None = None,
        overheard: bool = False,
        edits: bool = False,
        outsiders: bool = False,
    ) -> Reply:
        """The answer, when what it caused is committed; one that stored anything is in the outbox with it."""
        incoming = Incoming(
            platform=PLATFORM,
            workspace=self._me.workspace,
            user_id=str(to.user.id),
            user_name=to.user.full_name,
            said=said,
            delivery=delivery,
            conversation=to.spot.place,
            conversation_name=to.spot.name,
            direct=to.spot.direct,
            message=None if message is None else str(message),
            thread=None if thread is None else str(thread),
            whispers=to.spot.direct,
            overheard=overheard,
            outsiders=outsiders,
            edits=edits,
        )
        who, now = known.who, self._runtime.clock.now()

        def alongside(unit: Unit, reply: Reply) -> None:
            if who is not None and not self._is_said_at_once(said, reply, to, known) and leaves_a_message(reply):
                queue(unit, reply, to, self._me, who, now)

        return await asyncio.wrap_future(self._runtime.gateway.handle(incoming, alongside))

    async def say(
        self, reply: Reply, said: Words, to: To, known: Known, under: int | None = None, *, in_place: bool = False
    ) -> None:
        """What is left to say after the commit: a form is begun (`in_place` of the one it comes of), what is not in
        the outbox goes out."""
        if form_in(reply) is not None and known.who is not None:
            await self._stepping.begin(reply, to.spot, to.user, in_place=in_place)
        elif self._is_said_at_once(said, reply, to, known) and self.toast(reply, to, known) is None:
            self._afterwards.do(to.spot.chat, self._say_now(reply, line_of(said), to, known, under))

    def begins(self, reply: Reply) -> bool:
        """Whether it is a form, which is asked step by step."""
        return form_in(reply) is not None

    def toast(self, reply: Reply, to: To, known: Known) -> str | None:
        """The answer as the answer to the press, where it is short."""
        return on_the_button(reply, to, self.reader(known, to))

    def reader(self, known: Known, to: To) -> Reader:
        return reader(known, to.user, self._runtime.clock.now())

    def reader_there(self, known: Known, to: To) -> Reader:
        """In a group its own language, whoever speaks; a stranger's in theirs."""
        return self.reader(known, to) if to.spot.direct or known.who is None else self._shared(known)

    def _is_said_at_once(self, said: Words, reply: Reply, to: To, known: Known) -> bool:
        """A read's answer, one to a stranger, one where nothing could be written, one that the press shows."""
        if known.who is None or is_faulty(reply) or self.toast(reply, to, known) is not None:
            return True
        return only_reads(said)

    async def _say_now(self, reply: Reply, line: str, to: To, known: Known, under: int | None) -> None:
        if not reply.parts:
            return
        alone = known.who is not None and is_alone(reply, to)
        by = self.reader(known, to) if alone else self.reader_there(known, to)
        drawn = draw.message(reply.parts, by, line=line)
        there = to.private if alone else to.spot
        sent = await self._talk.send(there, drawn, under=under if not to.spot.direct and not alone else None)
        if alone and sent is not None and known.who is not None and not to.pressed:
            word = draw.message([elsewhere(self._me, known.who)], self._shared(known))
            await self._talk.send(to.spot, word, under=under)
        if sent is None and known.who is not None and not is_faulty(reply):
            await self._queue(reply, to, known)

    async def _queue(self, reply: Reply, to: To, known: Known) -> None:
        """It did not go out: the outbox tries on."""
        who, now = known.who, self._runtime.clock.now()
        if who is not None:
            write = self._runtime.database.write(lambda unit: queue(unit, reply, to, self._me, who, now))
            await asyncio.wrap_future(write)
            self._runtime.gateway.committed()

    def _shared(self, known: Known) -> Reader:
        return shared(known.of, known.place, self._runtime.clock.now())
