"""Channels: who is in them, and whether somebody from outside is; in doubt there is (domain.md 10)."""

from __future__ import annotations

from bot.clock import Clock
from bot.platforms.slack.client import SlackClient
from bot.platforms.slack.people import People
from storage.database import Database


class Places:
    def __init__(self, database: Database, clock: Clock, people: People) -> None:
        self._database, self._clock, self._people = database, clock, people

    async def outsiders(self, team: str, channel: str, client: SlackClient) -> bool:
        """Whether people from outside are in it; read once, in 1.5 s at most, else True for now."""
        raise NotImplementedError

    async def joined(self, team: str, channel: str, user: str, client: SlackClient) -> None:
        """Somebody, or the bot itself, came in."""
        raise NotImplementedError

    async def left(self, team: str, channel: str, user: str, client: SlackClient) -> None:
        """Somebody went; with the bot itself the channel is lost."""
        raise NotImplementedError

    async def changed(self, team: str, channel: str, client: SlackClient) -> None:
        """Shared, unshared, made private: everything about it is read again."""
        raise NotImplementedError

    async def renamed(self, team: str, channel: str, name: str) -> None:
        raise NotImplementedError

    async def moved(self, team: str, old: str, new: str) -> None:
        """Slack gave it another id: what is bound to it, waits for it and stands in it moves along."""
        raise NotImplementedError

    async def archived(self, team: str, channel: str) -> None:
        """Archived or deleted: the account's manager learns it, once."""
        raise NotImplementedError

    async def opened(self, team: str, channel: str) -> None:
        """Taken out of the archive."""
        raise NotImplementedError
