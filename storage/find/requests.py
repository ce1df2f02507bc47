"""Support requests, their clocks, steps and holders (domain.md 6)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from scoring.terms import ClockName
from storage import rows
from storage.database import Unit
from storage.outbox import SAID
from storage.tables.accounts import Account, Seat
from storage.tables.company import Counter, OrgUnit
from storage.tables.messages import Outbox, Place
from storage.tables.requests import HolderSegment, Remark, Request, RequestClock, Step, Watcher

request, clock, step = (rows.table(it) for it in (Request, RequestClock, Step))
segment, remark, watcher = (rows.table(it) for it in (HolderSegment, Remark, Watcher))
account, seat, org_unit = (rows.table(it) for it in (Account, Seat, OrgUnit))

_OPEN_AT = (
    sa.select(request.c.id)
    .where(request.c.account_id == sa.bindparam("account"), request.c.open)
    .order_by(request.c.id)
)
"""Built once: every command about an event asks it."""


def next_number(unit: Unit) -> int:
    """The next number of a request: they count up per company."""
    rows.increase(unit, Counter, {"kind": "request"}, last=1)
    counter = rows.table(Counter)
    return int(unit.connection.execute(sa.select(counter.c.last).where(counter.c.kind == "request")).scalar_one())


def the_request(unit: Unit, id: int) -> Request:
    return rows.the(unit, Request, id)


def find_request(unit: Unit, id: int) -> Request | None:
    return rows.by_id(unit, Request, id)


def request_numbered(unit: Unit, number: int) -> Request | None:
    """The request that people call R<number>."""
    return rows.first(unit, Request, sa.select(request).where(request.c.number == number))


def clocks_of(unit: Unit, request_id: int) -> dict[ClockName, RequestClock]:
    """Both clocks of a request; none before they are started."""
    query = sa.select(clock).where(clock.c.request_id == request_id).order_by(clock.c.id)
    return {ClockName(each.name): each for each in rows.many(unit, RequestClock, query)}


def find_clock(unit: Unit, id: int) -> RequestClock | None:
    return rows.by_id(unit, RequestClock, id)


def steps_of(unit: Unit, clock_id: int, revision: int) -> list[Step]:
    """The steps that a clock passed under one revision, as they came."""
    query = sa.select(step).where(step.c.clock_id == clock_id, step.c.revision == revision)
    return rows.many(unit, Step, query.order_by(step.c.id))


def heard_of(unit: Unit, request_id: int) -> frozenset[int]:
    """The members whom a step of the request's ladder has reached."""
    query = sa.select(step.c.heard).join(clock, clock.c.id == step.c.clock_id)
    told = unit.connection.execute(query.where(clock.c.request_id == request_id, step.c.fired)).scalars()
    return frozenset(each["member"] for heard in told for each in heard if each["member"] is not None)


def open_segment(unit: Unit, request_id: int) -> HolderSegment | None:
    """Who holds the request now, and since when."""
    query = sa.select(segment).where(segment.c.request_id == request_id, segment.c.to_at.is_(None))
    return rows.first(unit, HolderSegment, query)


def last_remark(unit: Unit, request_id: int, how: str) -> Remark | None:
    """The latest line of the timeline of one sort."""
    query = sa.select(remark).where(remark.c.request_id == request_id, remark.c.how == how)
    return rows.first(unit, Remark, query.order_by(remark.c.id.desc()))


def silences(unit: Unit, request_id: int, member_id: int) -> bool:
    """Whether a member has silenced their own pings of this request."""
    query = sa.select(watcher.c.silent).where(watcher.c.request_id == request_id, watcher.c.member_id == member_id)
    return bool(unit.connection.execute(query).scalar())


# --- which ones: for lists, for the board, and for whoever asks the same again ---


@dataclass(frozen=True)
class Which:
    """Which open requests: of an account, of a department, or of a member (asked, owned, held or followed)."""

    account_id: int | None = None
    unit_id: int | None = None
    member_id: int | None = None


