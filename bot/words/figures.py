"""Figures: real minus, half-up, a sign on every change (voice.md 1.1, rule 5)."""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction
from functools import cache, lru_cache

from babel import Locale

from bot.words.reader import Language
from scoring.values import half_up

MINUS = "\u2212"
_WIDE = Context(prec=60)


@lru_cache(maxsize=4096)
def figure(value: Decimal, places: int = 2, signed: bool = False) -> str:
    """
    >>> figure(Decimal("-3.7"), signed=True), figure(Decimal("1.525"), signed=True)
    ('−3.70', '+1.53')
    >>> figure(Decimal("-0.004"), signed=True)
    '0.00'
    """
    rounded = half_up(Fraction(value), places)
    return _sign(rounded, signed) + f"{rounded.copy_abs():,f}"


def share(value: Decimal, places: int = 0) -> str:
    return figure(value, places) + "%"


def number(value: Decimal, language: Language) -> str:
    """Without padding, and nothing lost: 10,000 is 1万 in Chinese, 12,345 is not.

    >>> number(Decimal("18.50"), Language.EN), number(Decimal(10_000), Language.ZH_HANS)
    ('18.5', '1万')
    """
    size = value.copy_abs()
    if language != Language.EN and size >= 10_000 and three_digits(size) == size:
        return _sign(value) + compact(size, language)
    return _sign(value) + unpadded(size)


def unpadded(value: Decimal) -> str:
    return f"{value.normalize(_WIDE):,f}"


def three_digits(value: Decimal) -> Decimal:
    """Three significant digits, half-up."""
    last = value.adjusted() - 2
    return half_up(Fraction(value.scaleb(-last)), 0).scaleb(last)


def compact(value: Decimal, language: Language) -> str:
    """Three digits and the language's unit: 2.48M, 400k, 248万, 1.2亿. `value` is not negative.

    >>> compact(Decimal(999_950), Language.EN), compact(Decimal(24_850_000), Language.ZH_HANT)
    ('1M', '2,490萬')
    """
    rounded = three_digits(value)
    scale, unit = next(((scale, unit) for scale, unit in units(language) if rounded >= scale), (Decimal(1), ""))
    return unpadded(rounded / scale) + unit


@cache
def units(language: Language) -> tuple[tuple[Decimal, str], ...]:
    """The language's large units with their scale, largest first, by CLDR; k is written small."""
    patterns = Locale.parse(language).compact_decimal_formats["short"]["other"]
    scales: dict[str, Decimal] = {}
    for size, pattern in patterns.items():
        unit = pattern.pattern.replace("0", "").replace("K", "k")
        scales.setdefault(unit, Decimal(size))
    scales.pop("", None)
    return tuple(sorted(((scale, unit) for unit, scale in scales.items()), reverse=True))


def _sign(value: Decimal, signed: bool = False) -> str:
    if value < 0:
        return MINUS
    return "+" if signed and value > 0 else ""
