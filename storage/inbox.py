"""Deliveries: each happens once, and the answer it got is kept (architecture.md Laws)."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from storage import rows
from storage.columns import JSON, Instant
from storage.database import Unit
from storage.tables.messages import Inbox

inbox = rows.table(Inbox)


def kept(unit: Unit, delivery: str) -> Inbox | None:
    """What was kept of a delivery, None when it is new."""
    return rows.first(unit, Inbox, _kept(), delivery_=delivery)


def claim(unit: Unit, row: Inbox) -> Inbox | None:
    """Insert a delivery before its effects; None when it is ours, else the row that was there first.

    A rival that holds it is waited for until it commits or gives up.
    """
    values: dict[str, Any] = {
        "delivery": row.delivery,
        "member_id": row.member_id,
        "conversation_id": row.conversation_id,
    }
    values |= {"line": row.line, "at": row.at, "stored": row.stored, "answer": row.answer}
    claimed = rows.run(unit, _claim(unit.connection.dialect.name), values)
    return None if claimed else kept(unit, row.delivery)


def keep(unit: Unit, delivery: str, answer: dict[str, Any], *, stored: bool) -> None:
    """The answer, with what the delivery caused; `stored` when it changed anything."""
    rows.run(unit, _keep(), {"delivery_": delivery, "answer_": answer, "stored_": stored})


def same_words(
    unit: Unit, line: str, *, member_id: int, conversation_id: int | None, now: datetime, within: timedelta
) -> Inbox | None:
    """The delivery by which the same person stored something with the same words in the same place a moment ago."""
    place = {} if conversation_id is None else {"place": conversation_id}
    query = _same_words(anywhere=conversation_id is None)
    return rows.first(unit, Inbox, query, who=member_id, since=now - within, until=now, words=line, **place)


def spoke_since(unit: Unit, member_id: int, since: datetime) -> bool:
    """Whether a member did anything, anywhere, after an instant."""
    query = sa.select(inbox.c.id).where(inbox.c.member_id == member_id, inbox.c.at > since)
    return unit.connection.execute(query.limit(1)).first() is not None


@cache
def _kept() -> sa.Select[Any]:
    return sa.select(inbox).where(inbox.c.delivery == sa.bindparam("delivery_"))


@cache
def _claim(dialect: str) -> Any:
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    return insert(inbox).on_conflict_do_nothing().inline().execution_options(preserve_rowcount=True)


@cache
def _keep() -> sa.Update:
    answer = sa.bindparam("answer_", type_=JSON)
    update = sa.update(inbox).where(inbox.c.delivery == sa.bindparam("delivery_"))
    return update.values(answer=answer, stored=sa.bindparam("stored_"))


@cache
def _same_words(anywhere: bool) -> sa.Select[Any]:
    place = inbox.c.conversation_id
    query = sa.select(inbox).where(
        inbox.c.member_id == sa.bindparam("who"),
        place.is_(None) if anywhere else place == sa.bindparam("place"),
        inbox.c.at > sa.bindparam("since", type_=Instant),
        inbox.c.at <= sa.bindparam("until", type_=Instant),
        inbox.c.line == sa.bindparam("words"),
        inbox.c.stored,
    )
    return query.order_by(inbox.c.id.desc()).limit(1)
