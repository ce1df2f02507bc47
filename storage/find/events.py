"""Key events and those who stand around them (domain.md 3, 5)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

import sqlalchemy as sa

from scoring.terms import EventState, RequestState, Role
from storage import rows
from storage.database import Unit
from storage.find import accounts, company
from storage.fold import ENDED
from storage.tables.accounts import Account
from storage.tables.company import Counter, Member, OrgUnit, Rate
from storage.tables.events import Assist, Credit, Event, Fact, Part
from storage.tables.requests import Request
from storage.tables.standings import KindDay

event, part, credit, assist = (rows.table(it) for it in (Event, Part, Credit, Assist))
fact, kind_day, rate, counter = (rows.table(it) for it in (Fact, KindDay, Rate, Counter))
request = rows.table(Request)

# The queries of a command's path are built once: building them costs more than running them.

_LAST_NUMBER = sa.select(counter.c.last).where(counter.c.kind == sa.bindparam("kind"))
_NUMBERED = sa.select(event).where(event.c.number == sa.bindparam("number"))
_PARTS = sa.select(part).where(part.c.event_id == sa.bindparam("event"))
_CREDITS = sa.select(credit).where(credit.c.event_id == sa.bindparam("event"))
_ASSISTS = sa.select(assist).where(assist.c.event_id == sa.bindparam("event"))
_TWINS = (
    sa.select(event)
    .where(event.c.account_id == sa.bindparam("account"), event.c.kind == sa.bindparam("kind"))
    .where(event.c.on_day == sa.bindparam("on"), event.c.minor.is_not_distinct_from(sa.bindparam("minor")))
    .where(event.c.logged_at > sa.bindparam("since"), event.c.state.not_in(ENDED))
    .order_by(event.c.id.desc())
)
_HELPFUL = (
    sa.select(request.c.id, request.c.number, request.c.owner_id)
    .where(request.c.account_id == sa.bindparam("account"), request.c.owner_id.is_not(None))
    .where(request.c.state.in_((RequestState.RESOLVED, RequestState.CLOSED)))
    .where(request.c.resolved_at > sa.bindparam("since"), request.c.resolved_at <= sa.bindparam("until"))
    .order_by(request.c.resolved_at.desc(), request.c.id.desc())
)


def next_number(unit: Unit) -> int:
    """The next number of an event, which is also its id: they count up per company."""
    rows.increase(unit, Counter, {"kind": "event"}, last=1)
    return int(rows.asked(unit, _LAST_NUMBER, kind="event")[0].last)


def find_event(unit: Unit, number: int) -> Event | None:
    return rows.first(unit, Event, _NUMBERED, number=number)


def the_event(unit: Unit, id: int) -> Event:
    return rows.the(unit, Event, id)


@dataclass(frozen=True)
class Around:
    """Who took part in an event, who was credited, which requests stood behind it."""

    parts: tuple[Part, ...]
    credits: tuple[Credit, ...]
    assists: tuple[Assist, ...]

    @property
    def members(self) -> frozenset[int]:
        taken = {each.member_id for each in self.parts}
        credited = {each.member_id for each in self.credits}
        return frozenset(taken | credited | {each.member_id for each in self.assists})


def around(unit: Unit, event_id: int) -> Around:
    return Around(
        tuple(rows.many(unit, Part, _PARTS, event=event_id)),
        tuple(rows.many(unit, Credit, _CREDITS, event=event_id)),
        tuple(rows.many(unit, Assist, _ASSISTS, event=event_id)),
    )


def last_change(unit: Unit, event_id: int) -> Fact | None:
    """The newest fact that changed an event since it was logged."""
    query = sa.select(fact).where(fact.c.subject == "event", fact.c.subject_id == event_id)
    return rows.first(
        unit,
        Fact,
        query.where(fact.c.kind.like("event.%"), fact.c.kind != "event.logged").order_by(fact.c.id.desc()),
    )


def last_nudge(unit: Unit, event_id: int) -> Fact | None:
    """When somebody was last reminded of an event."""
    query = sa.select(fact).where(fact.c.subject == "event", fact.c.subject_id == event_id)
    return rows.first(unit, Fact, query.where(fact.c.kind == "nudge.sent").order_by(fact.c.id.desc()))


@dataclass(frozen=True)
class Asked:
    """Which of an account's events: of some kind, still to be confirmed, since a day."""

    account_id: int
    kind: str | None = None
    pending: bool = False
    since: date | None = None


def page(unit: Unit, asked: Asked, before: Event | None, limit: int) -> list[Event]:
    """Newest day first, those that ended left out; `before` is the last one of the page that was shown."""
    query = _of(asked)
    if before is not None:
        query = query.where(sa.tuple_(event.c.on_day, event.c.id) < sa.tuple_(before.on_day, before.id))
    return rows.many(unit, Event, query.order_by(event.c.on_day.desc(), event.c.id.desc()).limit(limit))


