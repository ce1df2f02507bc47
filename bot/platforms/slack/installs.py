"""In which workspaces the bot lives: the one of SLACK_BOT_TOKEN, and those that installed it by OAuth."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Collection, Sequence
from typing import TypeVar

from slack_bolt.authorization import AuthorizeResult
from slack_sdk.oauth.installation_store import Bot, Installation
from starlette.routing import Route

from bot.clock import Clock
from bot.platforms.slack import oauth
from bot.platforms.slack.departures import came, went
from bot.platforms.slack.own import CALLED, introduced
from bot.platforms.slack.rotation import Rotation
from bot.platforms.slack.verdicts import LOST_TOKEN, REFUSALS
from bot.platforms.slack.workspace import NotInstalled, Workspace
from bot.settings import Settings
from storage.database import Database, Unit
from storage.find import installations, links

V = TypeVar("V")

log = logging.getLogger("triangle.slack.installs")

FRESH = 60.0
"""Seconds for which a workspace is not looked up again: another process may refresh its token."""


class Installs:
    """`committed` is called when something may have been queued."""

    def __init__(
        self, settings: Settings, database: Database, clock: Clock, committed: Callable[[], None] = lambda: None
    ) -> None:
        self.settings, self.clock, self._database, self._committed = settings, clock, database, committed
        self.many = bool(settings.slack_client_id and settings.slack_client_secret)
        self._rotation = Rotation(settings, database, clock)
        self._own: Workspace | None = None
        self._trouble: str | None = None
        self._known: dict[str, tuple[Workspace, float]] = {}

    async def begin(self) -> None:
        """Ask Slack whose token it is. Raises SystemExit, with what to do, where it is refused; a Slack that can't be
        reached is asked again later."""
        if self.settings.slack_bot_token is None:
            return
        try:
            await self._own_workspace()
        except NotInstalled as refused:
            raise SystemExit(f"SLACK_BOT_TOKEN: {refused.why}. Take the Bot User OAuth Token, xoxb-…") from refused
        except REFUSALS as error:
            self._trouble = f"Slack can't be reached ({type(error).__name__})"
            log.warning("Slack could not be asked who we are: %s", type(error).__name__)

    def routes(self) -> Sequence[Route]:
        """/slack/install and /slack/oauth_redirect, where many workspaces may install."""
        return oauth.routes(self) if self.many else ()

    async def workspace(self, team: str) -> Workspace:
        """With a token that lives: a rotating one is refreshed in time. Raises NotInstalled."""
        if self.settings.slack_bot_token is not None:
            own = self._own or await self._own_workspace()
            if own.team == team:
                return own
        if not self.many:
            raise NotInstalled(team, "SLACK_BOT_TOKEN is of another workspace")
        known = self._known.get(team)
        if known is not None and known[1] > _seconds():
            return known[0]
        return await self._installed(team)

    async def authorize(
        self, enterprise_id: str | None, team_id: str | None, user_id: str | None
    ) -> AuthorizeResult | None:
        """Bolt's question; None for a workspace that we are not in."""
        try:
            found = await self.workspace(team_id or "")
        except REFUSALS as error:
            log.warning("a delivery of workspace %s is not for us: %s", team_id, type(error).__name__)
            return None
        return AuthorizeResult(
            enterprise_id=found.enterprise or enterprise_id,
            team_id=found.team,
            bot_token=found.token,
            bot_id=found.bot_id,
            bot_user_id=found.bot_user,
            bot_scopes=found.scopes,
            user_id=user_id,
        )

    def may_install(self, team: str) -> bool:
        """Every workspace may where none is listed; its people's addresses are believed only where it is."""
        return not self._listed or team in self._listed

    async def save(self, installation: Installation) -> None:
        """A workspace has installed the app, again perhaps: what waits for it leaves."""
        team = installation.team_id or ""

        def keep(unit: Unit) -> None:
            installations.store(unit, self.settings.slack_client_id).save(installation)
            installations.end_refresh(unit, team, None)
            came(unit, team)
            links.open_door(unit, "slack", team, f"@{CALLED}")

        await self.write(keep)
        self._known.pop(team, None)
        log.info("installed in Slack workspace %s", team)
        self._committed()

    async def refused(self, team: str, error: str) -> None:
        """Slack took the token back, or never knew it; one that has ended is read again."""
        self._known.pop(team, None)
        if error not in LOST_TOKEN:
            return
        if self._own is not None and self._own.team == team:
            self._own, self._trouble = None, f"Slack refuses SLACK_BOT_TOKEN ({error})"
            log.error("Slack refuses SLACK_BOT_TOKEN: %s", error)
            return
        await self._alarm(team, f"its token is refused ({error}): the app must be installed again")

    async def uninstalled(self, team: str) -> None:
        """`app_uninstalled`: its tokens are deleted, its places are lost; told twice it does nothing more."""
        now = self.clock.now()

        def forget(unit: Unit) -> None:
            installations.remove(unit, self.settings.slack_client_id, team)
            installations.mark(unit, team, "the app was uninstalled")
            went(unit, team, now)

        await self.write(forget)
        self._known.pop(team, None)
        if self._own is not None and self._own.team == team:
            self._trouble = "the app was uninstalled"
        log.warning("uninstalled from Slack workspace %s", team)
        self._committed()

    async def revoked(self, team: str, bots: Collection[str]) -> None:
        """`tokens_revoked`: the bot users whose tokens are no more; what is for their workspace waits."""
        if not bots:
            return
        self._known.pop(team, None)
        if self._own is not None and self._own.team == team:
            await self.refused(team, "token_revoked")
            return
        await self.write(lambda unit: installations.remove(unit, self.settings.slack_client_id, team))
        await self._alarm(team, "its token was revoked: the app must be installed again")

    def trouble(self) -> str | None:
        """Why the workspace of SLACK_BOT_TOKEN hears nothing from us; others are in the log alone."""
        return self._trouble

    async def write(self, work: Callable[[Unit], V]) -> V:
        return await asyncio.wrap_future(self._database.write(work))

    @property
    def _listed(self) -> frozenset[str]:
        return frozenset(self.settings.slack_workspaces.replace(",", " ").split())

    async def _own_workspace(self) -> Workspace:
        token = self.settings.slack_bot_token
        assert token is not None
        own, name = await introduced(token.get_secret_value(), self.settings.slack_api_url)
        self._own, self._trouble = own, None
        await self.write(lambda unit: links.open_door(unit, "slack", own.team, name))
        return own

    async def _installed(self, team: str) -> Workspace:
        client_id = self.settings.slack_client_id
        found = await asyncio.wrap_future(
            self._database.read(lambda unit: installations.find_bot(unit, client_id, team))
        )
        if found is None:
            raise NotInstalled(team)
        workspace = _workspace(await self._rotation.fresh(team, found), trusted=team in self._listed)
        self._known[team] = (workspace, _seconds() + FRESH)
        return workspace

    async def _alarm(self, team: str, trouble: str) -> None:
        def note(unit: Unit) -> bool:
            known = installations.standing(unit, team).trouble is not None
            installations.mark(unit, team, trouble)
            return known

        if not await self.write(note):
            log.error("Slack workspace %s: %s", team, trouble)


def _workspace(bot: Bot, *, trusted: bool) -> Workspace:
    return Workspace(
        team=str(bot.team_id),
        token=bot.bot_token,
        bot_user=bot.bot_user_id,
        bot_id=bot.bot_id,
        enterprise=bot.enterprise_id,
        scopes=",".join(bot.bot_scopes or ()),
        trusted=trusted,
    )


def _seconds() -> float:
    return asyncio.get_running_loop().time()
