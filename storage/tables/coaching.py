"""Nudges: what was seen, to whom it was said, and what came of it (domain.md 7)."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from storage.columns import document, instant, key, link
from storage.tables.base import Row


class Nudge(Row, table=True):
    """One nudge. `cause` is what it is about (never repeated within 3 days unless `gravity` grew)."""

    id: int = key()
    rule: str
    cause: str
    gravity: int = 0
    member_id: int = link("member.id")
    account_id: int | None = link("account.id", default=None)
    body: dict[str, object] = document(default_factory=dict)
    made_at: datetime = instant()
    due_at: datetime = instant()
    sent_at: datetime | None = instant(default=None)
    snoozed_until: datetime | None = instant(default=None)
    done_at: datetime | None = instant(default=None)
    acted_at: datetime | None = instant(default=None)

    __table_args__ = (
        Index("ix_nudge_member_id_cause_made_at", "member_id", "cause", "made_at"),
        Index("ix_nudge_member_id_sent_at", "member_id", "sent_at"),
    )


class Snooze(Row, table=True):
    """A member silenced a cause, or everything (cause "*"), until an instant."""

    member_id: int = link("member.id", primary_key=True)
    cause: str = Field(primary_key=True)
    until_at: datetime = instant()
