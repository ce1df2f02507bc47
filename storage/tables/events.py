"""Facts and key events (domain.md 3)."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from scoring.terms import EventState, TriangleRole
from storage.columns import big, choice, document, exact, instant, key, link, one_of
from storage.tables.base import Row


class Fact(Row, table=True):
    """Something that happened, as it was posted; append-only, and the audit row of its change.

    `subject` and `subject_id` name what it is about ("event", "request", "account", …), `body` what it says.
    """

    id: int = key()
    kind: str
    subject: str
    subject_id: int = big()
    account_id: int | None = link("account.id", default=None)
    by_id: int | None = link("member.id", default=None)
    at: datetime = instant()
    body: dict[str, object] = document()
    delivery: str | None = None

    __table_args__ = (Index("ix_fact_subject_subject_id_id", "subject", "subject_id", "id"),)


class Event(Row, table=True):
    """A key event as its facts left it. Figures never change; only its state does.

    `minor` is the amount in the account's currency, `base_minor` in the company's; `points` are hundredths.
    """

    id: int = key()
    number: int = big()
    account_id: int = link("account.id")
    kind: str
    on_day: date
    logged_at: datetime = instant()
    logged_by: int = link("member.id")
    minor: int | None = big(default=None)
    currency: str | None = None
    base_minor: int | None = big(default=None)
    value: Decimal | None = exact(default=None)
    line: str | None = None
    note: str | None = None
    evidence: str | None = None
    details: dict[str, object] = document(default_factory=dict)
    points: int = big(default=0)
    roles: list[str] = document(default_factory=list)
    state: EventState = choice(EventState)
    confirmed_by: int | None = link("member.id", default=None)
    confirmed_at: datetime | None = instant(default=None)
    disputed_by: int | None = link("member.id", default=None)
    disputed_why: str | None = None
    ended_by: int | None = link("member.id", default=None)
    ended_why: str | None = None
    superseded_by: int | None = big(default=None)
    changed_at: datetime = instant()
    source: dict[str, object] | None = document(default=None)

    __table_args__ = (
        UniqueConstraint("number"),
        Index("ix_event_account_id_kind_on_day", "account_id", "kind", "on_day"),
        Index("ix_event_account_id_on_day", "account_id", "on_day"),
        Index("ix_event_account_id_state_id", "account_id", "state", "id"),
        Index("ix_event_logged_by_id", "logged_by", "id"),
    )


class Part(Row, table=True):
    """Who took part in an event, in which role."""

    event_id: int = link("event.id", primary_key=True)
    member_id: int = link("member.id", primary_key=True, index=True)
    role: TriangleRole = Field(sa_type=one_of(TriangleRole), primary_key=True)


class Credit(Row, table=True):
    """A member's credit of an event in hundredths of a point; role "assist" for a linked request's owner."""

    event_id: int = link("event.id", primary_key=True)
    member_id: int = link("member.id", primary_key=True, index=True)
    role: str = Field(primary_key=True)
    hundredths: int = big()


class Assist(Row, table=True):
    """A resolved request that stood behind an event (domain.md 5)."""

    event_id: int = link("event.id", primary_key=True)
    request_id: int = link("request.id", primary_key=True)
    member_id: int = link("member.id")
