"""Who is who: the company, units, people and where they can be reached."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from typing import Any

import sqlalchemy as sa

from scoring.terms import Role, UnitKind
from storage import rows
from storage.columns import Instant
from storage.database import Unit
from storage.tables.accounts import Account, Seat
from storage.tables.company import (
    Absence,
    Calendar,
    Company,
    Conversation,
    Identity,
    Member,
    OrgUnit,
    Participant,
    Rate,
)
from storage.tables.messages import Inbox
from storage.tables.requests import Watcher

member, unit_of, conversation, identity = (rows.table(it) for it in (Member, OrgUnit, Conversation, Identity))


def the_company(unit: Unit) -> Company:
    return rows.the(unit, Company, 1)


def the_member(unit: Unit, id: int) -> Member:
    return rows.the(unit, Member, id)


def find_member(unit: Unit, id: int | None) -> Member | None:
    return rows.by_id(unit, Member, id)


def members(unit: Unit, ids: set[int] | frozenset[int]) -> dict[int, Member]:
    """Members by id, in one query."""
    found = rows.many(unit, Member, _members(), ids=sorted(ids)) if ids else []
    return {each.id: each for each in found}


@cache
def _members() -> sa.Select[Any]:
    return sa.select(member).where(member.c.id.in_(sa.bindparam("ids", expanding=True)))


def member_behind(unit: Unit, platform: str, workspace: str, user_id: str) -> Member | None:
    """The active member with this live platform identity."""
    return rows.first(unit, Member, _behind(), platform_=platform, workspace_=workspace, user=user_id)


@cache
def _behind() -> sa.Select[Any]:
    return (
        sa.select(member)
        .join(identity, identity.c.member_id == member.c.id)
        .where(identity.c.platform == sa.bindparam("platform_"), identity.c.workspace == sa.bindparam("workspace_"))
        .where(identity.c.user_id == sa.bindparam("user"), identity.c.live, member.c.active)
        .limit(1)
    )


def the_unit(unit: Unit, id: int) -> OrgUnit:
    return rows.the(unit, OrgUnit, id)


def departments(unit: Unit) -> list[OrgUnit]:
    return rows.many(unit, OrgUnit, sa.select(unit_of).where(unit_of.c.kind == "department").order_by(unit_of.c.id))


def people_of(unit: Unit, unit_id: int) -> list[Member]:
    """The active members of a unit."""
    query = sa.select(member).where(member.c.unit_id == unit_id, member.c.active).order_by(member.c.id)
    return rows.many(unit, Member, query)


def calendar_of(unit: Unit, unit_id: int, on: date) -> Calendar | None:
    """The calendar in force for a department on a day."""
    return rows.first(unit, Calendar, _calendar_of(), unit_id=unit_id, on=on)


@cache
def _calendar_of() -> sa.Select[tuple[object, ...]]:
    cal = rows.table(Calendar)
    mine = sa.and_(cal.c.unit_id == sa.bindparam("unit_id"), cal.c.from_day <= sa.bindparam("on"))
    return sa.select(cal).where(mine).order_by(cal.c.from_day.desc()).limit(1)


def direct_conversation(unit: Unit, member_id: int) -> Conversation | None:
    """Where a member is reached in person: on the platform that they prefer, else where they spoke last.

    One that lets nothing in comes last; none on a platform that the member has left.
    """
    return next(iter(direct_conversations(unit, member_id)), None)


def direct_conversations(unit: Unit, member_id: int) -> list[Conversation]:
    """Every place where a member is reached in person, the likely one first."""
    return rows.many(unit, Conversation, _direct(), who=member_id)


@cache
def _direct() -> sa.Select[Any]:
    inbox = rows.table(Inbox)
    who: sa.BindParameter[int] = sa.bindparam("who")
    spoke = sa.select(sa.func.max(inbox.c.at)).where(inbox.c.member_id == who)
    spoke_at = spoke.where(inbox.c.conversation_id == conversation.c.id).scalar_subquery()
    prefers = sa.select(member.c.prefers).where(member.c.id == who).scalar_subquery()
    there = sa.and_(
        identity.c.member_id == who,
        identity.c.platform == conversation.c.platform,
        identity.c.workspace == conversation.c.workspace,
    )
    left = sa.and_(
        sa.exists().where(there, ~identity.c.live).correlate(conversation),
        ~sa.exists().where(there, identity.c.live).correlate(conversation),
    )
    query = sa.select(conversation).where(conversation.c.member_id == who, conversation.c.direct)
    return query.where(~conversation.c.gone, ~left).order_by(
        conversation.c.shut,
        sa.case((conversation.c.platform == prefers, 0), else_=1),
        spoke_at.is_(None),
        spoke_at.desc(),
        conversation.c.id,
    )


def account_channels(unit: Unit, account_id: int) -> list[Conversation]:
    return rows.many(unit, Conversation, _channels(), account=account_id)


@cache
def _channels() -> sa.Select[Any]:
    its = conversation.c.account_id == sa.bindparam("account")
    query = sa.select(conversation).where(its, ~conversation.c.direct, ~conversation.c.gone)
    return query.order_by(conversation.c.id)


def participants(unit: Unit, conversation_id: int) -> list[Member]:
    """Who is in a channel."""
    return rows.many(unit, Member, _inside(), place=conversation_id)


@cache
def _inside() -> sa.Select[Any]:
    inside = rows.table(Participant)
    query = sa.select(member).join(inside, inside.c.member_id == member.c.id)
    return query.where(inside.c.conversation_id == sa.bindparam("place")).order_by(member.c.id)


def absences(unit: Unit, at: datetime) -> dict[int, Absence]:
    """Who is away at an instant, by member."""
    return {each.member_id: each for each in rows.many(unit, Absence, _absences(), at=at)}


@cache
def _absences() -> sa.Select[tuple[object, ...]]:
    away, at = rows.table(Absence), sa.bindparam("at", type_=Instant())
    query = sa.select(away).where(away.c.from_at <= at, away.c.until_at > at, away.c.ended_at.is_(None))
    return query.order_by(away.c.id)


def managers_above(unit: Unit, unit_id: int) -> list[int]:
    """The managers of a unit and of all units above it, nearest first."""
    return [row.manager_id for row in rows.asked(unit, _managers_above(), unit_id=unit_id)]


@cache
def _managers_above() -> sa.Select[int]:
    above = (
        sa.select(unit_of.c.id, unit_of.c.parent_id, unit_of.c.manager_id, sa.literal(0).label("height"))
        .where(unit_of.c.id == sa.bindparam("unit_id"))
        .cte("above", recursive=True)
    )
    parent = unit_of.alias()
    step = sa.select(parent.c.id, parent.c.parent_id, parent.c.manager_id, above.c.height + 1).where(
        parent.c.id == above.c.parent_id, above.c.height < 16
    )
    above = above.union_all(step)
    return sa.select(above.c.manager_id).where(above.c.manager_id.is_not(None)).order_by(above.c.height)


def follows(unit: Unit, request_id: int, member_id: int) -> bool:
    """Whether a member watches a request or helps with it."""
    watcher = rows.table(Watcher)
    query = sa.select(watcher.c.member_id).where(watcher.c.request_id == request_id, watcher.c.member_id == member_id)
    return unit.connection.execute(query).first() is not None


def stand_in(unit: Unit, member_id: int, at: datetime) -> int | None:
    """Who stands in for an absent member at an instant, along the chain of deputies; None when nobody does.

    A member who is there has no stand-in.
    """
    away = absences(unit, at)
    seen = {member_id}
    current = member_id
    while current in away:
        deputy = away[current].deputy_id
        if deputy is None or deputy in seen:
            return None
        seen.add(deputy)
        current = deputy
    return None if current == member_id else current


def administrators(unit: Unit) -> list[Member]:
    """The active administrators of the company."""
    query = sa.select(member).where(member.c.role == Role.ADMIN, member.c.active).order_by(member.c.id)
    return rows.many(unit, Member, query)


def find_conversation(unit: Unit, id: int | None) -> Conversation | None:
    """A conversation that is still there."""
    found = rows.by_id(unit, Conversation, id)
    return None if found is None or found.gone else found


def has_company(unit: Unit) -> bool:
    """Whether the company has been set up."""
    return rows.by_id(unit, Company, 1) is not None


# --- the company's own settings ---


def find_company(unit: Unit) -> Company | None:
    """None before the company was set up."""
    return rows.by_id(unit, Company, 1)


def found_company(unit: Unit, company: Company) -> Company:
    return rows.add(unit, company)


def change_company(unit: Unit, **values: Any) -> None:
    rows.change(unit, Company, 1, **values)


def put_rate(unit: Unit, rate: Rate) -> None:
    """A month's rate of a currency, in place of the one it had."""
    rows.put(unit, rate)


