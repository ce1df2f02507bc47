"""The bot leaves a workspace, or comes back: what stood and waited there."""

from __future__ import annotations

from datetime import datetime

from bot.platforms.slack.matching import PLATFORM
from handlers.outgoing import lost
from handlers.voice import by_itself
from storage import outbox
from storage.database import Unit
from storage.find import company, places


def went(unit: Unit, team: str, now: datetime) -> None:
    """Every place there is lost; the managers of accounts whose channels they were learn it."""
    there = places.of_workspace(unit, PLATFORM, team, gone=False)
    for each in there:
        outbox.conversation_gone(unit, each.id, "the app was uninstalled")
    if company.has_company(unit):
        voice = by_itself(unit, now)
        for each in there:
            lost(each, voice)


def came(unit: Unit, team: str) -> None:
    """People can be reached again; into channels the bot is invited again."""
    for each in places.of_workspace(unit, PLATFORM, team, gone=True):
        if each.direct:
            outbox.conversation_open(unit, each.id)
