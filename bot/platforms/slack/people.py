"""Who somebody on Slack is: matched by e-mail at first sight, followed as their profile changes (domain.md 10)."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from slack_sdk.errors import SlackApiError

from bot.clock import Clock
from bot.platforms.slack.client import SlackClient, error_of
from bot.platforms.slack.matching import follow, match
from bot.platforms.slack.profile import Kind, Profile, profile
from bot.platforms.slack.verdicts import REFUSALS
from bot.platforms.slack.workspace import NotInstalled, Workspaces
from storage.database import Database, Unit
from storage.find import company

V = TypeVar("V")

log = logging.getLogger("triangle.slack.people")

PATIENCE = 1.5
"""Seconds that somebody's first words wait for their profile; it is read on behind."""
REMEMBERED = 20_000


class People:
    """Whoever was seen is remembered while the process lives."""

    def __init__(self, database: Database, clock: Clock, workspaces: Workspaces) -> None:
        self._database, self._clock, self._workspaces = database, clock, workspaces
        self._profiles: OrderedDict[tuple[str, str], Profile] = OrderedDict()
        self._members: set[tuple[str, str]] = set()
        self._reading: dict[tuple[str, str], asyncio.Task[int | None]] = {}

    async def known(self, team: str, user: str, client: SlackClient, patience: float = PATIENCE) -> None:
        """At first sight of somebody: read their profile, match it. Never raises; waits `patience` at most."""
        key = (team, user)
        if key in self._members:
            return
        if key not in self._reading:
            reading = asyncio.create_task(self.member(team, user, client))
            self._reading[key] = reading
            reading.add_done_callback(lambda _: self._reading.pop(key, None))
        await asyncio.wait({self._reading[key]}, timeout=patience)

    async def member(self, team: str, user: str, client: SlackClient) -> int | None:
        """Which member they are; None for anybody else, and while Slack does not say."""
        said = await self.profile(team, user, client)
        if said is None:
            return None
        trusted = await self._trusted(team)
        now = self._clock.now()
        found = await self._written(lambda unit: match(unit, said, trusted, now))
        if found is not None:
            self._members.add((team, user))
        return found

    async def profile(self, team: str, user: str, client: SlackClient) -> Profile | None:
        """What Slack says of somebody, asked once; None while it can't be asked."""
        known = self._profiles.get((team, user))
        if known is not None:
            return known
        try:
            answer = await client.users_info(user=user, include_locale=True)
        except SlackApiError as error:
            if error_of(error) in ("user_not_found", "user_not_visible"):
                return self._remember(Profile(team, user, Kind.ELSEWHERE))
            log.warning("the profile of %s could not be read: %s", user, error_of(error))
            return None
        except REFUSALS as error:
            log.warning("the profile of %s could not be read: %s", user, type(error).__name__)
            return None
        return self._remember(profile(team, answer["user"]))

    async def changed(self, user: Mapping[str, Any], team: str | None = None) -> None:
        """A `user_change` event's user object: name, language, zone, deactivation. `team` is the workspace that says
        so, the person's own where it is left out."""
        said = profile(team or str(user.get("team_id")), user)
        self._remember(said)
        self._members.discard((said.team, said.user))
        now = self._clock.now()
        if not await self._written(lambda unit: follow(unit, said, now) if company.has_company(unit) else True):
            trusted = await self._trusted(said.team)
            await self._written(lambda unit: match(unit, said, trusted, now))

    def _remember(self, said: Profile) -> Profile:
        self._profiles[(said.team, said.user)] = said
        while len(self._profiles) > REMEMBERED:
            self._profiles.popitem(last=False)
        return said

    async def _trusted(self, team: str) -> bool:
        try:
            return (await self._workspaces.workspace(team)).trusted
        except NotInstalled:
            return False

    async def itself(self, team: str) -> str | None:
        """Who the bot is there."""
        try:
            return (await self._workspaces.workspace(team)).bot_user
        except NotInstalled:
            return None

    async def _written(self, work: Callable[[Unit], V]) -> V:
        return await asyncio.wrap_future(self._database.write(work))
