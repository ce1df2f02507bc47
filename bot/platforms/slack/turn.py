"""One delivery that wants an answer, and the ways in which answers go: what acknowledges it, what follows behind."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Protocol

from bot.gateway import Incoming
from bot.platforms.slack import blocks
from bot.platforms.slack.incoming import data_of
from bot.platforms.slack.team import Team
from bot.words.reader import Reader
from handlers.pipeline import only_reads
from handlers.reply import Form, Reply

Body = dict[str, Any] | None
"""What acknowledges a delivery; None is an empty acknowledgement."""


def seconds() -> float:
    """Seconds of a clock that only measures."""
    return asyncio.get_running_loop().time()


@dataclass(frozen=True)
class Answered:
    """The answer, committed, and who reads it."""

    incoming: Incoming
    reply: Reply
    reader: Reader

    @property
    def form(self) -> Form | None:
        return next((part for part in self.reply.parts if isinstance(part, Form)), None)

    @property
    def silent(self) -> bool:
        """Talk that was only overheard gets no "no"."""
        return not self.reply.parts or (self.incoming.overheard and self.reply.refused)

    def message(self, page: int = 0) -> blocks.Message:
        shared = not self.reply.private and not self.incoming.direct
        return blocks.message(self.reply.parts, self.reader, page=page, line=self._line, shared=shared)

    @property
    def _line(self) -> str | None:
        """What a button of it says again: to open the form, or to turn a page of what only reads."""
        said = self.incoming.said
        if self.form is not None or only_reads(said):
            return data_of(said)
        return None


class Way(Protocol):
    """How answers to one kind of delivery go."""

    async def begins(self, reader: Reader) -> None:
        """It takes longer than a moment: a sign of life where a trigger would be lost."""
        ...

    async def meanwhile(self, reader: Reader) -> Body:
        """It takes too long: what acknowledges it now. The answer follows."""
        ...

    async def at_once(self, answer: Answered) -> Body:
        """It is committed in time: what acknowledges it."""
        ...

    async def late(self, answer: Answered) -> None:
        """It was acknowledged; here is the answer."""
        ...


@dataclass
class Turn:
    """`key` is the same for every delivery of the same thing; `prepare` makes the Incoming, and may look things up.
    `begun` is when it reached us."""

    team: Team
    user: str
    key: str
    prepare: Callable[[], Awaitable[Incoming]]
    way: Way
    begun: float
