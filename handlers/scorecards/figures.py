"""Figures, names and days as the texts of this slice say them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from handlers.context import Context
from handlers.values import Cash, Figure, Name, Number, Share, T, Value, t
from scoring.values import Exact, half_up, minor_digits, whole_half_up
from storage.metrics import is_money
from storage.tables.accounts import Account

WEEK = timedelta(days=7)
_PLACES = 4


def hundredths(figure: Exact) -> int:
    """A figure as it is shown, in hundredths."""
    return whole_half_up(100 * figure)


def shown(figure: int, signed: bool = False) -> Figure:
    """Hundredths as a figure."""
    return Figure(value=Decimal(figure) / 100, signed=signed)


def exactly(figure: Exact, places: int = 2) -> Figure:
    return Figure(value=half_up(figure, places), places=places)


def plain(figure: Exact, places: int = _PLACES) -> Number:
    """A count or a measured value, without padding."""
    return Number(value=half_up(figure, places))


def share(figure: Exact, places: int = 0) -> Share:
    return Share(value=half_up(figure, places), places=places)


def measured(figure: Exact, source: str | None, currency: str) -> Value:
    """A metric's value in its own unit: money in the account's currency, else a number."""
    if not is_money(source):
        return plain(figure)
    return Cash(minor=whole_half_up(figure * 10 ** minor_digits(currency)), currency=currency)


def name_of(names: Mapping[str, str]) -> Name:
    return Name(names=dict(names))


def account_name(account: Account) -> Name:
    return name_of(account.names)


def typed(names: Mapping[str, str]) -> str:
    """The name as a command line has it."""
    return names.get("en") or next(iter(names.values()))


def period_name(code: str) -> T:
    """ "Q4 2026" of the code 2026Q4."""
    year, _, place = code.partition("Q")
    return t(f"words.period.q{place}", year=int(year))


def week_ago(ctx: Context) -> date:
    """The same weekday a week ago, in the company's zone."""
    return ctx.company_day - WEEK


def number_word(count: int) -> Value:
    """A small number as a word where the language writes it so."""
    return t(f"scorecards.count.{count}") if 0 <= count <= 9 else Number(value=Decimal(count))
