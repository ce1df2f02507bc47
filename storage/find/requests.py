"""Support requests, their clocks, steps and holders (domain.md 6)."""

import sqlalchemy as sa

from scoring.terms import ClockName
from storage import rows
from storage.database import Unit
from storage.tables.company import Counter
from storage.tables.requests import HolderSegment, Remark, Request, RequestClock, Step, Watcher

request, clock, step = (rows.table(it) for it in (Request, RequestClock, Step))
segment, remark, watcher = (rows.table(it) for it in (HolderSegment, Remark, Watcher))


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
