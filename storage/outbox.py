"""Messages that must leave: queued with what caused them, leased while sending (architecture.md Laws)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from storage import rows
from storage.database import Unit
from storage.tables.messages import Outbox, Place


def queue(
    unit: Unit,
    conversation_id: int,
    *,
    now: datetime,
    due_at: datetime,
    parts: Any = None,
    member_id: int | None = None,
    subject: str | None = None,
    subject_id: int | None = None,
    face: str | None = None,
    edits: int | None = None,
    holds: Mapping[str, object] | None = None,
    rings: bool = True,
    urgent: bool = False,
) -> None:
    """Queue one message; it leaves at `due_at` or later, in order within its conversation."""
    rows.add(
        unit,
        Outbox(
            conversation_id=conversation_id,
            member_id=member_id,
            parts=parts,
            subject=subject,
            subject_id=subject_id,
            face=face,
            edits=edits,
            holds=dict(holds) if holds else None,
            rings=rings,
            urgent=urgent,
            made_at=now,
            due_at=due_at,
        ),
    )


def queue_edits(unit: Unit, subject: str, subject_id: int, now: datetime) -> None:
    """Queue an edit of each place where the subject stands, but where one waits already."""
    place, out = rows.table(Place).c, rows.table(Outbox).c
    waiting = sa.select(out.edits).where(out.state == "waiting", out.edits == place.id, out.leased_until.is_(None))
    query = sa.select(rows.table(Place)).where(
        place.subject == subject, place.subject_id == subject_id, ~place.gone, ~waiting.exists()
    )
    for each in rows.many(unit, Place, query):
        queue(
            unit,
            each.conversation_id,
            now=now,
            due_at=now,
            subject=subject,
            subject_id=subject_id,
            face=each.face,
            edits=each.id,
            rings=False,
        )
