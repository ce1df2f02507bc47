"""What the room's routes share: the parts that run, and how a request becomes its reader."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection

from bot.clock import Clock
from bot.gateway import Gateway
from bot.platforms.room.live import Live
from bot.platforms.room.messages import LARGEST_ID
from bot.platforms.room.render.pen import Pen
from bot.platforms.room.session import Asker, asker, pen, the_member
from handlers.context import Context, Where
from handlers.values import Name
from storage.database import Database, Unit
from storage.find import company, room
from storage.tables.company import Company, Conversation, Member

V = TypeVar("V")


def number(given: str) -> int | None:
    """What stands in an address, where it can be a row's id."""
    return int(given) if given.isascii() and given.isdigit() and len(given) < 19 else None


@dataclass(frozen=True)
class Visit:
    """One request inside its unit: who reads, in what words."""

    unit: Unit
    company: Company
    who: Member
    pen: Pen
    asked: Asker

    @property
    def name(self) -> Name:
        return Name(names=self.company.names)

    def context(self, place: Conversation | None = None) -> Context:
        """To ask a command that only reads, as this reader; nothing of it is kept."""
        where = Where() if place is None else Where().at(place)
        return Context(self.unit, self.company, self.who, self.pen.reader.now, where)

    def the_place(self, conversation_id: int) -> Conversation:
        """A conversation of the reader's; 404 in the same words where it is not theirs and where it is not there."""
        known = 0 < conversation_id <= LARGEST_ID
        found = room.find_readable(self.unit, conversation_id, self.who.id) if known else None
        if found is None:
            raise HTTPException(404)
        return found


@dataclass(frozen=True)
class Surface:
    """`demo` mounts what only a demonstration has: picking who to be, and the clock's buttons."""

    gateway: Gateway
    secret: str
    demo: bool = False
    live: Live = field(default_factory=Live)

    @property
    def database(self) -> Database:
        return self.gateway.database

    @property
    def clock(self) -> Clock:
        return self.gateway.clock

    async def read(self, work: Callable[[Unit], V]) -> V:
        return await asyncio.wrap_future(self.database.read(work))

    async def write(self, work: Callable[[Unit], V]) -> V:
        return await asyncio.wrap_future(self.database.write(work))

    async def visit(self, request: HTTPConnection, work: Callable[[Visit], V]) -> V:
        """Run `work` for the reader on a snapshot; 403 for somebody the room does not know."""
        asked, now = asker(request), self.clock.now()

        def visited(unit: Unit) -> V:
            who = the_member(unit, asked)
            if who is None:
                raise HTTPException(403)
            of = company.the_company(unit)
            return work(Visit(unit, of, who, pen(asked, who, of, now), asked))

        return await self.read(visited)
