"""A workspace in which the bot lives, and its token."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True)
class Workspace:
    """`team` is Slack's id of it; `bot_user` is who the bot is there. `trusted`: its people's e-mail addresses are
    believed."""

    team: str
    token: str = field(repr=False)
    bot_user: str | None = None
    bot_id: str | None = None
    enterprise: str | None = None
    scopes: str = ""
    trusted: bool = False


class NotInstalled(Exception):  # noqa: N818  says what it is
    """The bot has no token that works in this workspace: what is for it waits."""

    def __init__(self, team: str, why: str = "the app is not installed there") -> None:
        super().__init__(f"workspace {team}: {why}")
        self.why = why


class Workspaces(Protocol):
    """What knows the token of each workspace."""

    async def workspace(self, team: str) -> Workspace:
        """Raises NotInstalled."""
        ...

    async def refused(self, team: str, error: str) -> None:
        """Slack took the token back, or never knew it."""
        ...
