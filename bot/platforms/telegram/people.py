"""Who lets the bot in and who shuts it out. Nobody can be matched on Telegram: an account is linked by /link
(domain.md 10)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from bot.clock import Clock
from bot.platforms.telegram.known import Known
from handlers.outgoing import shut_out
from handlers.voice import by_itself
from storage import outbox
from storage.database import Database, Unit
from storage.find import company, conversations
from storage.tables.company import Conversation

PLATFORM = "telegram"


class People:
    """`workspace` is the bot's id as text."""

    def __init__(self, database: Database, workspace: str, clock: Clock) -> None:
        self._database, self._workspace, self._clock = database, workspace, clock

    async def spoke(self, known: Known) -> None:
        """Whoever speaks in their private chat has let the bot in; in a group that says nothing."""
        place = known.place
        if place is not None and place.direct and (place.shut or place.gone):
            await self._write(lambda unit: outbox.conversation_open(unit, place.id))

    async def opened(self, user_id: int) -> None:
        """They unblocked the bot: what waited for them goes out."""

        def work(unit: Unit) -> None:
            there = self._private(unit, user_id)
            if there is not None and (there.shut or there.gone):
                outbox.conversation_open(unit, there.id)

        await self._write(work)

    async def blocked(self, user_id: int) -> None:
        """Who is reached elsewhere too is reached there from now on, and whoever waits for them here is told.

        Of somebody who is on Telegram alone the next message is refused: then its sender is told.
        """
        now = self._clock.now()

        def work(unit: Unit) -> None:
            there = self._private(unit, user_id)
            if there is None or there.shut or not _is_reached_elsewhere(unit, there):
                return
            waiting = outbox.waiting_in(unit, there.id)
            outbox.conversation_shuts(unit, there.id)
            shut_out(there, waiting, by_itself(unit, now))

        await self._write(work)

    def _private(self, unit: Unit, user_id: int) -> Conversation | None:
        there = conversations.behind(unit, PLATFORM, self._workspace, str(user_id))
        return there if there is not None and there.direct else None

    async def _write(self, work: Callable[[Unit], None]) -> None:
        await asyncio.wrap_future(self._database.write(work))


def _is_reached_elsewhere(unit: Unit, there: Conversation) -> bool:
    if there.member_id is None:
        return False
    places = company.direct_conversations(unit, there.member_id)
    return any(each.id != there.id and not each.shut for each in places)
