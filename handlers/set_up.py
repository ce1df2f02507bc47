"""The first minute of a company: its row, its departments with working hours, its first administrator (defaults.md).

Called by the shell, before anybody can type a command.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final, cast
from zoneinfo import ZoneInfo

from handlers.arguments.plain import has_han
from handlers.company.naming import handle_of
from handlers.post import post
from handlers.voice import by_itself
from scoring.terms import Function, Language, Role, UnitKind
from scoring.worktime import WEEKDAYS, weekly
from storage.database import Unit
from storage.find import company
from storage.tables.company import Company, Member, OrgUnit

STANDARD_HOURS: Final = ("09:00-12:00", "13:00-18:00")

_COMPANY: Final = {"en": "Our company", "zh_Hans": "本公司", "zh_Hant": "本公司"}
_REGION: Final = {"en": "Key accounts", "zh_Hans": "大客户部", "zh_Hant": "大客戶部"}
_DEPARTMENTS: Final = (
    ("executives", Function.EXECUTIVES, {"en": "Executives", "zh_Hans": "高管", "zh_Hant": "高階主管"}),
    ("rd", Function.RD, {"en": "R&D", "zh_Hans": "研发", "zh_Hant": "研發"}),
    ("reception", Function.PLATFORM, {"en": "Reception", "zh_Hans": "接待", "zh_Hant": "接待"}),
    ("bids", Function.PLATFORM, {"en": "Bids", "zh_Hans": "投标", "zh_Hant": "投標"}),
    ("legal", Function.PLATFORM, {"en": "Legal", "zh_Hans": "法务", "zh_Hant": "法務"}),
    ("logistics", Function.PLATFORM, {"en": "Logistics", "zh_Hans": "物流", "zh_Hant": "物流"}),
)


def ensure_company(
    unit: Unit,
    now: datetime,
    name: str | None = None,
    language: Language = Language.EN,
    timezone: str = "UTC",
    currency: str = "CNY",
) -> Company:
    """The company as it is, or a new one: one region for its accounts, the departments that requests go to."""
    there = company.find_company(unit)
    if there is not None:
        return there
    names = {_script(name): name} if name else dict(_COMPANY)
    made = Company(id=1, names=names, language=language, timezone=timezone, base_currency=currency)
    company.found_company(unit, made)
    today = now.astimezone(ZoneInfo(timezone)).date()
    root = company.add_unit(unit, OrgUnit(code="company", kind=UnitKind.COMPANY, names=names))
    company.add_unit(unit, OrgUnit(code="accounts", kind=UnitKind.REGION, names=dict(_REGION), parent_id=root.id))
    for code, function, called in _DEPARTMENTS:
        new = OrgUnit(code=code, kind=UnitKind.DEPARTMENT, function=function, names=called, parent_id=root.id)
        _works(unit, company.add_unit(unit, new), timezone, today)
    post("settings.changed", "company", 1, by_itself(unit, now), names=names, timezone=timezone, currency=currency)
    return made


def add_person(unit: Unit, now: datetime, name: str, role: Role = Role.MEMBER, handle: str | None = None) -> Member:
    """A person, from the machine itself: the way to the first administrator. ValueError where the handle is taken."""
    ctx = by_itself(unit, now)
    taken = company.handles(unit)
    if handle is not None and handle.casefold() in taken:
        raise ValueError(f"@{handle} is taken")
    member = company.add_member(
        unit,
        Member(
            handle=handle.casefold() if handle else handle_of(name, taken),
            names={_script(name): name},
            role=role,
            language=ctx.company.language,
            timezone=ctx.company.timezone,
        ),
    )
    post("member.added", "member", member.id, ctx, names=member.names, role=str(role), handle=member.handle)
    return member


def moved_to(zone: str, calendar: dict[str, object]) -> dict[str, object]:
    """The same working hours by another place's clock."""
    return {**calendar, "timezone": zone}


def _works(unit: Unit, department: OrgUnit, timezone: str, today: date) -> None:
    hours = weekly(timezone, dict.fromkeys(WEEKDAYS[:5], STANDARD_HOURS))
    company.put_calendar(unit, department.id, today, cast(dict[str, Any], hours.to_json()))


def _script(name: str) -> str:
    return str(Language.ZH_HANS if has_han(name) else Language.EN)
