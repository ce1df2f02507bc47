"""Which conversation of two is a person's own with the bot: its id says only that it is one of two."""

from __future__ import annotations

from collections import OrderedDict

from bot.platforms.slack.team import Team
from bot.platforms.slack.verdicts import REFUSALS

REMEMBERED = 10_000


class Direct:
    def __init__(self) -> None:
        self._known: OrderedDict[tuple[str, str], str] = OrderedDict()

    def met(self, team: str, user: str, channel: str) -> None:
        """They spoke to the bot there."""
        self._known[team, user] = channel
        if len(self._known) > REMEMBERED:
            self._known.popitem(last=False)

    def is_known(self, team: str, user: str, channel: str) -> bool:
        return self._known.get((team, user)) == channel

    async def owns(self, team: Team, user: str, channel: str) -> bool:
        """Asks Slack at first; in doubt it is not."""
        if (team.id, user) not in self._known:
            try:
                opened = await team.client.conversations_open(users=user)
            except REFUSALS:
                return False
            self.met(team.id, user, str((opened.get("channel") or {}).get("id") or ""))
        return self.is_known(team.id, user, channel)