@dataclass(frozen=True)
class Eyes:
    """Who looks, and on which day: `stands_in_for` are the absent whose place they take now."""

    member_id: int
    unit_id: int | None
    on: date
    stands_in_for: frozenset[int] = frozenset()


def open_page(unit: Unit, which: Which, eyes: Eyes, after: int, limit: int) -> list[Request]:
    """The open requests that one may see, oldest first, behind the one with the number `after`."""
    query = _open(which, eyes).where(request.c.number > after).order_by(request.c.number)
    return rows.many(unit, Request, query.limit(limit))


def how_many_open(unit: Unit, which: Which, eyes: Eyes) -> int:
    query = sa.select(sa.func.count()).select_from(_open(which, eyes).subquery())
    return int(unit.connection.execute(query).scalar_one())


def open_at(unit: Unit, account_id: int) -> list[int]:
    """The ids of every open request of an account."""
    return [row.id for row in rows.asked(unit, _OPEN_AT, account=account_id)]


def open_in(unit: Unit, unit_id: int) -> list[Request]:
    """Every open request that went to a department."""
    query = sa.select(request).where(request.c.unit_id == unit_id, request.c.open)
    return rows.many(unit, Request, query.order_by(request.c.id))


def open_of(unit: Unit, member_id: int) -> list[Request]:
    """Every open request that somebody owns."""
    query = sa.select(request).where(request.c.open, request.c.owner_id == member_id)
    return rows.many(unit, Request, query.order_by(request.c.id))


def open_with(unit: Unit, member_ids: Collection[int]) -> list[Request]:
    """Every open request that one of these owns, or that went to a department which one of them leads."""
    led = sa.select(org_unit.c.id).where(org_unit.c.lead_id.in_(member_ids))
    query = sa.select(request).where(
        request.c.open, sa.or_(request.c.owner_id.in_(member_ids), request.c.unit_id.in_(led))
    )
    return rows.many(unit, Request, query.order_by(request.c.id)) if member_ids else []


def asked_lately(unit: Unit, account_id: int, kind: str, since: datetime) -> list[Request]:
    """The open requests of one kind that were made for an account since then, newest first."""
    query = sa.select(request).where(
        request.c.account_id == account_id, request.c.open, request.c.kind == kind, request.c.asked_at > since
    )
    return rows.many(unit, Request, query.order_by(request.c.id.desc()))


def clocks_of_all(unit: Unit, request_ids: Collection[int]) -> dict[int, dict[ClockName, RequestClock]]:
    """Both clocks of each of these requests, in one query."""
    query = sa.select(clock).where(clock.c.request_id.in_(request_ids)).order_by(clock.c.id)
    found: dict[int, dict[ClockName, RequestClock]] = {id: {} for id in request_ids}
    for each in rows.many(unit, RequestClock, query) if request_ids else []:
        found[each.request_id][ClockName(each.name)] = each
    return found


def find_watcher(unit: Unit, request_id: int, member_id: int) -> Watcher | None:
    query = sa.select(watcher).where(watcher.c.request_id == request_id, watcher.c.member_id == member_id)
    return rows.first(unit, Watcher, query)


def watchers(unit: Unit, request_id: int) -> list[Watcher]:
    """Who watches a request or helps with it, helpers first."""
    query = sa.select(watcher).where(watcher.c.request_id == request_id)
    return rows.many(unit, Watcher, query.order_by(watcher.c.helper.desc(), watcher.c.member_id))


def remarks(unit: Unit, request_id: int, limit: int) -> list[Remark]:
    """The last lines of a request's timeline, as they came."""
    query = sa.select(remark).where(remark.c.request_id == request_id).order_by(remark.c.id.desc()).limit(limit)
    return rows.many(unit, Remark, query)[::-1]


