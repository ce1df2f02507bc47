"""Plans: a scorecard for an account and a period, in versions (domain.md 2, 4.5)."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import UniqueConstraint

from scoring.terms import Stage
from storage.columns import choice, document, exact, instant, key, link
from storage.tables.base import Row


class Period(Row, table=True):
    """A quarter "2026Q4"; facts dated in a closed one are refused."""

    id: int = key()
    code: str
    start: date
    end: date
    closed_at: datetime | None = instant(default=None)
    closed_by: int | None = link("member.id", default=None)

    __table_args__ = (UniqueConstraint("code"),)


class Plan(Row, table=True):
    id: int = key()
    account_id: int = link("account.id")
    period_id: int = link("period.id", index=True)

    __table_args__ = (UniqueConstraint("account_id", "period_id"),)


class PlanVersion(Row, table=True):
    """A stretch of days with its own weights and metrics; `weights` by dimension as decimal texts."""

    __tablename__ = "plan_version"

    id: int = key()
    plan_id: int = link("plan.id", index=True)
    from_day: date
    to_day: date
    stage: Stage = choice(Stage)
    weights: dict[str, str] = document()
    gate_cap: Decimal = exact(default=Decimal(60))
    proposed_at: datetime = instant()
    signed_at: datetime | None = instant(default=None)


class PlanMetric(Row, table=True):
    """One metric of a version. `figures` is the metric of docs/evaluate.md without its actual, numbers as texts;
    `source` says which event kind feeds it (a checklist is fed by the kinds of its items)."""

    __tablename__ = "plan_metric"

    id: int = key()
    version_id: int = link("plan_version.id", index=True)
    place: int = 0
    key: str
    source: str | None = None
    figures: dict[str, object] = document()

    __table_args__ = (UniqueConstraint("version_id", "key"),)
