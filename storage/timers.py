"""Timers are rows: what is next due, and when (architecture.md Laws)."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import sqlalchemy as sa

from storage import rows
from storage.database import Unit
from storage.tables.messages import Timer

timer = rows.table(Timer)

TROUBLE_REST = timedelta(hours=1)


def set_timer(
    unit: Unit, kind: str, subject_id: int, due_at: datetime | None, body: Mapping[str, object] | None = None
) -> None:
    """Set, move or (None) clear the one timer of this kind for this subject."""
    if due_at is None:
        rows.remove(unit, Timer, kind=kind, subject_id=subject_id)
    else:
        rows.put(unit, Timer(kind=kind, subject_id=subject_id, due_at=due_at, body=dict(body or {})))


def is_set(unit: Unit, kind: str, subject_id: int) -> bool:
    query = sa.select(timer).where(timer.c.kind == kind, timer.c.subject_id == subject_id)
    return rows.first(unit, Timer, query) is not None


def claim_due(unit: Unit, now: datetime, limit: int = 100) -> list[Timer]:
    """The oldest timers that are due, held until the transaction ends; those a rival holds are left to it."""
    query = sa.select(timer).where(timer.c.due_at <= now).order_by(timer.c.due_at).limit(limit)
    return rows.many(unit, Timer, query.with_for_update(skip_locked=True))


def still_due(unit: Unit, claimed: Timer, now: datetime) -> Timer | None:
    """The timer as it stands now: one that ran before it may have moved or cleared it (then None)."""
    query = sa.select(timer).where(_this(claimed), timer.c.due_at <= now)
    return rows.first(unit, Timer, query)


def move(unit: Unit, claimed: Timer, due_at: datetime | None) -> None:
    """After it ran: next due at an instant, or never again."""
    if due_at is None:
        unit.connection.execute(sa.delete(timer).where(_this(claimed)))
    elif not _updated(unit, claimed, due_at=due_at, tries=0, trouble=None):
        set_timer(unit, claimed.kind, claimed.subject_id, due_at, claimed.body)


def put_off(unit: Unit, claimed: Timer, now: datetime, trouble: str) -> None:
    """A timer that failed rests for an hour, so that it blocks neither its batch nor the next tick."""
    _updated(unit, claimed, due_at=now + TROUBLE_REST, tries=claimed.tries + 1, trouble=trouble[:500])


def next_due(unit: Unit) -> datetime | None:
    """The instant at which the first timer is due."""
    first = rows.first(unit, Timer, sa.select(timer).order_by(timer.c.due_at))
    return None if first is None else first.due_at


def _updated(unit: Unit, claimed: Timer, **values: object) -> bool:
    return bool(unit.connection.execute(sa.update(timer).where(_this(claimed)).values(**values)).rowcount)


def _this(claimed: Timer) -> sa.ColumnElement[bool]:
    return sa.and_(timer.c.kind == claimed.kind, timer.c.subject_id == claimed.subject_id)
