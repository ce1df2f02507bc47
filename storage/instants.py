"""How far business time has come: what must not be passed a second time after a restart."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from storage import rows
from storage.database import Unit
from storage.tables.company import Counter
from storage.tables.events import Fact
from storage.tables.messages import Inbox

CLOCK = "clock"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def keep(unit: Unit, at: datetime) -> None:
    """Business time has come to this instant."""
    rows.put(unit, Counter(kind=CLOCK, last=(at - _EPOCH) // _MICROSECOND))


def newest(unit: Unit) -> datetime | None:
    """The latest instant that was kept or written down; None in a new database."""
    return max((at for at in (_kept(unit), _said(unit), _posted(unit)) if at is not None), default=None)


def _kept(unit: Unit) -> datetime | None:
    counter = rows.table(Counter)
    found = rows.first(unit, Counter, sa.select(counter).where(counter.c.kind == CLOCK))
    return None if found is None else _EPOCH + found.last * _MICROSECOND


def _said(unit: Unit) -> datetime | None:
    inbox = rows.table(Inbox)
    found = rows.first(unit, Inbox, sa.select(inbox).order_by(inbox.c.id.desc()))
    return None if found is None else found.at


def _posted(unit: Unit) -> datetime | None:
    fact = rows.table(Fact)
    found = rows.first(unit, Fact, sa.select(fact).order_by(fact.c.id.desc()))
    return None if found is None else found.at
