"""Summaries: what the facts add up to. `replay` folds the facts and must give the same (architecture.md Laws)."""

from datetime import date

from sqlalchemy import Index
from sqlmodel import Field

from storage.columns import big, link
from storage.tables.base import Row


class KindDay(Row, table=True):
    """What an account's events of one kind came to on one day: counted, and still to be confirmed."""

    __tablename__ = "kind_day"

    account_id: int = link("account.id", primary_key=True)
    kind: str = Field(primary_key=True)
    day: date = Field(primary_key=True)
    count: int = big(default=0)
    minor: int = big(default=0)
    pending_count: int = big(default=0)
    pending_minor: int = big(default=0)


class MemberQuarter(Row, table=True):
    """A member's credited points of a quarter, in hundredths: confirmed, and still to be confirmed."""

    __tablename__ = "member_quarter"

    member_id: int = link("member.id", primary_key=True)
    period: str = Field(primary_key=True)
    hundredths: int = big(default=0)
    pending: int = big(default=0)

    __table_args__ = (Index("ix_member_quarter_period_hundredths", "period", "hundredths"),)


class AccountDay(Row, table=True):
    """An account's figures as shown on a day, hundredths; null where there is no data. `rank` is set at day's end."""

    __tablename__ = "account_day"

    account_id: int = link("account.id", primary_key=True)
    day: date = Field(primary_key=True)
    outlook: int | None = big(default=None)
    total: int | None = big(default=None)
    pending_outlook: int | None = big(default=None)
    uncapped: int | None = big(default=None)
    coverage: int = big(default=0)
    grade: str | None = None
    capped: bool = False

    __table_args__ = (Index("ix_account_day_day_outlook", "day", "outlook"),)


class MemberDay(Row, table=True):
    """A member's confirmed points of the running quarter at a day's end, hundredths."""

    __tablename__ = "member_day"

    member_id: int = link("member.id", primary_key=True)
    day: date = Field(primary_key=True)
    hundredths: int = big(default=0)

    __table_args__ = (Index("ix_member_day_day_hundredths", "day", "hundredths"),)


class UnitDay(Row, table=True):
    """A department's figure as shown at a day's end, hundredths; null where there is no data."""

    __tablename__ = "unit_day"

    unit_id: int = link("org_unit.id", primary_key=True)
    day: date = Field(primary_key=True)
    figure: int | None = big(default=None)


class ServiceQuarter(Row, table=True):
    """How a department's requests ended in a quarter: clocks met and ended, requests declined."""

    __tablename__ = "service_quarter"

    unit_id: int = link("org_unit.id", primary_key=True)
    period: str = Field(primary_key=True)
    met: int = big(default=0)
    ended: int = big(default=0)
    ack_met: int = big(default=0)
    ack_ended: int = big(default=0)
    declined: int = big(default=0)


class Served(Row, table=True):
    """An account whose requests a department got in a quarter, and how many."""

    unit_id: int = link("org_unit.id", primary_key=True)
    period: str = Field(primary_key=True)
    account_id: int = link("account.id", primary_key=True)
    requests: int = big(default=0)


class LastTook(Row, table=True):
    """The last day on which a member took part in something on an account, in a role."""

    __tablename__ = "last_took"

    account_id: int = link("account.id", primary_key=True)
    member_id: int = link("member.id", primary_key=True)
    role: str = Field(primary_key=True)
    day: date
