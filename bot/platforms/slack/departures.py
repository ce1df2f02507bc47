"""The bot leaves a workspace, or comes back: what stood and waited there."""

from __future__ import annotations

from datetime import datetime

from bot.platforms.slack.matching import PLATFORM
from handlers.gone import gone
from handlers.voice import by_itself
from storage import outbox
from storage.database import Unit
from storage.find import company, places


def went(unit: Unit, team: str, now: datetime) -> None:
    """Every place there is lost: people first, so that what is said in person goes where they still are."""
    there = sorted(places.of_workspace(unit, PLATFORM, team, gone=False), key=lambda place: not place.direct)
    why = "the app was uninstalled"
    voice = by_itself(unit, now) if company.has_company(unit) else None
    for each in there:
        if voice is None:
            outbox.conversation_gone(unit, each.id, why)
        else:
            gone(each, why, voice)


def came(unit: Unit, team: str) -> None:
    """People can be reached again; into channels the bot is invited again."""
    for each in places.of_workspace(unit, PLATFORM, team, gone=True):
        if each.direct:
            outbox.conversation_open(unit, each.id)
