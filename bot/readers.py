"""Whom a text is for, as the memory knows them: a person, or a channel as a whole."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.words.reader import Language, Reader
from storage.database import Unit
from storage.find import company
from storage.tables.company import Company, Conversation, Member


def person(who: Member | Company, now: datetime) -> Reader:
    """In their language and zone; in the company's where nobody is known."""
    return Reader(Language(who.language), ZoneInfo(who.timezone), now)


def channel(unit: Unit, place: Conversation | None, now: datetime) -> Reader:
    """Its own language, or the company's, and the company's zone, with the city where its people live in several."""
    of = company.the_company(unit)
    zones = {each.timezone for each in company.participants(unit, place.id)} if place is not None else set()
    language = (place.language if place is not None else None) or of.language
    return Reader(Language(language), ZoneInfo(of.timezone), now, city=len(zones | {of.timezone}) > 1)
