"""Timers are rows: what is next due, and when (architecture.md Laws)."""

from collections.abc import Mapping
from datetime import datetime

from storage import rows
from storage.database import Unit
from storage.tables.messages import Timer


def set_timer(
    unit: Unit, kind: str, subject_id: int, due_at: datetime | None, body: Mapping[str, object] | None = None
) -> None:
    """Set, move or (None) clear the one timer of this kind for this subject."""
    if due_at is None:
        rows.remove(unit, Timer, kind=kind, subject_id=subject_id)
    else:
        rows.put(unit, Timer(kind=kind, subject_id=subject_id, due_at=due_at, body=dict(body or {})))
