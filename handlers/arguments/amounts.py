"""The grammar of amounts and measured values, on decimals, never floats (domain.md 11).

Only reads: what is refused or asked, and in which words, is said by `figures`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from handlers.arguments.currencies import OWN, SHARED, currency_called
from scoring.values import minor_digits

LIMIT: Final = 10**12
"""The largest amount, in major units."""

ASKED_BELOW: Final = 10_000
"""Money below this without a unit is asked: it may be meant in ten thousands."""

_UNITS: Final = {
    **dict.fromkeys(("k", "thousand", "千"), 10**3),
    **dict.fromkeys(("万", "萬", "w"), 10**4),
    **dict.fromkeys(("m", "mn", "mio", "million", "百万", "百萬"), 10**6),
    **dict.fromkeys(("千万", "千萬"), 10**7),
    **dict.fromkeys(("亿", "億"), 10**8),
    **dict.fromkeys(("b", "bn", "billion"), 10**9),
}
_APART: Final = frozenset(("K", "M", "B", "bn", "mn", "thousand", "million", "billion"))
"""Latin units that may stand a space behind the digits; a small m there is more likely a metre."""

_SIGNS: Final = "|".join(re.escape(sign) for sign in sorted((*OWN, *SHARED), key=len, reverse=True))
_UNIT: Final = "|".join(sorted(_UNITS, key=len, reverse=True))
_AMOUNT: Final = re.compile(
    rf"""(?P<minus>[-+]?)\s?(?P<before>{_SIGNS}|[A-Z]{{3}})?\s?(?P<minus2>[-+]?)
    (?P<digits>(?:[0-9]|\.[0-9])[0-9.,']*)(?P<power>e[-+]?[0-9]+)?
    (?P<gap>\s?)(?P<unit>{_UNIT})?(?P<gap2>\s?)(?P<after>{_SIGNS}|[A-Z]{{3}})?""",
    re.IGNORECASE | re.VERBOSE,
)
_GROUPED: Final = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?:'[0-9]{3})+|[0-9]*)(\.[0-9]+)?")
_MEASURED: Final = re.compile(
    r"(?P<minus>[-+]?)(?P<digits>[0-9]+(?:\.[0-9]+)?)\s?(?:%|分|天|日|percent|days?|d|points?|pts?)?", re.IGNORECASE
)


@dataclass(frozen=True)
class TypedValue:
    """What was typed: money as `minor` units of `currency`, or a measured `value`."""

    minor: int | None = None
    currency: str | None = None
    value: Decimal | None = None


@dataclass(frozen=True)
class Amount:
    """An amount as typed. `size` is None where its digits can't be read; `currencies` are those it may be in."""

    size: Decimal | None
    negative: bool = False
    unit: bool = False
    coded: bool = False
    currencies: tuple[str, ...] = ()
    points: bool = False
    """Whether it is like 2.500: two and a half, or two thousand five hundred."""

    @property
    def doubtful(self) -> bool:
        """Whether it may be meant in ten thousands; a currency's code says that it is written out."""
        return self.size is not None and not (self.unit or self.coded) and 0 < self.size < ASKED_BELOW


def amount(text: str) -> Amount | None:
    """What `text`, in its plain form, says as an amount; None where it is none at all.

    >>> amount("2.5M").size == 2_500_000, amount("250万").size == 2_500_000, amount("lot 2")
    (True, True, None)
    """
    found = _AMOUNT.fullmatch(text.rstrip(",;、。."))
    if found is None or not _spaced_well(found):
        return None
    marks = [mark for mark in (found["before"], found["after"]) if mark]
    read = [_currencies(mark, apart=mark is found["after"] and bool(found["gap2"])) for mark in marks]
    if not all(read) or len(set(read)) > 1:
        return None
    return Amount(
        size=_size(found),
        negative="-" in (found["minus"], found["minus2"]),
        unit=found["unit"] is not None,
        coded=any(len(each) == 1 and len(mark) == 3 for each, mark in zip(read, marks, strict=True)),
        currencies=read[0] if read else (),
        points=found["unit"] is None and re.fullmatch(r"[1-9][0-9]{0,2}\.[0-9]{3}", found["digits"]) is not None,
    )


def measured(text: str) -> Decimal | None:
    """A measured value with or without its unit: 86, 86%, 18.5, 86天."""
    found = _MEASURED.fullmatch(text.rstrip(",;、。."))
    if found is None or len(found["digits"]) > 16:
        return None
    return Decimal(("-" if found["minus"] == "-" else "") + found["digits"])


def money(size: Decimal, currency: str) -> TypedValue | None:
    """An amount in major units as minor ones; None where it has more decimals than the currency."""
    minor = Fraction(size) * 10 ** minor_digits(currency)
    return TypedValue(minor.numerator, currency) if minor.denominator == 1 else None


def in_full(value: TypedValue) -> str:
    """Money as text that reads as the same: `CNY 2,500,000`, `CNY 250.50`."""
    if value.minor is None or value.currency is None:
        raise ValueError(f"{value} is no money")
    return f"{value.currency} {digits_of(value)}"


def digits_of(value: TypedValue) -> str:
    """The amount of money in major units, grouped, without its currency."""
    places = minor_digits(value.currency or "")
    whole, part = divmod(abs(value.minor or 0), 10**places)
    sign = "-" if (value.minor or 0) < 0 else ""
    return f"{sign}{whole:,}" + (f".{part:0{places}}" if part else "")


def _spaced_well(found: re.Match[str]) -> bool:
    unit = found["unit"]
    if found["gap"] and unit and unit.isascii():
        return unit in _APART or bool(found["before"])
    return not (unit in ("w", "W") and found["gap"])


def _currencies(mark: str, apart: bool) -> tuple[str, ...]:
    if mark in SHARED:
        return SHARED[mark]
    code = None if apart and mark.isascii() and mark.islower() else currency_called(mark)
    return (code,) if code else ()


def _size(found: re.Match[str]) -> Decimal | None:
    digits = _GROUPED.fullmatch(found["digits"])
    if digits is None:
        return None
    if found["power"]:
        return _powered(found["power"])
    plain = digits[1].replace(",", "").replace("'", "") + (digits[2] or "")
    if len(plain) > 40:
        return Decimal(10 * LIMIT)
    unit = _UNITS.get((found["unit"] or "").lower(), 1)
    exact = Fraction(plain if plain[0] != "." else f"0{plain}") * unit
    return _decimal(exact)


def _powered(power: str) -> Decimal | None:
    """Scientific writing is not how one writes money; what is surely too large is said to be so."""
    return Decimal(10 * LIMIT) if len(power) > 3 or (power[1:].isdigit() and int(power[1:]) > 12) else None


def _decimal(exact: Fraction) -> Decimal:
    """A fraction with finitely many decimals, exactly: by its digits, since division rounds."""
    places = 0
    while exact.denominator != 1:
        exact, places = exact * 10, places + 1
    return Decimal((0, tuple(int(digit) for digit in str(exact.numerator)), -places))
