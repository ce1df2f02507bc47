"""Accounts and their teams."""

from datetime import date

import sqlalchemy as sa

from scoring.terms import TriangleRole
from storage import rows
from storage.database import Unit
from storage.tables.accounts import Account, Seat
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
    query = sa.select(seat).where(
        seat.c.account_id == account_id,
        seat.c.from_day <= on,
        sa.or_(seat.c.to_day.is_(None), seat.c.to_day >= on),
    )
    order = list(TriangleRole)
    return sorted(rows.many(unit, Seat, query), key=lambda each: (order.index(each.role), each.id))


def team(unit: Unit, account_id: int, on: date) -> dict[TriangleRole, list[Member]]:
    """The members in each role on a day, every role present."""
    sat = seats(unit, account_id, on)
    table = rows.table(Member)
    found = rows.many(unit, Member, sa.select(table).where(table.c.id.in_({each.member_id for each in sat})))
    by_id = {each.id: each for each in found}
    return {role: [by_id[each.member_id] for each in sat if each.role == role] for role in TriangleRole}


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
