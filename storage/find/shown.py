"""Which live messages show something that is about to read differently."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa

from storage import rows
from storage.database import Unit
from storage.tables.accounts import Account
from storage.tables.company import OrgUnit
from storage.tables.events import Event
from storage.tables.messages import Place
from storage.tables.requests import Request

place, event, request = rows.table(Place), rows.table(Event), rows.table(Request)

Subject = tuple[str, int]


def everything(unit: Unit) -> list[Subject]:
    """Every event and request that a live message stands for."""
    return _subjects(unit, place.c.subject.in_(("event", "request")))


def of_accounts(unit: Unit, account_ids: Collection[int]) -> list[Subject]:
    """The events and requests of accounts that live messages stand for."""
    events = sa.select(event.c.id).where(event.c.account_id.in_(account_ids))
    requests = sa.select(request.c.id).where(request.c.account_id.in_(account_ids))
    return _subjects(unit, sa.or_(_is("event", events), _is("request", requests))) if account_ids else []


def of_department(unit: Unit, unit_id: int) -> list[Subject]:
    return _subjects(unit, _is("request", sa.select(request.c.id).where(request.c.unit_id == unit_id)))


def accounts_under(unit: Unit, unit_id: int) -> list[int]:
    """The accounts in a unit and in all units below it."""
    units, account = rows.table(OrgUnit), rows.table(Account)
    below = sa.select(units.c.id).where(units.c.id == unit_id).cte("below", recursive=True)
    child = units.alias()
    below = below.union(sa.select(child.c.id).where(child.c.parent_id == below.c.id))
    query = sa.select(account.c.id).where(account.c.region_id.in_(sa.select(below.c.id)))
    return list(unit.connection.execute(query.order_by(account.c.id)).scalars())


def _is(subject: str, ids: sa.Select[tuple[int]]) -> sa.ColumnElement[bool]:
    return sa.and_(place.c.subject == subject, place.c.subject_id.in_(ids))


def _subjects(unit: Unit, where: sa.ColumnElement[bool]) -> list[Subject]:
    query = sa.select(place.c.subject, place.c.subject_id).where(where, ~place.c.gone).distinct()
    found = unit.connection.execute(query.order_by(place.c.subject, place.c.subject_id))
    return [(subject, id) for subject, id in found]
