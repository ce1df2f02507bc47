"""What everything that listens to Slack works with."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from bot.gateway import Gateway
from bot.platforms.slack.answering import Answering
from bot.platforms.slack.background import Background
from bot.platforms.slack.direct import Direct
from bot.platforms.slack.homes import Homes
from bot.platforms.slack.incoming import PLATFORM
from bot.platforms.slack.installs import Installs
from bot.platforms.slack.people import People
from bot.platforms.slack.places import Places
from bot.platforms.slack.saying import Speech
from bot.platforms.slack.unsaid import Unsaid
from bot.platforms.slack.windows import DryRuns
from storage.database import Unit
from storage.find import conversations
from storage.find.speakers import handles_of

V = TypeVar("V")


@dataclass(frozen=True)
class Desk:
    gateway: Gateway
    installs: Installs
    people: People
    places: Places
    answering: Answering
    speech: Speech
    homes: Homes
    background: Background
    dry_runs: DryRuns
    unsaid: Unsaid
    direct: Direct = field(default_factory=Direct)

    @property
    def deadline(self) -> float:
        return self.answering.patience.deadline

    async def read(self, work: Callable[[Unit], V]) -> V:
        return await asyncio.wrap_future(self.gateway.database.read(work))

    async def handles(self, team: str, users: Collection[str]) -> Mapping[str, str]:
        """Our handle of each of these Slack users that we know."""
        if not users:
            return {}
        return await self.read(lambda unit: handles_of(unit, PLATFORM, team, users))

    async def account_of(self, team: str, channel: str) -> Mapping[str, str]:
        """The field of a form that begins in an account's own channel."""

        def find(unit: Unit) -> dict[str, str]:
            place = conversations.behind(unit, PLATFORM, team, channel)
            return {"account": f"id={place.account_id}"} if place is not None and place.account_id else {}

        return await self.read(find)
