"""Quarters: which one a day is in, and whether it is closed (domain.md 3, 11)."""

from datetime import date, timedelta

import sqlalchemy as sa

from storage import rows
from storage.database import Unit
from storage.tables.company import Company
from storage.tables.plans import Period

period, company = rows.table(Period), rows.table(Company)


def quarter_of(day: date, year_start: int = 1) -> str:
    """The code of the quarter a day is in. A fiscal year is named after the calendar year in which it begins.

    >>> quarter_of(date(2026, 11, 25)), quarter_of(date(2026, 2, 1), year_start=4)
    ('2026Q4', '2025Q4')
    """
    months = (day.month - year_start) % 12
    year = day.year if day.month >= year_start else day.year - 1
    return f"{year}Q{months // 3 + 1}"


def bounds_of(code: str, year_start: int = 1) -> tuple[date, date]:
    """The first and last day of a quarter.

    >>> bounds_of("2026Q4"), bounds_of("2025Q4", year_start=4)[0]
    ((datetime.date(2026, 10, 1), datetime.date(2026, 12, 31)), datetime.date(2026, 1, 1))
    """
    year, quarter = int(code[:4]), int(code[5:])
    return _month(year, year_start + 3 * quarter - 3), _month(year, year_start + 3 * quarter) - timedelta(days=1)


def period_of(unit: Unit, day: date) -> str:
    return quarter_of(day, year_start(unit))


def is_closed(unit: Unit, day: date) -> bool:
    """Whether the period of a day has been closed by a manager."""
    query = sa.select(period.c.id).where(period.c.start <= day, period.c.end >= day, period.c.closed_at.is_not(None))
    return unit.connection.execute(query.limit(1)).first() is not None


def find_period(unit: Unit, code: str) -> Period | None:
    return rows.first(unit, Period, sa.select(period).where(period.c.code == code))


def year_start(unit: Unit) -> int:
    """The month in which the company's fiscal year begins."""
    return int(unit.connection.execute(sa.select(company.c.fiscal_year_start).limit(1)).scalar_one())


def _month(year: int, month: int) -> date:
    """The first of a month; months beyond December are those of the next year."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
