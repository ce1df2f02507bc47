"""Quarters of the company's fiscal year: "2026Q4" and its days (domain.md 2, period)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Quarter:
    """Its code and its days, both included; the year is the one in which the fiscal year begins."""

    code: str
    first: date
    last: date


def quarter_of(day: date, fiscal_year_start: int = 1) -> Quarter:
    """The quarter that a day lies in; `fiscal_year_start` is the month in which the fiscal year begins.

    >>> quarter_of(date(2026, 11, 25))
    Quarter(code='2026Q4', first=datetime.date(2026, 10, 1), last=datetime.date(2026, 12, 31))
    >>> quarter_of(date(2027, 2, 1), fiscal_year_start=4).code
    '2026Q4'
    """
    months = day.year * 12 + day.month - fiscal_year_start
    year, place = divmod(months, 12)
    return _quarter(year, place // 3, fiscal_year_start)


def quarter_named(code: str, fiscal_year_start: int = 1) -> Quarter:
    """The quarter of a code like 2026Q3; ValueError for what is none."""
    year, _, place = code.upper().partition("Q")
    if not (len(year) == 4 and year.isdigit() and place in ("1", "2", "3", "4")):
        raise ValueError(f"{code} is no quarter")
    return _quarter(int(year), int(place) - 1, fiscal_year_start)


def quarter_after(quarter: Quarter, fiscal_year_start: int = 1) -> Quarter:
    return quarter_of(quarter.last + _DAY, fiscal_year_start)


def _quarter(year: int, place: int, fiscal_year_start: int) -> Quarter:
    begins = year * 12 + fiscal_year_start - 1 + place * 3
    return Quarter(f"{year}Q{place + 1}", _first_of(begins), _first_of(begins + 3) - _DAY)


def _first_of(months: int) -> date:
    year, month = divmod(months, 12)
    return date(year, month + 1, 1)
