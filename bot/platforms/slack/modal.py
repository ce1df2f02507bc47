"""The one window of a delivery: a skeleton while its answer takes long, since a trigger lives three seconds; then
the form, or what there is to say."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from slack_sdk.errors import SlackApiError

from bot.platforms.slack import forms
from bot.platforms.slack.client import error_of
from bot.platforms.slack.team import Team
from bot.platforms.slack.verdicts import REFUSALS
from bot.words.reader import Reader

log = logging.getLogger("triangle.slack")

TOO_LATE = frozenset({"expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id", "not_found"})
"""The trigger is dead, or the person closed the window: no fault of ours."""


class Modal:
    def __init__(self, team: Team, trigger: str | None, view_id: str | None = None) -> None:
        self._team, self._trigger, self._view = team, trigger, view_id
        self._turn = asyncio.Lock()

    @property
    def can_open(self) -> bool:
        return self._trigger is not None

    @property
    def begun(self) -> bool:
        """Whether something of ours is in sight already, or on its way there."""
        return self._view is not None or self._turn.locked()

    async def skeleton(self, reader: Reader) -> None:
        await self.show(forms.skeleton(reader))

    async def show(self, view: dict[str, Any]) -> bool:
        """Whether the person sees it."""
        async with self._turn:
            try:
                return await self._shown(view)
            except REFUSALS as error:
                _note(error)
                return False

    async def _shown(self, view: dict[str, Any]) -> bool:
        if self._view is not None:
            await self._team.client.views_update(view_id=self._view, view=view)
            return True
        if self._trigger is None:
            return False
        trigger, self._trigger = self._trigger, None
        opened = await self._team.client.views_open(trigger_id=trigger, view=view)
        self._view = str((opened.get("view") or {}).get("id") or "") or None
        return True


def _note(error: Exception) -> None:
    said = error_of(error) if isinstance(error, SlackApiError) else type(error).__name__
    if said in TOO_LATE:
        log.info("a window was not shown: %s", said)
    else:
        log.error("a window was not shown: %s", said)
