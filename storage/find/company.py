"""Who is who: the company, units, people and where they can be reached."""

from datetime import date, datetime

import sqlalchemy as sa

from scoring.terms import Role
from storage import rows
from storage.database import Unit
from storage.tables.company import Absence, Calendar, Company, Conversation, Identity, Member, OrgUnit, Participant
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
    found = rows.many(unit, Member, sa.select(member).where(member.c.id.in_(ids))) if ids else []
    return {each.id: each for each in found}


def member_behind(unit: Unit, platform: str, workspace: str, user_id: str) -> Member | None:
    """The active member with this platform identity."""
    query = (
        sa.select(member)
        .join(identity, identity.c.member_id == member.c.id)
        .where(identity.c.platform == platform, identity.c.workspace == workspace, identity.c.user_id == user_id)
        .where(member.c.active)
    )
    return rows.first(unit, Member, query)


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
    cal = rows.table(Calendar)
    query = sa.select(cal).where(cal.c.unit_id == unit_id, cal.c.from_day <= on).order_by(cal.c.from_day.desc())
    return rows.first(unit, Calendar, query)


def direct_conversation(unit: Unit, member_id: int) -> Conversation | None:
    """Where a member is reached in person: their first live direct conversation."""
    query = (
        sa.select(conversation)
        .where(conversation.c.member_id == member_id, conversation.c.direct, ~conversation.c.gone)
        .order_by(conversation.c.id)
    )
    return rows.first(unit, Conversation, query)


def account_channels(unit: Unit, account_id: int) -> list[Conversation]:
    query = sa.select(conversation).where(
        conversation.c.account_id == account_id, ~conversation.c.direct, ~conversation.c.gone
    )
    return rows.many(unit, Conversation, query.order_by(conversation.c.id))


def participants(unit: Unit, conversation_id: int) -> list[Member]:
    """Who is in a channel."""
    inside = rows.table(Participant)
    query = (
        sa.select(member)
        .join(inside, inside.c.member_id == member.c.id)
        .where(inside.c.conversation_id == conversation_id)
    )
    return rows.many(unit, Member, query.order_by(member.c.id))


def absences(unit: Unit, at: datetime) -> dict[int, Absence]:
    """Who is away at an instant, by member."""
    away = rows.table(Absence)
    query = sa.select(away).where(away.c.from_at <= at, away.c.until_at > at, away.c.ended_at.is_(None))
    return {each.member_id: each for each in rows.many(unit, Absence, query.order_by(away.c.id))}


def managers_above(unit: Unit, unit_id: int) -> list[int]:
    """The managers of a unit and of all units above it, nearest first."""
    above = (
        sa.select(unit_of.c.id, unit_of.c.parent_id, unit_of.c.manager_id, sa.literal(0).label("height"))
        .where(unit_of.c.id == unit_id)
        .cte("above", recursive=True)
    )
    parent = unit_of.alias()
    step = sa.select(parent.c.id, parent.c.parent_id, parent.c.manager_id, above.c.height + 1).where(
        parent.c.id == above.c.parent_id, above.c.height < 16
    )
    above = above.union_all(step)
    query = sa.select(above.c.manager_id).where(above.c.manager_id.is_not(None)).order_by(above.c.height)
    return list(unit.connection.execute(query).scalars())


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
