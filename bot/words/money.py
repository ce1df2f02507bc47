"""Money: in full as it was typed (¥2,500,000), else short (¥2.5M, ¥250万)."""

from __future__ import annotations

from decimal import Decimal
from functools import cache, lru_cache

from babel import Locale
from babel.numbers import get_currency_symbol

from bot.words.figures import MINUS, compact, units
from bot.words.reader import Language
from scoring.values import minor_digits

_UNAMBIGUOUS = Locale.parse("zh_Hans")
_NO_BREAK = "\u00a0"


@lru_cache(maxsize=4096)
def cash(minor: int, currency: str, full: bool, language: Language) -> str:
    """
    >>> cash(250_000_000, "CNY", True, Language.EN), cash(248_000_000, "CNY", False, Language.EN)
    ('¥2,500,000', '¥2.48M')
    """
    amount = Decimal(abs(minor)).scaleb(-minor_digits(currency))
    short = not full and amount >= units(language)[-1][0]
    shown = compact(amount, language) if short else _in_full(amount)
    return (MINUS if minor < 0 else "") + symbol(currency) + shown


@cache
def symbol(currency: str) -> str:
    """One sign, one currency, in every language: ¥ is the yuan, others are JP¥, US$, HK$, NT$.

    That is how CLDR has them for Chinese; in English its $ and ¥ would mean two things in one company.
    """
    sign = get_currency_symbol(currency, _UNAMBIGUOUS)
    return sign + _NO_BREAK if sign[-1].isalpha() else sign


def _in_full(amount: Decimal) -> str:
    whole = amount == amount.to_integral_value()
    return f"{amount:,.0f}" if whole else f"{amount:,f}"
