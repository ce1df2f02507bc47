"""What the facts add up to: weighed by a pure function, moved by the difference (architecture.md Laws).

An event's weight is a `Tally`; a change moves the rows by `weigh(after) - weigh(before)`, so that voiding gives back
exactly what logging gave, and `replay` adds up the same tallies.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, reduce

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from scoring.terms import TriangleRole
from storage import rows
from storage.database import Unit
from storage.find.periods import year_start
from storage.fold import ENDED, EventState
from storage.quarters import quarter_of
from storage.tables.events import Event, Part
from storage.tables.standings import KindDay, LastTook, MemberDay, MemberQuarter

KindDayKey = tuple[int, str, date]
QuarterKey = tuple[int, str]
TookKey = tuple[int, int, str]

_quarter = rows.table(MemberQuarter)
_QUARTERS = sa.select(_quarter).where(
    _quarter.c.member_id.in_(sa.bindparam("members", expanding=True)), _quarter.c.period == sa.bindparam("period")
)


@dataclass(frozen=True)
class KindDaySums:
    """Of an account's events of a kind on a day: amounts in minor units of the account's currency."""

    count: int = 0
    minor: int = 0
    pending_count: int = 0
    pending_minor: int = 0

    def __add__(self, other: KindDaySums) -> KindDaySums:
        return KindDaySums(
            self.count + other.count,
            self.minor + other.minor,
            self.pending_count + other.pending_count,
            self.pending_minor + other.pending_minor,
        )

    def __neg__(self) -> KindDaySums:
        return KindDaySums(-self.count, -self.minor, -self.pending_count, -self.pending_minor)


@dataclass(frozen=True)
class QuarterSums:
    """Of a member's credits in a quarter, hundredths."""

    hundredths: int = 0
    pending: int = 0

    def __add__(self, other: QuarterSums) -> QuarterSums:
        return QuarterSums(self.hundredths + other.hundredths, self.pending + other.pending)

    def __neg__(self) -> QuarterSums:
        return QuarterSums(-self.hundredths, -self.pending)


@dataclass(frozen=True)
class Tally:
    """What events weigh. Sums add and subtract, keys that come to nothing are left out; `took` is the last day on
    which a member took part on an account in a role: a maximum, which only addition keeps."""

    kind_days: Mapping[KindDayKey, KindDaySums] = field(default_factory=dict)
    quarters: Mapping[QuarterKey, QuarterSums] = field(default_factory=dict)
    took: Mapping[TookKey, date] = field(default_factory=dict)

    def __add__(self, other: Tally) -> Tally:
        kind_days = {
            key: self.kind_days.get(key, KindDaySums()) + other.kind_days.get(key, KindDaySums())
            for key in {*self.kind_days, *other.kind_days}
        }
        quarters = {
            key: self.quarters.get(key, QuarterSums()) + other.quarters.get(key, QuarterSums())
            for key in {*self.quarters, *other.quarters}
        }
        return Tally(
            {key: sums for key, sums in kind_days.items() if sums != KindDaySums()},
            {key: sums for key, sums in quarters.items() if sums != QuarterSums()},
            _latest(self.took, other.took),
        )

    def __sub__(self, other: Tally) -> Tally:
        return self + Tally(
            {key: -sums for key, sums in other.kind_days.items()},
            {key: -sums for key, sums in other.quarters.items()},
        )


def weigh(event: EventState | None, year_start: int = 1) -> Tally:
    """What one event weighs: nothing before it was logged and once it ended."""
    if event is None or event.state in ENDED:
        return Tally()
    return Tally(
        {(event.account_id, event.kind, event.on_day): _kind_day(event)},
        _quarters(event, quarter_of(event.on_day, year_start).code),
        {(event.account_id, member, role.value): event.on_day for member, role in event.parts},
    )


def total(events: Iterable[EventState], year_start: int = 1) -> Tally:
    """What all of them weigh together."""
    return reduce(Tally.__add__, (weigh(event, year_start) for event in events), Tally())


def move(unit: Unit, before: EventState | None, after: EventState, today: date) -> None:
    """Move the rows of the event's account and members from what it weighed to what it weighs now."""
    start = year_start(unit)
    was, now = weigh(before, start), weigh(after, start)
    change = now - was
    for (account, kind, day), sums in change.kind_days.items():
        rows.increase(unit, KindDay, {"account_id": account, "kind": kind, "day": day}, **vars(sums))
    for (member, period), credit in change.quarters.items():
        rows.increase(unit, MemberQuarter, {"member_id": member, "period": period}, **vars(credit))
    _keep_day(unit, {member for member, _ in change.quarters}, quarter_of(today, start).code, today)
    for key in was.took.keys() - now.took.keys():
        _look_again(unit, key)
    for key in now.took.keys() - was.took.keys():
        _took(unit, key, now.took[key])


def _kind_day(event: EventState) -> KindDaySums:
    minor = event.minor or 0
    if event.pending:
        return KindDaySums(pending_count=1, pending_minor=minor)
    return KindDaySums(count=1, minor=minor)


def _quarters(event: EventState, period: str) -> dict[QuarterKey, QuarterSums]:
    credited: Counter[int] = Counter()
    for member, _, hundredths in event.credits:
        credited[member] += hundredths
    return {
        (member, period): QuarterSums(pending=sum_) if event.pending else QuarterSums(hundredths=sum_)
        for member, sum_ in credited.items()
        if sum_
    }


def _latest(one: Mapping[TookKey, date], other: Mapping[TookKey, date]) -> dict[TookKey, date]:
    both = dict(one)
    for key, day in other.items():
        both[key] = max(day, both.get(key, day))
    return both


def _keep_day(unit: Unit, members: set[int], period: str, today: date) -> None:
    """Today's row of each member is their running sum of today's quarter."""
    for row in rows.many(unit, MemberQuarter, _QUARTERS, members=sorted(members), period=period) if members else ():
        rows.put(unit, MemberDay(member_id=row.member_id, day=today, hundredths=row.hundredths))


def _took(unit: Unit, key: TookKey, day: date) -> None:
    """Keep the later of the day that stands and this one."""
    account, member, role = key
    values = {"account_id": account, "member_id": member, "role": role, "day": day}
    rows.run(unit, _keeping_later(unit.connection.dialect.name), values)


@cache
def _keeping_later(dialect: str) -> sa.UpdateBase:
    last = rows.table(LastTook)
    insert = (postgresql.insert if dialect == "postgresql" else sqlite.insert)(last)
    return insert.on_conflict_do_update(
        index_elements=["account_id", "member_id", "role"],
        set_={"day": insert.excluded.day},
        where=insert.excluded.day > last.c.day,
    )


def _look_again(unit: Unit, key: TookKey) -> None:
    """What carried the last day is gone: the newest event that still stands carries it now."""
    account, member, role = key
    event, part = rows.table(Event).c, rows.table(Part).c
    query = (
        sa.select(event.on_day)
        .where(event.account_id == account, event.state.not_in(ENDED))
        .where(event.id == part.event_id, part.member_id == member, part.role == TriangleRole(role))
        .order_by(event.on_day.desc())
        .limit(1)
    )
    day = unit.connection.execute(query).scalar()
    rows.remove(unit, LastTook, account_id=account, member_id=member, role=role)
    if day is not None:
        rows.add(unit, LastTook(account_id=account, member_id=member, role=role, day=day))
