"""What the memory holds about who speaks and where, read once before anything is done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from telegram import User

from bot.platforms import presses
from bot.platforms.telegram.groups import PLATFORM
from bot.platforms.telegram.incoming import Me, Spot
from bot.readers import person
from bot.words.reader import Language, Reader
from handlers.context import Context, Where
from storage import dialogs
from storage.database import Unit
from storage.find import company, conversations
from storage.tables.company import Company, Conversation, Member
from storage.tables.messages import Dialog

TRADITIONAL = ("hant", "tw", "hk", "mo")


@dataclass(frozen=True)
class Known:
    """`dialog` is the form that they fill in there; `line` the command behind what they pressed."""

    of: Company | None
    who: Member | None
    place: Conversation | None
    dialog: Dialog | None = None
    line: str | None = None


def look(unit: Unit, me: Me, spot: Spot, user: User, pressed: str | None = None) -> Known:
    who = company.member_behind(unit, PLATFORM, me.workspace, str(user.id))
    place = conversations.behind(unit, PLATFORM, me.workspace, spot.place)
    dialog = dialogs.find(unit, place.id, who.id) if who is not None and place is not None else None
    line = None if pressed is None else presses.line_behind(unit, pressed)
    return Known(company.find_company(unit), who, place, dialog, line)


def context(unit: Unit, who: Member, place: Conversation, now: datetime) -> Context:
    """What a form's step may look at: who fills it in, and where."""
    return Context(unit=unit, company=company.the_company(unit), who=who, now=now, where=Where().at(place))


def reader(known: Known, user: User, now: datetime) -> Reader:
    """A member's language and zone; a stranger's language as their Telegram says, in the company's zone."""
    if known.who is not None:
        return person(known.who, now)
    zone = known.of.timezone if known.of is not None else "UTC"
    return Reader(language_of(user.language_code), ZoneInfo(zone), now)


def shared(of: Company | None, place: Conversation | None, now: datetime) -> Reader:
    """Of a group as a whole: its language, or the company's, and the company's zone."""
    if of is None:
        return Reader(Language.EN, ZoneInfo("UTC"), now)
    language = place.language if place is not None else None
    return Reader(Language(language or of.language), ZoneInfo(of.timezone), now)


def language_of(code: str | None) -> Language:
    """
    >>> [str(language_of(code)) for code in ("zh-hans", "zh-TW", "pt-br", None)]
    ['zh_Hans', 'zh_Hant', 'en', 'en']
    """
    first, _, rest = (code or "").casefold().replace("_", "-").partition("-")
    if first != "zh":
        return Language.EN
    return Language.ZH_HANT if any(part in TRADITIONAL for part in rest.split("-")) else Language.ZH_HANS
