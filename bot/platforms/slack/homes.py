"""App Home: published when somebody opens it, and again while they look, as its content changes."""

from __future__ import annotations

import asyncio
import json
import logging
from collections import OrderedDict
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from bot.clock import Clock
from bot.platforms.slack import home
from bot.platforms.slack.incoming import PLATFORM
from bot.platforms.slack.team import Team
from bot.platforms.slack.verdicts import REFUSALS
from bot.readers import person
from bot.words.reader import Reader
from handlers.context import Context, Where
from handlers.pipeline import answer
from handlers.reply import Reply
from storage.database import Database, Unit
from storage.find import company

log = logging.getLogger("triangle.slack")

LINE = "/home"
LOOKS_FOR = 3600.0
"""Seconds after which somebody who opened it looks no more; opening it again tells us."""
MOST = 50
AT_MOST_EVERY = 2.0
ANYWAY = 60.0
"""Seconds: clocks run, and what ticks change is not announced."""


@dataclass
class Look:
    team: Team
    user: str
    since: float
    shown: str = ""


class Homes:
    """Who looks at their Home. `changed` may be called from any thread."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock
        self._looks: OrderedDict[tuple[str, str], Look] = OrderedDict()
        self._news = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def begin(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._task = self._loop.create_task(self._keep_fresh())

    async def end(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait({self._task})

    def changed(self) -> None:
        """Something was written."""
        if self._looks:
            self._loop.call_soon_threadsafe(self._news.set)

    async def opened(self, team: Team, user: str, reply: Reply, reader: Reader) -> None:
        look = Look(team, user, self._loop.time())
        self._looks[team.id, user] = look
        self._looks.move_to_end((team.id, user))
        if len(self._looks) > MOST:
            self._looks.popitem(last=False)
        await self._publish(look, home.view(reply.parts, reader))

    async def _keep_fresh(self) -> None:
        while True:
            await self._something()
            self._news.clear()
            for look in [*self._looks.values()]:
                await self._refreshed(look)
            await asyncio.sleep(AT_MOST_EVERY)

    async def _something(self) -> None:
        try:
            await asyncio.wait_for(self._news.wait(), ANYWAY)
        except TimeoutError:
            return

    async def _refreshed(self, look: Look) -> None:
        if self._loop.time() - look.since > LOOKS_FOR:
            self._looks.pop((look.team.id, look.user), None)
            return
        try:
            view = await asyncio.wrap_future(self._database.read(lambda unit: self._view(unit, look)))
            if view is not None:
                await self._publish(look, view)
        except Exception:
            log.exception("a Home could not be drawn again")
            self._looks.pop((look.team.id, look.user), None)

    def _view(self, unit: Unit, look: Look) -> dict[str, Any] | None:
        who = company.member_behind(unit, PLATFORM, look.team.id, look.user)
        if who is None:
            return None
        now, where = self._clock.now(), Where(platform=PLATFORM, workspace=look.team.id, user_id=look.user)
        reply = answer(LINE, Context(unit, company.the_company(unit), who, now, where))
        return home.view(reply.parts, person(who, now))

    async def _publish(self, look: Look, view: dict[str, Any]) -> None:
        digest = sha256(json.dumps(view, sort_keys=True).encode()).hexdigest()
        if digest == look.shown:
            return
        try:
            await look.team.client.views_publish(user_id=look.user, view=view)
            look.shown = digest
        except REFUSALS as error:
            log.warning("a Home was not shown: %s", type(error).__name__)