# --- units ---


def units(unit: Unit, kind: UnitKind | None = None) -> list[OrgUnit]:
    """All units, or those of a kind, in the order in which they were made."""
    query = sa.select(unit_of).order_by(unit_of.c.id)
    return rows.many(unit, OrgUnit, query if kind is None else query.where(unit_of.c.kind == kind))


def add_unit(unit: Unit, new: OrgUnit) -> OrgUnit:
    return rows.add(unit, new)


def change_unit(unit: Unit, unit_id: int, **values: Any) -> None:
    rows.change(unit, OrgUnit, unit_id, **values)


def put_calendar(unit: Unit, unit_id: int, from_day: date, body: dict[str, object]) -> None:
    """A department's calendar from a day on. What was in force before that day stays as it was."""
    rows.remove(unit, Calendar, unit_id=unit_id, from_day=from_day)
    rows.add(unit, Calendar(unit_id=unit_id, from_day=from_day, body=body))


# --- people ---


def everyone(unit: Unit, unit_id: int | None = None) -> list[Member]:
    """The active members, or those of a unit, by name."""
    query = sa.select(member).where(member.c.active).order_by(member.c.id)
    return rows.many(unit, Member, query if unit_id is None else query.where(member.c.unit_id == unit_id))


def handles(unit: Unit) -> set[str]:
    """Every handle that was ever given: a name that has left is not given again."""
    return set(unit.connection.execute(sa.select(member.c.handle)).scalars())


