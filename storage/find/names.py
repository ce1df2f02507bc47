"""What people call things: accounts by alias, people by handle, numbers by what has them (domain.md 11)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa

from storage import rows
from storage.database import Unit
from storage.tables.accounts import Account, Alias, Seat
from storage.tables.company import Member
from storage.tables.events import Event
from storage.tables.requests import Request

account, alias, member = rows.table(Account), rows.table(Alias), rows.table(Member)
event, request, seat = rows.table(Event), rows.table(Request), rows.table(Seat)


@dataclass(frozen=True)
class Called:
    """One of the names that an open account answers to. `names` are those it is shown by."""

    account_id: int
    names: dict[str, str]
    text: str
    folded: str
    pinyin: str


@dataclass(frozen=True)
class Known:
    """An active member, as far as names go."""

    id: int
    handle: str
    names: dict[str, str]


def accounts_called(unit: Unit, keys: Collection[str]) -> list[Called]:
    """Open accounts that answer to one of these folded names; by the index on them."""
    return _called(unit, alias.c.folded.in_(keys)) if keys else []


def accounts_beginning(unit: Unit, start: str) -> list[Called]:
    """Open accounts with a name that begins so, at most a hundred names."""
    return _called(unit, _begins(unit, start), most=100) if start else []


def accounts_spelt(unit: Unit, start: str) -> list[Called]:
    """Open accounts with a name whose spelling in pinyin, or its initials, begins so; at most a hundred names."""
    spelling = alias.c.pinyin
    begins = sa.or_(spelling.startswith(start, autoescape=True), spelling.contains(f" {start}", autoescape=True))
    return _called(unit, begins, most=100) if start else []


def every_account_name(unit: Unit) -> list[Called]:
    """Every name of every open account: for near misses only."""
    return _called(unit, sa.true())


def unaliased_accounts(unit: Unit) -> list[Account]:
    """Open accounts that no alias leads to."""
    query = sa.select(account).where(~account.c.archived, ~sa.exists().where(alias.c.account_id == account.c.id))
    return rows.many(unit, Account, query.order_by(account.c.id))


def open_account(unit: Unit, id: int) -> Account | None:
    return rows.first(unit, Account, sa.select(account).where(account.c.id == id, ~account.c.archived))


def some_accounts(unit: Unit, member_id: int, most: int) -> list[Account]:
    """Open accounts to choose from, those of the member's teams first."""
    mine = sa.exists().where(
        seat.c.account_id == account.c.id, seat.c.member_id == member_id, seat.c.to_day.is_(None)
    )
    query = sa.select(account).where(~account.c.archived).order_by(sa.case((mine, 0), else_=1), account.c.id)
    return rows.many(unit, Account, query.limit(most))


def member_with_handle(unit: Unit, handles: Collection[str]) -> Member | None:
    """The active member with one of these spellings of a handle."""
    query = sa.select(member).where(member.c.handle.in_(handles), member.c.active)
    return rows.first(unit, Member, query.order_by(member.c.id))


def active_members(unit: Unit, most: int | None = None) -> list[Known]:
    """Everybody's names in one query; not whole rows, since a company may have thousands."""
    query = sa.select(member.c.id, member.c.handle, member.c.names).where(member.c.active).order_by(member.c.id)
    return [Known(row.id, row.handle, row.names) for row in unit.connection.execute(query.limit(most))]


def only_a_request_has(unit: Unit, number: int) -> bool:
    """Whether the number is a request's and no event's."""
    events = sa.select(sa.literal("event").label("kind")).where(event.c.number == number)
    requests = sa.select(sa.literal("request").label("kind")).where(request.c.number == number)
    found = {row.kind for row in unit.connection.execute(sa.union_all(events, requests))}
    return found == {"request"}


def number_of(unit: Unit, kind: str, id: int) -> int | None:
    """The number by which people call the event or request with this id."""
    found = rows.by_id(unit, Event, id) if kind == "event" else rows.by_id(unit, Request, id)
    return None if found is None else found.number


def newest_own(unit: Unit, account_id: int, kind: str, member_id: int) -> int | None:
    """The number of the newest event of a kind on an account that the member logged and that still stands."""
    query = (
        sa.select(event.c.number)
        .where(event.c.account_id == account_id, event.c.kind == kind, event.c.logged_by == member_id)
        .where(event.c.state.in_(("pending", "counted", "confirmed")))
    )
    number: int | None = unit.connection.execute(query.order_by(event.c.id.desc()).limit(1)).scalar()
    return number


def _begins(unit: Unit, start: str) -> sa.ColumnElement[bool]:
    """SQLite's LIKE folds case, so it can't use the index; a range can, where bytes are compared."""
    if unit.connection.dialect.name == "sqlite":
        return alias.c.folded.between(start, start + "\U0010ffff")
    return alias.c.folded.startswith(start, autoescape=True)


def _called(unit: Unit, where: sa.ColumnElement[bool], most: int | None = None) -> list[Called]:
    query = (
        sa.select(account.c.id, account.c.names, alias.c.text, alias.c.folded, alias.c.pinyin)
        .join(account, account.c.id == alias.c.account_id)
        .where(~account.c.archived, where)
        .order_by(alias.c.id)
    )
    found = unit.connection.execute(query.limit(most))
    return [Called(row.id, row.names, row.text, row.folded, row.pinyin) for row in found]
