"""Answers that Slack did not take when they were said: they go by the outbox, to whoever asked."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from bot.clock import Clock
from bot.platforms.slack.incoming import PLATFORM
from bot.platforms.slack.turn import Answered
from handlers.reply import PARTS
from storage import outbox
from storage.database import Database, Unit
from storage.find import company, links

log = logging.getLogger("triangle.slack")


class Unsaid:
    """`committed` is called when something was queued."""

    def __init__(self, database: Database, clock: Clock, committed: Callable[[], None]) -> None:
        self._database, self._clock, self._committed = database, clock, committed

    async def keep(self, answer: Answered) -> None:
        """Said in person as soon as Slack takes messages again; what nobody known here asked is lost. A form is asked
        for again by who wants it."""
        if answer.form is not None:
            return
        now, said = self._clock.now(), answer.incoming
        parts = PARTS.dump_python(answer.reply.parts, mode="json")

        def queue(unit: Unit) -> None:
            who = company.member_behind(unit, PLATFORM, said.workspace, said.user_id)
            there = links.direct_on(unit, who.id, PLATFORM, said.workspace) if who is not None else []
            for place in there[:1]:
                outbox.queue(unit, place.id, now=now, due_at=now, parts=parts, member_id=place.member_id)

        await asyncio.wrap_future(self._database.write(queue))
        self._committed()
