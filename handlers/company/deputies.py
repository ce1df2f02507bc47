"""Who may stand in for whom: choices to offer, chains of deputies without loops (domain.md 6 "Away")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from handlers.context import Context
from storage.find import company
from storage.tables.company import Absence, Member

OFFERED = 5


@dataclass(frozen=True)
class Away:
    """An absence about to be set: from an instant until another, its last day and the first one back."""

    who: Member
    start: datetime
    end: datetime
    last: date
    back: date


@dataclass(frozen=True)
class Chain:
    """From a deputy on: the absences on the way, and who is there at its end."""

    away: tuple[Absence, ...]
    there: Member | None


def leads_back(away: Away, deputy: Member, ctx: Context) -> bool:
    """Whether the deputy, being away in that time, is stood in for by who would be away."""
    return any(absence.deputy_id == away.who.id for absence in chain(away, deputy, ctx).away)


def chain(away: Away, deputy: Member, ctx: Context) -> Chain:
    absent = _others(away, ctx)
    passed: list[Absence] = []
    current: Member | None = deputy
    while current is not None and current.id in absent and absent[current.id] not in passed:
        passed.append(absent[current.id])
        current = company.find_member(ctx.unit, passed[-1].deputy_id)
    return Chain(tuple(passed), current if current is None or current.id not in absent else None)


def choices(away: Away, ctx: Context) -> list[Member]:
    """Who could stand in, likely ones first: the lead, the department, who shares an account, the manager."""
    absent = _others(away, ctx)
    found: dict[int, Member] = {}
    for member in _near(away.who, ctx):
        if member.active and member.id != away.who.id and member.id not in absent:
            found.setdefault(member.id, member)
    return list(found.values())[:OFFERED]


def _near(who: Member, ctx: Context) -> Iterator[Member]:
    own = company.the_unit(ctx.unit, who.unit_id) if who.unit_id else None
    lead = company.find_member(ctx.unit, own.lead_id) if own else None
    if lead is not None:
        yield lead
    if own is not None and own.kind == "department":
        yield from company.people_of(ctx.unit, own.id)
    yield from company.teammates(ctx.unit, who.id, ctx.company_day)
    if own is not None:
        above = company.managers_above(ctx.unit, own.id)
        managers = company.members(ctx.unit, set(above))
        yield from (managers[id] for id in above)


def _others(away: Away, ctx: Context) -> dict[int, Absence]:
    """Who else is away in that time, each by their first absence."""
    found: dict[int, Absence] = {}
    for absence in company.absences_between(ctx.unit, away.start, away.end):
        if absence.member_id != away.who.id:
            found.setdefault(absence.member_id, absence)
    return found
