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
from bot.platforms.slack.windows import DryRuns
from storage.database import Unit
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