def _open(which: Which, eyes: Eyes) -> sa.Select[Any]:
    query = sa.select(request).where(request.c.open, _seen_by(eyes))
    if which.account_id is not None:
        query = query.where(request.c.account_id == which.account_id)
    if which.unit_id is not None:
        query = query.where(request.c.unit_id == which.unit_id)
    return query if which.member_id is None else query.where(_concerns(which.member_id))


def _concerns(member_id: int) -> sa.ColumnElement[bool]:
    return sa.or_(
        request.c.asked_by == member_id,
        request.c.owner_id == member_id,
        request.c.holder_id == member_id,
        request.c.id.in_(_followed(member_id)),
    )


def _followed(member_id: int) -> sa.Select[Any]:
    return sa.select(watcher.c.request_id).where(watcher.c.member_id == member_id)


def _seen_by(eyes: Eyes) -> sa.ColumnElement[bool]:
    """May.SEE_REQUEST of the permission table, as a condition: for lists, which ask about many at once. A request of
    others that somebody only heard of by a step opens from there, and is in no list of theirs till they take part."""
    below = _managed(eyes.member_id)
    return sa.or_(
        request.c.asked_by == eyes.member_id,
        request.c.owner_id == eyes.member_id,
        request.c.id.in_(_followed(eyes.member_id)),
        request.c.account_id.in_(_accounts(eyes, below)),
        request.c.unit_id.in_(_departments(eyes, below)),
    )


def _managed(member_id: int) -> sa.Select[Any]:
    """The units that a member manages, and all below them."""
    below = sa.select(org_unit.c.id).where(org_unit.c.manager_id == member_id).cte("managed", recursive=True)
    below = below.union(sa.select(org_unit.c.id).where(org_unit.c.parent_id == below.c.id))
    return sa.select(below.c.id)


def _accounts(eyes: Eyes, managed: sa.Select[Any]) -> sa.Select[Any]:
    seated = sa.select(seat.c.account_id).where(
        seat.c.member_id == eyes.member_id,
        seat.c.from_day <= eyes.on,
        sa.or_(seat.c.to_day.is_(None), seat.c.to_day >= eyes.on),
    )
    return sa.select(account.c.id).where(
        sa.or_(account.c.sponsor_id == eyes.member_id, account.c.region_id.in_(managed), account.c.id.in_(seated))
    )


def _departments(eyes: Eyes, managed: sa.Select[Any]) -> sa.Select[Any]:
    leads = {eyes.member_id, *eyes.stands_in_for}
    return sa.select(org_unit.c.id).where(
        sa.or_(org_unit.c.id == eyes.unit_id, org_unit.c.lead_id.in_(leads), org_unit.c.id.in_(managed))
    )


def accounts_behind(unit: Unit, ids: Collection[int]) -> dict[int, Account]:
    found = rows.many(unit, Account, sa.select(account).where(account.c.id.in_(ids))) if ids else []
    return {each.id: each for each in found}


def units_behind(unit: Unit, ids: Collection[int]) -> dict[int, OrgUnit]:
    found = rows.many(unit, OrgUnit, sa.select(org_unit).where(org_unit.c.id.in_(ids))) if ids else []
    return {each.id: each for each in found}


def stands_in(unit: Unit, conversation_id: int, request_id: int) -> bool:
    """Whether the request's card stands in a conversation, or is on its way there."""
    place, out = rows.table(Place).c, rows.table(Outbox).c
    standing = sa.select(place.id).where(
        place.conversation_id == conversation_id,
        place.subject == "request",
        place.subject_id == request_id,
        place.face != SAID,
        ~place.gone,
    )
    coming = sa.select(out.id).where(
        out.conversation_id == conversation_id,
        out.subject == "request",
        out.subject_id == request_id,
        out.face != SAID,
        out.state == "waiting",
    )
    return unit.connection.execute(sa.select(sa.or_(standing.exists(), coming.exists()))).scalar() is True
