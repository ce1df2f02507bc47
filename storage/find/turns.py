"""What waits for a member: events to confirm, requests whose turn is theirs (domain.md 3, 6)."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from scoring.terms import EventState, Holder, Role
from storage import rows
from storage.database import Unit
from storage.find import events
from storage.find.accounts import accounts_of
from storage.tables.company import Member, OrgUnit
from storage.tables.events import Event
from storage.tables.requests import Request

event, request, unit_of = (rows.table(it) for it in (Event, Request, OrgUnit))


def events_for(unit: Unit, who: Member, on: date, limit: int) -> list[Event]:
    """Events on the accounts they are on or manage that others logged and nobody has confirmed, oldest first."""
    ids = {each.id for each in accounts_of(unit, who.id, on)}
    if who.role in (Role.MANAGER, Role.ADMIN):
        ids |= set(events.accounts_managed(unit, who.id))
    query = sa.select(event).where(
        event.c.account_id.in_(ids), event.c.state == EventState.PENDING, event.c.logged_by != who.id
    )
    return rows.many(unit, Event, query.order_by(event.c.id).limit(limit)) if ids else []


def requests_for(unit: Unit, who: Member, limit: int) -> list[Request]:
    """Open requests that they hold, or that stand in the queue of the department they lead or are on duty for."""
    theirs = sa.select(unit_of.c.id).where(sa.or_(unit_of.c.lead_id == who.id, unit_of.c.on_duty_id == who.id))
    turn = sa.or_(
        request.c.holder_id == who.id,
        sa.and_(request.c.holder == Holder.OWNER, request.c.owner_id == who.id),
        sa.and_(request.c.holder == Holder.REQUESTER, request.c.asked_by == who.id),
        sa.and_(request.c.holder.in_((Holder.QUEUE, Holder.LEAD)), request.c.unit_id.in_(theirs)),
    )
    query = sa.select(request).where(request.c.open, turn)
    return rows.many(unit, Request, query.order_by(request.c.id).limit(limit))
