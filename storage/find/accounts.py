"""Accounts and their teams."""

from datetime import date, timedelta
from functools import cache
from typing import Any

import sqlalchemy as sa

from scoring.terms import TriangleRole
from storage import rows
from storage.database import Unit
from storage.find import company
from storage.tables.accounts import Account, Alias, Seat
from storage.tables.company import Member

account, seat = rows.table(Account), rows.table(Seat)


def the_account(unit: Unit, id: int) -> Account:
    return rows.the(unit, Account, id)


def find_account(unit: Unit, id: int | None) -> Account | None:
    return rows.by_id(unit, Account, id)


def open_accounts(unit: Unit) -> list[Account]:
    return rows.many(unit, Account, sa.select(account).where(~account.c.archived).order_by(account.c.id))


def seats(unit: Unit, account_id: int, on: date) -> list[Seat]:
    """Who sits on an account's team on a day, in the order AR, SR, FR, others."""
    order = list(TriangleRole)
    found = rows.many(unit, Seat, _seats(), account_id=account_id, on=on)
    return sorted(found, key=lambda each: (order.index(each.role), each.id))


@cache
def _seats() -> sa.Select[tuple[object, ...]]:
    on = sa.bindparam("on", type_=sa.Date())
    sits = sa.and_(seat.c.from_day <= on, sa.or_(seat.c.to_day.is_(None), seat.c.to_day >= on))
    return sa.select(seat).where(seat.c.account_id == sa.bindparam("account_id"), sits)


def team(unit: Unit, account_id: int, on: date) -> dict[TriangleRole, list[Member]]:
    """The members in each role on a day, every role present."""
    sat = seats(unit, account_id, on)
    found = company.members(unit, {each.member_id for each in sat})
    return {role: [found[each.member_id] for each in sat if each.role == role] for role in TriangleRole}


def accounts_of(unit: Unit, member_id: int, on: date) -> list[Account]:
    """The accounts whose team a member is on."""
    query = (
        sa.select(account)
        .join(seat, seat.c.account_id == account.c.id)
        .where(seat.c.member_id == member_id, seat.c.from_day <= on, ~account.c.archived)
        .where(sa.or_(seat.c.to_day.is_(None), seat.c.to_day >= on))
        .distinct()
    )
    return rows.many(unit, Account, query.order_by(account.c.id))


def sponsors_any(unit: Unit, member_id: int) -> bool:
    query = sa.select(account.c.id).where(account.c.sponsor_id == member_id, ~account.c.archived)
    return unit.connection.execute(query.limit(1)).first() is not None


def aliases(unit: Unit, account_id: int) -> list[Alias]:
    alias = rows.table(Alias)
    return rows.many(unit, Alias, sa.select(alias).where(alias.c.account_id == account_id).order_by(alias.c.id))


def add_account(unit: Unit, new: Account) -> Account:
    return rows.add(unit, new)


def change_account(unit: Unit, account_id: int, **values: Any) -> None:
    rows.change(unit, Account, account_id, **values)


def add_alias(unit: Unit, new: Alias) -> Alias:
    return rows.add(unit, new)


def seat_member(unit: Unit, new: Seat) -> Seat:
    return rows.add(unit, new)


def unseat(unit: Unit, taken: Seat, today: date) -> None:
    """The seat is empty from `today` on; one taken today is as if never taken."""
    if taken.from_day >= today:
        rows.remove(unit, Seat, id=taken.id)
    else:
        rows.change(unit, Seat, taken.id, to_day=today - timedelta(days=1))


def seats_of(unit: Unit, member_id: int, on: date) -> list[Seat]:
    """Where a member sits on a day, on every account."""
    query = sa.select(seat).where(
        seat.c.member_id == member_id,
        seat.c.from_day <= on,
        sa.or_(seat.c.to_day.is_(None), seat.c.to_day >= on),
    )
    return rows.many(unit, Seat, query.order_by(seat.c.id))
