"""Tokens that end: one refresh at a time, in this process and among all (traps 13).

A refresh token works once. Who comes second waits and reads the new token; what was begun is finished, though whoever
asked has gone.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import TypeVar

from slack_sdk.errors import SlackApiError, SlackTokenRotationError
from slack_sdk.oauth.installation_store import Bot
from slack_sdk.oauth.token_rotation.async_rotator import AsyncTokenRotator

from bot.clock import Clock
from bot.platforms.slack.client import SlackClient, error_of
from bot.platforms.slack.verdicts import REFUSALS
from bot.platforms.slack.workspace import NotInstalled
from bot.settings import Settings
from storage.database import Database, Unit
from storage.find import installations

V = TypeVar("V")

log = logging.getLogger("triangle.slack.rotation")

SOON = timedelta(hours=2)
"""Before its end a token is refreshed."""
WAIT = 0.2
"""Seconds between looks at whether another process is done."""
DEAD = frozenset({"invalid_refresh_token", "invalid_grant", "token_revoked", "account_inactive", "bad_client_secret"})
"""Trying again would fail again: somebody must install the app again."""
ANY_AGE = 10**9
"""Minutes: we have decided already that it is time."""


class Rotation:
    def __init__(self, settings: Settings, database: Database, clock: Clock) -> None:
        secret = settings.slack_client_secret
        self._client_id, self._database, self._clock = settings.slack_client_id, database, clock
        self._rotator = AsyncTokenRotator(
            client=SlackClient(None, settings.slack_api_url),
            client_id=settings.slack_client_id,
            client_secret=secret.get_secret_value() if secret else "",
        )
        self._under_way: dict[str, asyncio.Task[Bot]] = {}

    async def fresh(self, team: str, bot: Bot) -> Bot:
        """The bot with a token that lives for a while. Raises NotInstalled, and what a call raises when Slack can't
        be reached and the old token has ended."""
        if not self._ends_within(bot, SOON):
            return bot
        if team not in self._under_way:
            self._under_way[team] = asyncio.create_task(self._in_turn(team))
            self._under_way[team].add_done_callback(lambda _: self._under_way.pop(team, None))
        return await asyncio.shield(self._under_way[team])

    async def _in_turn(self, team: str) -> Bot:
        while True:
            bot, trouble = await self._read(team)
            if not self._ends_within(bot, SOON):
                return bot
            if trouble is not None:
                return self._as_long_as_it_lasts(team, bot, trouble)
            claimed = await self._write(partial(self._claim, team))
            if claimed is not None:
                return await self._refreshed(team, claimed)
            await asyncio.sleep(WAIT)

    def _claim(self, team: str, unit: Unit) -> Bot | None:
        """The bot as it stands now, ours to refresh: between the look and the claim another may have done it."""
        bot = installations.find_bot(unit, self._client_id, team)
        if bot is None or not self._ends_within(bot, SOON):
            return None
        return bot if installations.claim_refresh(unit, team, self._clock.real()) else None

    async def _refreshed(self, team: str, bot: Bot) -> Bot:
        try:
            new = await self._rotator.perform_bot_token_rotation(bot=bot, minutes_before_expiration=ANY_AGE)
        except SlackTokenRotationError as error:
            return await self._failed(team, bot, error.api_error)
        except REFUSALS:
            await self._end(team, None)
            if self._ends_within(bot, timedelta()):
                raise
            return bot
        if new is None:
            return await self._dead(team, bot, "Slack gave another kind of token")

        def keep(unit: Unit) -> None:
            installations.store(unit, self._client_id).save_bot(new)
            installations.end_refresh(unit, team, None)

        await self._write(keep)
        return new

    async def _failed(self, team: str, bot: Bot, error: SlackApiError) -> Bot:
        """Perhaps somebody else was faster: what stands in the store now decides."""
        now, _ = await self._read(team)
        if now.bot_refresh_token != bot.bot_refresh_token:
            await self._end(team, None)
            return now
        if error_of(error) in DEAD:
            return await self._dead(team, bot, error_of(error))
        await self._end(team, None)
        if self._ends_within(bot, timedelta()):
            raise error
        return bot

    async def _dead(self, team: str, bot: Bot, why: str) -> Bot:
        trouble = f"its token can't be refreshed ({why}): the app must be installed again"
        log.error("Slack workspace %s: %s", team, trouble)
        await self._end(team, trouble)
        return self._as_long_as_it_lasts(team, bot, trouble)

    def _as_long_as_it_lasts(self, team: str, bot: Bot, trouble: str) -> Bot:
        if self._ends_within(bot, timedelta()):
            raise NotInstalled(team, trouble)
        return bot

    def _ends_within(self, bot: Bot, left: timedelta) -> bool:
        ends = bot.bot_token_expires_at
        return ends is not None and ends <= (self._clock.real() + left).timestamp()

    async def _read(self, team: str) -> tuple[Bot, str | None]:
        def find(unit: Unit) -> tuple[Bot | None, str | None]:
            return installations.find_bot(unit, self._client_id, team), installations.standing(unit, team).trouble

        bot, trouble = await asyncio.wrap_future(self._database.read(find))
        if bot is None:
            raise NotInstalled(team)
        return bot, trouble

    async def _end(self, team: str, trouble: str | None) -> None:
        await self._write(lambda unit: installations.end_refresh(unit, team, trouble))

    async def _write(self, work: Callable[[Unit], V]) -> V:
        return await asyncio.wrap_future(self._database.write(work))
