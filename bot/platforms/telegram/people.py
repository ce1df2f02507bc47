"""Who somebody is on Telegram. Nobody can be matched there: an account is linked by /link (domain.md 10)."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass

from telegram import User

from bot.platforms.telegram.known import language_of
from bot.words.reader import Language
from storage import outbox
from storage.database import Database, Unit
from storage.find import conversations

PLATFORM = "telegram"
REMEMBERED = 4096


@dataclass(frozen=True)
class Seen:
    """As Telegram gives it; of somebody who is not linked nothing is stored."""

    name: str
    language: Language


class People:
    """`workspace` is the bot's id as text."""

    def __init__(self, database: Database, workspace: str) -> None:
        self._database, self._workspace = database, workspace
        self._seen: OrderedDict[int, Seen] = OrderedDict()

    async def known(self, user: User) -> Seen:
        """At first sight, and again after their name or language changed: whoever speaks lets messages in."""
        seen = Seen(user.full_name, language_of(user.language_code))
        if self._seen.get(user.id) != seen:
            self._seen[user.id] = seen
            await self.opened(user.id)
        while len(self._seen) > REMEMBERED:
            self._seen.popitem(last=False)
        return seen

    async def opened(self, user_id: int) -> None:
        """They started or unblocked the bot: what waited for them goes out."""

        def work(unit: Unit) -> None:
            there = conversations.behind(unit, PLATFORM, self._workspace, str(user_id))
            if there is not None and there.direct and (there.shut or there.gone):
                outbox.conversation_open(unit, there.id)

        await asyncio.wrap_future(self._database.write(work))

    def blocked(self, user_id: int) -> None:
        """What is for them waits from the first message on that is refused: only then is there somebody to tell."""
        self._seen.pop(user_id, None)
