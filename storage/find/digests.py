"""What a manager's digest asks: which accounts, what was won, what is late."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from storage import rows
from storage.database import Unit
from storage.tables.accounts import Account
from storage.tables.company import Member, OrgUnit
from storage.tables.events import Assist, Event, Fact, Part
from storage.tables.requests import Request, RequestClock
from storage.tables.standings import AccountDay

account, event, member, part, assist, fact = (rows.table(it) for it in (Account, Event, Member, Part, Assist, Fact))
org_unit, request, clock, day_row = (rows.table(it) for it in (OrgUnit, Request, RequestClock, AccountDay))

MOST_WINS = 3
SUGGESTED = "digest.suggested"
ANSWERS = ("account.coached", "account.said", "request.asked")
"""The facts that a suggestion's buttons lead to: coached, change plan, give help."""
LATE = 100
MOST_LATE = 6
"""A heading of a digest has no more lines (voice.md 2.8)."""


@dataclass(frozen=True)
class Behind:
    """A resolved request that stood behind an event: its number, whose department, who had it."""

    number: int
    unit_id: int
    member_id: int


@dataclass(frozen=True)
class Win:
    """A confirmed event of the week, who took part in it, and what stood behind it."""

    event: Event
    people: tuple[Member, ...]
    behind: tuple[Behind, ...] = ()


@dataclass(frozen=True)
class Late:
    """A request past its target, open or resolved since, and whose it is."""

    request: Request
    clock: RequestClock
    unit: OrgUnit


def accounts_under(unit: Unit, member_id: int) -> list[int]:
    """The open accounts of the units that somebody manages and of all units below, and those they sponsor."""
    below = sa.select(org_unit.c.id).where(org_unit.c.manager_id == member_id).cte("below", recursive=True)
    child = org_unit.alias()
    below = below.union(sa.select(child.c.id).where(child.c.parent_id == below.c.id))
    mine = sa.or_(account.c.region_id.in_(sa.select(below.c.id)), account.c.sponsor_id == member_id)
    query = sa.select(account.c.id).where(mine, ~account.c.archived).order_by(account.c.id)
    return list(unit.connection.execute(query).scalars())


def readers(unit: Unit) -> list[Member]:
    """Who gets a weekly digest: the active managers of units."""
    managers = sa.select(org_unit.c.manager_id).where(org_unit.c.manager_id.is_not(None))
    query = sa.select(member).where(member.c.active, member.c.id.in_(managers)).order_by(member.c.id)
    return rows.many(unit, Member, query)


def days_of(unit: Unit, account_ids: Collection[int], day: date) -> dict[int, AccountDay]:
    query = sa.select(day_row).where(day_row.c.account_id.in_(account_ids), day_row.c.day == day)
    return {each.account_id: each for each in rows.many(unit, AccountDay, query)} if account_ids else {}


def wins(unit: Unit, account_ids: Collection[int], since: datetime) -> list[Win]:
    """The events confirmed since an instant that carried most points."""
    if not account_ids:
        return []
    query = (
        sa.select(event)
        .where(event.c.account_id.in_(account_ids), event.c.confirmed_at > since)
        .where(event.c.state == "confirmed", event.c.points > 0)
        .order_by(event.c.points.desc(), event.c.id)
        .limit(MOST_WINS)
    )
    found = rows.many(unit, Event, query)
    ids = [each.id for each in found]
    people, behind = _people(unit, ids), _behind(unit, ids)
    return [Win(each, tuple(people.get(each.id, ())), tuple(behind.get(each.id, ()))) for each in found]


def late(unit: Unit, account_ids: Collection[int], since: datetime) -> list[Late]:
    """Requests past their resolve target, still open or resolved since an instant; the open ones first."""
    if not account_ids:
        return []
    over = sa.and_(request.c.resolved_at > since, ~request.c.open)
    query = (
        sa.select(request)
        .join(clock, clock.c.request_id == request.c.id)
        .where(request.c.account_id.in_(account_ids), clock.c.name == "resolve", clock.c.stood >= LATE)
        .where(sa.or_(over, sa.and_(request.c.open, clock.c.state != "stopped")))
        .order_by(request.c.open.desc(), request.c.id)
        .limit(MOST_LATE)
    )
    found = rows.many(unit, Request, query)
    clocks = _resolve_clocks(unit, [each.id for each in found])
    units = _units(unit, {each.unit_id for each in found})
    return [Late(each, clocks[each.id], units[each.unit_id]) for each in found]


def last_talks(unit: Unit, member_id: int, before: datetime) -> Fact | None:
    """The newest fact of the talks that were suggested to a manager, older than an instant."""
    mine = (fact.c.subject == "member", fact.c.subject_id == member_id, fact.c.kind == SUGGESTED)
    return rows.first(unit, Fact, sa.select(fact).where(*mine, fact.c.at < before).order_by(fact.c.id.desc()))


def answered(unit: Unit, member_id: int, account_ids: Collection[int], since: datetime) -> set[int]:
    """The accounts that a manager has spoken about, given help to or changed the plan of since an instant."""
    if not account_ids:
        return set()
    theirs = (fact.c.by_id == member_id, fact.c.at >= since, fact.c.kind.in_(ANSWERS))
    about = (fact.c.subject.in_(("account", "request")), fact.c.account_id.in_(account_ids))
    query = sa.select(fact.c.account_id).where(*theirs, *about).distinct()
    return set(unit.connection.execute(query).scalars())


def _people(unit: Unit, event_ids: list[int]) -> dict[int, list[Member]]:
    query = sa.select(part.c.event_id, member).join(member, member.c.id == part.c.member_id)
    found: dict[int, list[Member]] = {}
    for row in unit.connection.execute(query.where(part.c.event_id.in_(event_ids)).order_by(member.c.id)).mappings():
        values = dict(row)
        found.setdefault(values.pop("event_id"), []).append(Member(**values))
    return found


def _behind(unit: Unit, event_ids: list[int]) -> dict[int, list[Behind]]:
    query = (
        sa.select(assist.c.event_id, assist.c.member_id, request.c.number, request.c.unit_id)
        .join(request, request.c.id == assist.c.request_id)
        .where(assist.c.event_id.in_(event_ids))
        .order_by(request.c.number)
    )
    found: dict[int, list[Behind]] = {}
    for row in unit.connection.execute(query):
        found.setdefault(row.event_id, []).append(Behind(row.number, row.unit_id, row.member_id))
    return found


def names_of(unit: Unit, unit_ids: Collection[int]) -> dict[int, dict[str, str]]:
    """What units are called."""
    return {id: dict(row.names) for id, row in _units(unit, unit_ids).items()}


def _units(unit: Unit, ids: Collection[int]) -> dict[int, OrgUnit]:
    return {each.id: each for each in rows.many(unit, OrgUnit, sa.select(org_unit).where(org_unit.c.id.in_(ids)))}


def _resolve_clocks(unit: Unit, request_ids: list[int]) -> dict[int, RequestClock]:
    query = sa.select(clock).where(clock.c.request_id.in_(request_ids), clock.c.name == "resolve")
    return {each.request_id: each for each in rows.many(unit, RequestClock, query)}
