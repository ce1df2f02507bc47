"""What coaching looks at: silence, what waits, and what was said to whom."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from storage import rows
from storage.database import Unit
from storage.tables.accounts import Account, Seat
from storage.tables.coaching import Nudge, Snooze
from storage.tables.company import Member
from storage.tables.events import Event
from storage.tables.requests import Request
from storage.tables.standings import LastTook

account, event, seat, member = (rows.table(it) for it in (Account, Event, Seat, Member))
nudge, snooze, took, request = (rows.table(it) for it in (Nudge, Snooze, LastTook, Request))


@dataclass(frozen=True)
class Sat:
    """A member in a triangle seat, since when, and the last day they took part in something there."""

    account_id: int
    member_id: int
    role: str
    since: date
    took_part: date | None


def last_event_days(unit: Unit) -> dict[int, date]:
    """The day of each open account's newest event that stands, else the day it was opened; one index look each."""
    stands = event.c.state.not_in(("void", "superseded"))
    newest = sa.select(sa.func.max(event.c.on_day)).where(event.c.account_id == account.c.id, stands)
    query = sa.select(account.c.id, sa.func.coalesce(newest.scalar_subquery(), account.c.opened_on)).where(
        ~account.c.archived
    )
    return {id: _day(day) for id, day in unit.connection.execute(query)}


def triangle_seats(unit: Unit, on: date) -> list[Sat]:
    """Everybody who holds a triangle role on an open account on a day."""
    last = (
        sa.select(sa.func.max(took.c.day))
        .where(took.c.account_id == seat.c.account_id, took.c.member_id == seat.c.member_id)
        .scalar_subquery()
    )
    query = (
        sa.select(seat.c.account_id, seat.c.member_id, seat.c.role, seat.c.from_day, last)
        .join(account, account.c.id == seat.c.account_id)
        .where(~account.c.archived, seat.c.role != "others", seat.c.from_day <= on)
        .where(sa.or_(seat.c.to_day.is_(None), seat.c.to_day >= on))
    )
    return [
        Sat(it[0], it[1], str(it[2]), it[3], None if it[4] is None else _day(it[4]))
        for it in unit.connection.execute(query)
    ]


def pending_since(unit: Unit, before: datetime) -> list[Event]:
    """Events that have waited for a confirmation since before an instant, oldest first."""
    query = (
        sa.select(event)
        .join(account, account.c.id == event.c.account_id)
        .where(~account.c.archived, event.c.state == "pending", event.c.logged_at < before)
    )
    return rows.many(unit, Event, query.order_by(event.c.id))


def waiting_for_their_requester(unit: Unit) -> list[Request]:
    query = sa.select(request).where(request.c.open, request.c.state == "waiting").order_by(request.c.id)
    return rows.many(unit, Request, query)


def active_members(unit: Unit) -> list[Member]:
    return rows.many(unit, Member, sa.select(member).where(member.c.active).order_by(member.c.id))


def last_nudges(unit: Unit, causes: Collection[str]) -> dict[tuple[int, str], Nudge]:
    """The newest nudge of each of these causes, by (member, cause)."""
    query = sa.select(nudge).where(nudge.c.cause.in_(causes), nudge.c.sent_at.is_not(None)).order_by(nudge.c.id)
    return {(each.member_id, each.cause): each for each in rows.many(unit, Nudge, query)} if causes else {}


def said_since(unit: Unit, since: datetime) -> dict[int, int]:
    """How many nudges each member was sent since an instant."""
    query = sa.select(nudge.c.member_id, sa.func.count()).where(nudge.c.sent_at >= since).group_by(nudge.c.member_id)
    return {row[0]: row[1] for row in unit.connection.execute(query)}


def not_acted_on(unit: Unit, since: datetime) -> list[Nudge]:
    """Nudges sent since an instant that nobody has acted on yet."""
    query = sa.select(nudge).where(nudge.c.sent_at >= since, nudge.c.acted_at.is_(None))
    return rows.many(unit, Nudge, query)


def snoozed(unit: Unit, since: datetime) -> dict[int, dict[str, datetime]]:
    """Who silenced which cause ("*": all) until when, of what held at an instant or later."""
    found: dict[int, dict[str, datetime]] = {}
    for each in rows.many(unit, Snooze, sa.select(snooze).where(snooze.c.until_at > since)):
        found.setdefault(each.member_id, {})[each.cause] = each.until_at
    return found


def find_nudge(unit: Unit, id: int) -> Nudge | None:
    return rows.by_id(unit, Nudge, id)


def add_nudge(unit: Unit, new: Nudge) -> Nudge:
    return rows.add(unit, new)


def mark_nudge(unit: Unit, id: int, **values: datetime) -> None:
    """Set `done_at`, `acted_at` or `snoozed_until`."""
    rows.change(unit, Nudge, id, **values)


def silence(unit: Unit, member_id: int, cause: str, until: datetime) -> None:
    rows.put(unit, Snooze(member_id=member_id, cause=cause, until_at=until))


def _day(value: date | str) -> date:
    """SQLite gives an aggregate of dates as text."""
    return date.fromisoformat(value) if isinstance(value, str) else value
