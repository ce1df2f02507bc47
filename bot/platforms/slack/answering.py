"""Brings a delivery to the gateway, waits two seconds for the commit, and has its answer said.

Acknowledged means committed, but where the two seconds pass: then the answer is announced and follows by another way.
A second delivery of the same thing waits for the first and says nothing.
"""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from dataclasses import dataclass, replace

from bot.gateway import Gateway, Incoming, reference
from bot.platforms import presses
from bot.platforms.slack.background import Background, Leaving
from bot.platforms.slack.incoming import PLATFORM, data_of
from bot.platforms.slack.limits import BUTTON_VALUE, OPTION_VALUE
from bot.platforms.slack.people import People
from bot.platforms.slack.places import Places
from bot.platforms.slack.readers import Readers
from bot.platforms.slack.team import Team
from bot.platforms.slack.turn import Answered, Body, Turn, seconds
from bot.words.reader import Reader
from handlers.pipeline import Words
from handlers.reply import Form, Line, Reply
from handlers.values import Said, t
from storage import presses as kept
from storage.database import Unit

log = logging.getLogger("triangle.slack")

REMEMBERED = 2_000


@dataclass(frozen=True)
class Patience:
    """Seconds: until a delivery is acknowledged without its commit, until a window opens with nothing in it yet."""

    deadline: float = 2.0
    skeleton: float = 1.0


class Answering:
    def __init__(
        self, gateway: Gateway, people: People, places: Places, background: Background, patience: Patience
    ) -> None:
        self._gateway, self._people, self._places = gateway, people, places
        self._background, self.patience, self.readers = background, patience, Readers()
        self._known: OrderedDict[str, asyncio.Task[Answered]] = OrderedDict()

    async def take(self, turn: Turn) -> Body:
        """What acknowledges the delivery. Raises Leaving."""
        known = self._known.get(turn.key)
        if known is not None:
            await asyncio.wait({known}, timeout=self._left(turn, self.patience.deadline))
            return None
        work = self._background.follow(self._answered(turn), f"delivery {turn.key}")
        self._remember(turn.key, work)
        await asyncio.wait({work}, timeout=self._left(turn, self.patience.skeleton))
        if not work.done():
            self._background.follow(turn.way.begins(self._guess(turn)), "a window")
            await asyncio.wait({work}, timeout=self._left(turn, self.patience.deadline))
        if work.done():
            return await self._at_once(turn, work.result())
        self._background.follow(self._late(turn, work), f"the answer to {turn.key}")
        return await turn.way.meanwhile(self._guess(turn))

    async def ask(self, team: Team, incoming: Incoming) -> Answered:
        """All that is known about who and where, then the gateway. Raises Leaving."""
        incoming = await self._introduced(team, incoming)

        def alongside(unit: Unit, reply: Reply) -> None:
            _keep_presses(unit, reply, incoming.said)

        try:
            committed = self._gateway.handle(incoming, alongside)
        except RuntimeError as ending:
            raise Leaving from ending
        reply = await asyncio.shield(asyncio.wrap_future(committed))
        return Answered(incoming, reply, await self._reader(incoming, reply))

    async def _answered(self, turn: Turn) -> Answered:
        try:
            return await self.ask(turn.team, await turn.prepare())
        except Leaving:
            self._known.pop(turn.key, None)
            raise
        except Exception as error:
            return self._broken(turn, error)

    async def _at_once(self, turn: Turn, answer: Answered) -> Body:
        try:
            return await turn.way.at_once(answer)
        except Exception as error:
            return await turn.way.at_once(self._broken(turn, error))

    async def _late(self, turn: Turn, work: asyncio.Task[Answered]) -> None:
        answer = await asyncio.shield(work)
        try:
            await turn.way.late(answer)
        except Exception as error:
            await turn.way.late(self._broken(turn, error))

    async def _introduced(self, team: Team, incoming: Incoming) -> Incoming:
        """Whoever speaks is matched at first sight; of a channel that is new it is found out who is in it."""
        known = self._people.known(team.id, incoming.user_id, team.client)
        if incoming.direct or incoming.conversation is None:
            await known
            return incoming
        there = self._places.outsiders(team.id, incoming.conversation, team.client)
        _, outsiders = await asyncio.gather(known, there)
        return replace(incoming, outsiders=outsiders)

    async def _reader(self, incoming: Incoming, reply: Reply) -> Reader:
        at = self._gateway.clock.now()
        read = self._gateway.database.read(lambda unit: self.readers.reader(unit, incoming, reply.private, at))
        return await asyncio.wrap_future(read)

    def _broken(self, turn: Turn, error: Exception) -> Answered:
        """Our own mistake: an apology with a number, the trace in the log; never a second delivery."""
        number = reference()
        log.error("delivery %s broke, number %s", turn.key, number, exc_info=error)
        said = Line(text=t("gateway.broken_alone", number=Said(text=number)))
        incoming = Incoming(PLATFORM, turn.team.id, turn.user, said="", delivery=turn.key)
        return Answered(incoming, Reply(parts=(said,), refused=True), self._guess(turn))

    def _guess(self, turn: Turn) -> Reader:
        return self.readers.guess(turn.team.id, turn.user, self._gateway.clock.now())

    def _remember(self, key: str, work: asyncio.Task[Answered]) -> None:
        self._known[key] = work
        if len(self._known) > REMEMBERED:
            self._known.popitem(last=False)

    def _left(self, turn: Turn, patience: float) -> float:
        return max(0.0, turn.begun + patience - seconds())


def _keep_presses(unit: Unit, reply: Reply, said: Words) -> None:
    """What the codes of its buttons stand for, in the transaction of the answer."""
    presses.keep(unit, reply.parts, OPTION_VALUE)
    line = data_of(said)
    if any(isinstance(part, Form) for part in reply.parts) and presses.data(line, BUTTON_VALUE) != line:
        kept.keep(unit, {presses.code(line): line})
