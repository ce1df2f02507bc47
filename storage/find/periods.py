"""Which period a day is in, and whether it is closed (domain.md 3, 11)."""

from datetime import date

import sqlalchemy as sa

from storage import rows
from storage.database import Unit
from storage.quarters import quarter_of
from storage.tables.company import Company
from storage.tables.plans import Period

period = rows.table(Period)

_CLOSED = sa.select(period.c.id).where(
    period.c.start <= sa.bindparam("day"), period.c.end >= sa.bindparam("day"), period.c.closed_at.is_not(None)
)


def period_of(unit: Unit, day: date) -> str:
    """The code of the period a day is in: "2026Q4"."""
    return quarter_of(day, year_start(unit)).code


def is_closed(unit: Unit, day: date) -> bool:
    """Whether the period of a day has been closed by a manager."""
    return bool(rows.asked(unit, _CLOSED, day=day))


def find_period(unit: Unit, code: str) -> Period | None:
    return rows.first(unit, Period, sa.select(period).where(period.c.code == code))


def year_start(unit: Unit) -> int:
    """The month in which the company's fiscal year begins."""
    return rows.the(unit, Company, 1).fiscal_year_start
