"""Who somebody on Slack is: matched by e-mail at first sight, followed as their profile changes (domain.md 10)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.platforms.slack.client import SlackClient
from bot.platforms.slack.workspace import Workspaces
from storage.database import Database


class People:
    def __init__(self, database: Database, workspaces: Workspaces) -> None:
        self._database, self._workspaces = database, workspaces

    async def known(self, team: str, user: str, client: SlackClient) -> None:
        """At first sight of somebody: read their profile, match it. Never raises; waits 1.5 s at most."""
        raise NotImplementedError

    async def changed(self, user: Mapping[str, Any]) -> None:
        """A `user_change` event's user object: name, language, zone, deactivation."""
        raise NotImplementedError
