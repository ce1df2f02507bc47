"""In which workspaces the bot lives: the one of SLACK_BOT_TOKEN, and those that installed it by OAuth."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from slack_bolt.authorization import AuthorizeResult
from starlette.routing import Route

from bot.clock import Clock
from bot.platforms.slack.workspace import Workspace
from bot.settings import Settings
from storage.database import Database


class Installs:
    def __init__(self, settings: Settings, database: Database, clock: Clock) -> None:
        self._settings, self._database, self._clock = settings, database, clock

    async def begin(self) -> None:
        """Ask Slack whose token it is. Raises SystemExit, with what to do, where it is refused."""
        raise NotImplementedError

    def routes(self) -> Sequence[Route]:
        """/slack/install and /slack/oauth_redirect, where many workspaces may install."""
        raise NotImplementedError

    async def workspace(self, team: str) -> Workspace:
        """With a token that lives: a rotating one is refreshed in time. Raises NotInstalled."""
        raise NotImplementedError

    async def authorize(
        self, enterprise_id: str | None, team_id: str | None, user_id: str | None
    ) -> AuthorizeResult | None:
        """Bolt's question; None for a workspace that we are not in."""
        raise NotImplementedError

    async def refused(self, team: str, error: str) -> None:
        """Slack took the token back, or never knew it."""
        raise NotImplementedError

    async def uninstalled(self, team: str) -> None:
        raise NotImplementedError

    async def revoked(self, team: str, bots: Collection[str]) -> None:
        """`tokens_revoked`: the bot users whose tokens are no more."""
        raise NotImplementedError

    def trouble(self) -> str | None:
        """Why a workspace hears nothing from us, in words for an operator."""
        raise NotImplementedError
