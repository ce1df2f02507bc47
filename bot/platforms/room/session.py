"""Who reads: the member the signed cookie names, their language and light or dark."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from starlette.requests import HTTPConnection

from bot.platforms.room.render.pen import Pen
from bot.words.reader import LANGUAGES, Language, Reader
from storage.database import Unit
from storage.find.company import find_member
from storage.tables.company import Company, Member

WHO = "who"
STRANGER = 0
THEMES = ("light", "dark")
_ACCEPTED = (("zh-tw", "zh_Hant"), ("zh-hk", "zh_Hant"), ("zh-hant", "zh_Hant"), ("zh", "zh_Hans"), ("en", "en"))


@dataclass(frozen=True)
class Asker:
    """What a request says of its reader before the database is asked."""

    member_id: int | None
    language: Language | None
    theme: str | None


def asker(request: HTTPConnection) -> Asker:
    who = request.session.get(WHO)
    theme = request.cookies.get("theme")
    return Asker(
        member_id=who if isinstance(who, int) else None,
        language=language_of(request),
        theme=theme if theme in THEMES else None,
    )


def language_of(request: HTTPConnection) -> Language | None:
    """As chosen on this device, else as the browser asks."""
    return _language(request.cookies.get("language")) or accepted(request.headers.get("accept-language", ""))


def the_member(unit: Unit, asked: Asker) -> Member | None:
    """The active member that the cookie names; None for a stranger."""
    found = find_member(unit, asked.member_id) if asked.member_id else None
    return found if found is not None and found.active else None


def pen(asked: Asker, who: Member | None, company: Company, now: datetime) -> Pen:
    """In the language chosen on this device, else the member's, else the company's; in the member's zone."""
    language = asked.language or Language(who.language if who else company.language)
    zone = who.timezone if who else company.timezone
    return Pen(Reader(language, ZoneInfo(zone), now))


def accepted(header: str) -> Language | None:
    """The first language of Accept-Language that the room speaks.

    >>> accepted("zh-TW,zh;q=0.9"), accepted("fr, en;q=0.5"), accepted("")
    (<Language.ZH_HANT: 'zh_Hant'>, <Language.EN: 'en'>, None)
    """
    for asked in header.casefold().split(","):
        for tag, language in _ACCEPTED:
            if asked.strip().startswith(tag):
                return Language(language)
    return None


def _language(code: str | None) -> Language | None:
    return Language(code) if code in LANGUAGES else None
