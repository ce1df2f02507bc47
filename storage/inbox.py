"""Deliveries: each happens once, and the answer it got is kept (architecture.md Laws)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from storage import rows
from storage.database import Unit
from storage.tables.messages import Inbox

inbox = rows.table(Inbox)


def kept(unit: Unit, delivery: str) -> Inbox | None:
    """What was kept of a delivery, None when it is new."""
    return rows.first(unit, Inbox, sa.select(inbox).where(inbox.c.delivery == delivery))


def claim(unit: Unit, row: Inbox) -> Inbox | None:
    """Insert a delivery before its effects; None when it is ours, else the row that was there first.

    A rival that holds it is waited for until it commits or gives up.
    """
    insert = postgresql.insert if unit.connection.dialect.name == "postgresql" else sqlite.insert
    values: dict[str, Any] = {
        "delivery": row.delivery,
        "member_id": row.member_id,
        "conversation_id": row.conversation_id,
    }
    values |= {"line": row.line, "at": row.at, "stored": row.stored, "answer": row.answer}
    claimed = insert(inbox).values(values).on_conflict_do_nothing().returning(inbox.c.id)
    return kept(unit, row.delivery) if unit.connection.execute(claimed).first() is None else None


def keep(unit: Unit, delivery: str, answer: dict[str, Any], *, stored: bool) -> None:
    """The answer, with what the delivery caused; `stored` when it changed anything."""
    unit.connection.execute(sa.update(inbox).where(inbox.c.delivery == delivery).values(answer=answer, stored=stored))


def same_words(
    unit: Unit, line: str, *, member_id: int, conversation_id: int | None, now: datetime, within: timedelta
) -> Inbox | None:
    """The delivery by which the same person stored something with the same words in the same place a moment ago."""
    query = sa.select(inbox).where(
        inbox.c.member_id == member_id,
        inbox.c.conversation_id.is_not_distinct_from(conversation_id),
        inbox.c.at > now - within,
        inbox.c.at <= now,
        inbox.c.line == line,
        inbox.c.stored,
    )
    return rows.first(unit, Inbox, query.order_by(inbox.c.id.desc()))