def add_member(unit: Unit, new: Member) -> Member:
    return rows.add(unit, new)


def change_member(unit: Unit, member_id: int, **values: Any) -> None:
    rows.change(unit, Member, member_id, **values)


def vacate(unit: Unit, member_id: int) -> None:
    """Nobody holds what this member held for units, accounts, the company and people."""
    _clear(unit, OrgUnit, member_id, "manager_id", "lead_id", "on_duty_id")
    _clear(unit, Account, member_id, "sponsor_id")
    _clear(unit, Company, member_id, "head_of_sales_id")
    _clear(unit, Member, member_id, "assistant_id")


def teammates(unit: Unit, member_id: int, on: date) -> list[Member]:
    """Who sits with a member on the team of some account on a day, those of the older seats first."""
    own, other = rows.table(Seat).alias(), rows.table(Seat).alias()
    query = (
        sa.select(member)
        .join(other, other.c.member_id == member.c.id)
        .join(own, own.c.account_id == other.c.account_id)
        .where(own.c.member_id == member_id, other.c.member_id != member_id, member.c.active)
        .where(*(_sits(seat, on) for seat in (own, other)))
        .group_by(*member.c)
    )
    return rows.many(unit, Member, query.order_by(sa.func.min(other.c.id)))


# --- absences ---


def absences_between(unit: Unit, start: datetime, end: datetime) -> list[Absence]:
    """Absences that stand and touch the time from `start` until `end`."""
    away = rows.table(Absence)
    query = sa.select(away).where(away.c.from_at < end, away.c.until_at > start, away.c.ended_at.is_(None))
    return rows.many(unit, Absence, query.order_by(away.c.id))


def add_absence(unit: Unit, absence: Absence) -> Absence:
    return rows.add(unit, absence)


def end_absence(unit: Unit, absence_id: int, at: datetime) -> None:
    rows.change(unit, Absence, absence_id, ended_at=at)


# --- what somebody holds ---


def managed_units(unit: Unit, member_id: int) -> list[int]:
    """The units that a member manages themselves."""
    return _unit_ids(unit, unit_of.c.manager_id == member_id)


def led_units(unit: Unit, member_id: int) -> list[int]:
    return _unit_ids(unit, unit_of.c.lead_id == member_id)


def assists_somebody(unit: Unit, member_id: int) -> bool:
    query = sa.select(member.c.id).where(member.c.assistant_id == member_id, member.c.active)
    return unit.connection.execute(query.limit(1)).first() is not None


def bind_conversation(unit: Unit, conversation_id: int, **values: Any) -> None:
    """What a channel is for: an account's, a department's queue, its language."""
    rows.change(unit, Conversation, conversation_id, **values)


def channel_named(unit: Unit, names: Iterable[str]) -> Conversation | None:
    """The channel with one of these spellings of its name."""
    query = sa.select(conversation).where(
        conversation.c.name.in_(set(names)), ~conversation.c.direct, ~conversation.c.gone
    )
    return rows.first(unit, Conversation, query.order_by(conversation.c.id))


def _unit_ids(unit: Unit, where: sa.ColumnElement[bool]) -> list[int]:
    return list(unit.connection.execute(sa.select(unit_of.c.id).where(where).order_by(unit_of.c.id)).scalars())


def _sits(seat: sa.FromClause, on: date) -> sa.ColumnElement[bool]:
    return sa.and_(seat.c.from_day <= on, sa.or_(seat.c.to_day.is_(None), seat.c.to_day >= on))


def _clear(unit: Unit, model: type[OrgUnit | Account | Company | Member], member_id: int, *columns: str) -> None:
    target = rows.table(model)
    for name in columns:
        column = target.c[name]
        unit.connection.execute(sa.update(target).where(column == member_id).values({name: None}))


def nearest_managers(unit: Unit) -> dict[int, int]:
    """The nearest manager of each unit, its own or one above, for the units that have one."""
    found = {row.id: row for row in rows.many(unit, OrgUnit, sa.select(unit_of))}
    managers = {}
    for id in found:
        at: int | None = id
        while at is not None and found[at].manager_id is None:
            at = found[at].parent_id
        if at is not None and (manager := found[at].manager_id) is not None:
            managers[id] = manager
    return managers
