"""Channels: who is in them, and whether somebody from outside is; in doubt there is (domain.md 10)."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import timedelta

from bot.clock import Clock
from bot.platforms.slack.client import SlackClient
from bot.platforms.slack.matching import PLATFORM
from bot.platforms.slack.people import People
from bot.platforms.slack.profile import Kind
from bot.platforms.slack.reading import read
from bot.platforms.slack.verdicts import REFUSALS, verdict
from handlers.gone import gone
from handlers.voice import by_itself
from storage import outbox
from storage.database import Database, Unit
from storage.find import conversations, places
from storage.tables.company import Conversation

log = logging.getLogger("triangle.slack.places")

PATIENCE = 1.5
"""Seconds that a first word in a channel waits for its people to be read; they are read on behind."""
FRESH = timedelta(days=1)
"""After that a channel is read again, in case an event was missed."""


class Places:
    """`committed` is called when something may have been queued."""

    def __init__(
        self, database: Database, clock: Clock, people: People, committed: Callable[[], None] = lambda: None
    ) -> None:
        self._database, self._clock, self._people, self._committed = database, clock, people, committed
        self._reading: dict[tuple[str, str], asyncio.Task[bool]] = {}

    async def outsiders(self, team: str, channel: str, client: SlackClient, patience: float = PATIENCE) -> bool:
        """Whether people from outside are in it; read once, waiting `patience` at most, else True for now."""
        if channel.startswith("D"):
            return False
        there = await self._find(team, channel)
        if there is None or there.known_at is None:
            reading = self._read(team, channel, client)
            done, _ = await asyncio.wait({reading}, timeout=patience)
            return reading.result() if done else True
        if self._clock.real() - there.known_at > FRESH:
            self._read(team, channel, client)
        return there.outsiders

    async def changed(self, team: str, channel: str, client: SlackClient) -> None:
        """Shared or unshared, made private, people moved: all about it is read again, after what is under way."""
        if (under_way := self._reading.get((team, channel))) is not None:
            await under_way
        await self._read(team, channel, client)

    async def shared(self, team: str, channel: object) -> None:
        """An event says so by the way: whatever we read before, people from outside may be here."""
        there = await self._find(team, channel) if isinstance(channel, str) else None
        if there is not None and not there.outsiders:
            await self._written(team, there.external_id, lambda unit, it: places.mark(unit, it.id, outsiders=True))

    async def joined(self, team: str, channel: str, user: str, client: SlackClient) -> None:
        """Somebody, or the bot itself, came in."""
        if user == await self._people.itself(team):
            await self.opened(team, channel, client)
        elif (team, channel) in self._reading:
            await self.changed(team, channel, client)
        else:
            await self._let_in(team, channel, user, client)

    async def left(self, team: str, channel: str, user: str, client: SlackClient) -> None:
        """Somebody went; with the bot itself the channel is lost."""
        if user == await self._people.itself(team):
            await self.archived(team, channel)
        else:
            await self.changed(team, channel, client)

    async def renamed(self, team: str, channel: str, name: str) -> None:
        await self._written(team, channel, lambda unit, there: places.rename(unit, there.id, name))

    async def moved(self, team: str, old: str, new: str) -> None:
        """Slack gave it another id: what is bound to it, waits for it and stands in it moves along."""
        await self._written(team, old, lambda unit, there: outbox.conversation_moved(unit, there.id, new))

    async def archived(self, team: str, channel: str) -> None:
        """Archived, deleted, or the bot was removed: the account's manager learns it, once."""
        now = self._clock.now()

        def work(unit: Unit, there: Conversation) -> None:
            gone(there, "archived, deleted, or the bot was removed", by_itself(unit, now))

        await self._written(team, channel, work)
        self._committed()

    async def opened(self, team: str, channel: str, client: SlackClient) -> None:
        """Taken out of the archive."""
        await self._written(team, channel, lambda unit, there: places.open_again(unit, there.id))
        await self.changed(team, channel, client)

    async def _let_in(self, team: str, channel: str, user: str, client: SlackClient) -> None:
        member = await self._people.member(team, user, client)
        said = None if member is not None else await self._people.profile(team, user, client)
        if member is not None:
            await self._written(team, channel, lambda unit, there: places.join(unit, there.id, member))
        elif said is None or said.kind is not Kind.BOT:
            await self._written(team, channel, lambda unit, there: places.mark(unit, there.id, outsiders=True))

    def _read(self, team: str, channel: str, client: SlackClient) -> asyncio.Task[bool]:
        """Under way already, or begun."""
        key = (team, channel)
        if key not in self._reading:
            self._reading[key] = asyncio.create_task(self._read_and_keep(team, channel, client))
            self._reading[key].add_done_callback(lambda _: self._reading.pop(key, None))
        return self._reading[key]

    async def _read_and_keep(self, team: str, channel: str, client: SlackClient) -> bool:
        try:
            found = await read(client, team, channel, self._people, self._database)
        except REFUSALS as error:
            log.warning("who is in %s could not be read: %s", channel, verdict(error).why)
            return True
        at = self._clock.real()
        await asyncio.wrap_future(self._database.write(lambda unit: places.put(unit, found.as_read(team, at))))
        return found.outsiders

    async def _find(self, team: str, channel: str) -> Conversation | None:
        return await asyncio.wrap_future(
            self._database.read(lambda unit: conversations.behind(unit, PLATFORM, team, channel))
        )

    async def _written(self, team: str, channel: str, work: Callable[[Unit, Conversation], None]) -> None:
        """What happens to a channel that we know; others are none of our business."""

        def on_it(unit: Unit) -> None:
            there = conversations.behind(unit, PLATFORM, team, channel)
            if there is not None:
                work(unit, there)

        await asyncio.wrap_future(self._database.write(on_it))