def _of(asked: Asked) -> sa.Select[tuple[object, ...]]:
    query = sa.select(event).where(event.c.account_id == asked.account_id)
    if asked.pending:
        query = query.where(event.c.state == EventState.PENDING)
    else:
        query = query.where(event.c.state.not_in(ENDED))
    if asked.kind is not None:
        query = query.where(event.c.kind == asked.kind)
    return query if asked.since is None else query.where(event.c.on_day >= asked.since)


def how_many(unit: Unit, account_id: int, kind: str | None, first: date, last: date) -> int:
    """How many events of a kind (or any) an account has from day to day, counted and pending."""
    query = sa.select(sa.func.coalesce(sa.func.sum(kind_day.c.count + kind_day.c.pending_count), 0)).where(
        kind_day.c.account_id == account_id, kind_day.c.day >= first, kind_day.c.day <= last
    )
    if kind is not None:
        query = query.where(kind_day.c.kind == kind)
    return int(unit.connection.execute(query).scalar_one())


def pending_on(unit: Unit, account_ids: Collection[int], limit: int) -> list[Event]:
    """The events of these accounts that wait for a second pair of eyes, oldest first."""
    query = sa.select(event).where(event.c.account_id.in_(account_ids), event.c.state == EventState.PENDING)
    return rows.many(unit, Event, query.order_by(event.c.id).limit(limit)) if account_ids else []


def twin_of(
    unit: Unit, account_id: int, kind: str, on_day: date, minor: int | None, value: Decimal | None, since: datetime
) -> Event | None:
    """The newest standing event of the same account, kind, day and figure, logged since then."""
    found = rows.many(unit, Event, _TWINS, account=account_id, kind=kind, on=on_day, minor=minor, since=since)
    return next((each for each in found if each.value == value), None)


def newest(unit: Unit, account_id: int, kind: str, minor: int | None = None) -> Event | None:
    """The newest standing event of a kind on an account, of that amount if there is one."""
    query = sa.select(event).where(
        event.c.account_id == account_id, event.c.kind == kind, event.c.state.not_in(ENDED)
    )
    latest = event.c.on_day.desc(), event.c.id.desc()
    same = rows.first(unit, Event, query.where(event.c.minor == minor).order_by(*latest)) if minor else None
    return same or rows.first(unit, Event, query.order_by(*latest))


def last_of(unit: Unit, member_id: int) -> Event | None:
    """The newest event that a member logged and that still stands."""
    query = sa.select(event).where(event.c.logged_by == member_id, event.c.state.not_in(ENDED))
    return rows.first(unit, Event, query.order_by(event.c.id.desc()))


def who_may_confirm(unit: Unit, it: Event, on: date) -> list[Member]:
    """The account's team on a day and its nearest manager, without who logged it."""
    account = accounts.the_account(unit, it.account_id)
    team = [seat.member_id for seat in accounts.seats(unit, it.account_id, on)]
    manager = find_manager(unit, account)
    ids = [id for id in dict.fromkeys(team) if id != it.logged_by]
    found = company.members(unit, set(ids))
    there = [found[id] for id in ids if id in found and found[id].active]
    return there if manager is None or manager.id in {*ids, it.logged_by} else [*there, manager]


def find_manager(unit: Unit, account: Account) -> Member | None:
    """The nearest one who manages an account."""
    above = company.managers_above(unit, account.region_id)
    found = company.members(unit, set(above))
    managers = (found[id] for id in above if id in found)
    return next((each for each in managers if each.active and each.role is not Role.EXECUTIVE), None)


@dataclass(frozen=True)
class Helpful:
    """A request that its owner resolved."""

    id: int
    number: int
    owner_id: int


def helpful_requests(unit: Unit, account_id: int, since: datetime, until: datetime) -> list[Helpful]:
    """The account's requests that their owner resolved in that time, newest first: one press makes an assist."""
    return [Helpful(*row) for row in rows.asked(unit, _HELPFUL, account=account_id, since=since, until=until)]


def find_request(unit: Unit, number: int) -> Request | None:
    return rows.first(unit, Request, sa.select(request).where(request.c.number == number))


def find_rate(unit: Unit, currency: str, on: date) -> Decimal | None:
    """One unit of a currency in the company's base currency, in the month of a day."""
    query = sa.select(rate.c.rate).where(rate.c.currency == currency, rate.c.month == f"{on:%Y-%m}")
    return unit.connection.execute(query).scalar()


def accounts_managed(unit: Unit, member_id: int) -> list[int]:
    """The accounts under the units that a member manages."""
    units, account = rows.table(OrgUnit), rows.table(Account)
    below = sa.select(units.c.id).where(units.c.manager_id == member_id).cte("below", recursive=True)
    below = below.union(sa.select(units.c.id).where(units.c.parent_id == below.c.id))
    query = sa.select(account.c.id).where(account.c.region_id.in_(sa.select(below.c.id)), ~account.c.archived)
    return list(unit.connection.execute(query.order_by(account.c.id)).scalars())
