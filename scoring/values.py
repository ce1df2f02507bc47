"""Values that carry their unit, and the only two roundings of the code base (domain.md 4 and 5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

Exact = Fraction
"""A figure before rounding: a third stays a third."""

_MINOR_DIGITS: Final = {
    "BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "ISK": 0, "JPY": 0, "KMF": 0, "KRW": 0, "PYG": 0, "RWF": 0,
    "UGX": 0, "UYI": 0, "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0,
    "BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3,
    "CLF": 4, "UYW": 4,
}  # fmt: skip
"""ISO 4217 currencies whose minor unit is not a hundredth."""


def whole_half_up(value: Exact | int) -> int:
    """The nearest whole number; a half goes away from zero, so that a loss rounds like the same gain.

    >>> whole_half_up(Fraction(5, 2)), whole_half_up(Fraction(-5, 2))
    (3, -3)
    """
    size = (2 * abs(Fraction(value)) + 1) // 2
    return size if value >= 0 else -size


def half_up(value: Exact | int, places: int = 2) -> Decimal:
    """The figure as shown: `places` decimals always written out, rounded once.

    >>> str(half_up(Fraction(94996, 1000))), str(half_up(Fraction(0)))
    ('95.00', '0.00')
    """
    units = whole_half_up(value * 10**places)
    digits = tuple(int(digit) for digit in str(abs(units)))
    # From its parts, since arithmetic on decimals would round to the context's 28 digits.
    return Decimal((int(units < 0), digits, -places))


def largest_remainder(total: int, weights: Sequence[Exact | int]) -> list[int]:
    """Divide a whole `total` in proportion to `weights`; the parts add up to it.

    Each part is its quota rounded down; the units left over go one each to the largest fractions,
    among equal ones to the earlier position. ValueError for a negative total or weight, or weights that
    are all 0 while there is something to divide.

    >>> largest_remainder(100, [1, 1, 1])
    [34, 33, 33]
    """
    _refuse_what_cannot_be_divided(total, weights)
    whole = sum(weights)
    quotas = [Fraction(total) * weight / whole if whole else Fraction(0) for weight in weights]
    parts = [quota.__floor__() for quota in quotas]
    by_fraction = sorted(range(len(parts)), key=lambda at: parts[at] - quotas[at])
    for at in by_fraction[: total - sum(parts)]:
        parts[at] += 1
    return parts


def _refuse_what_cannot_be_divided(total: int, weights: Sequence[Exact | int]) -> None:
    if total < 0 or any(weight < 0 for weight in weights):
        raise ValueError("neither the total nor a weight may be negative")
    if total and not any(weights):
        raise ValueError("nobody to divide it among: every weight is 0")


def minor_digits(currency: str) -> int:
    """How many decimals the currency's minor unit has: 2 unless ISO 4217 says otherwise."""
    return _MINOR_DIGITS.get(currency, 2)


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in the minor unit of its currency (ISO 4217 code); currencies never mix."""

    minor: int
    currency: str

    @classmethod
    def of(cls, major: Decimal, currency: str) -> Money:
        """From major units; ValueError where there are more decimals than the currency has."""
        minor = Fraction(major) * 10 ** minor_digits(currency)
        if minor.denominator != 1:
            raise ValueError(f"{currency} has {minor_digits(currency)} decimals")
        return cls(minor.numerator, currency)

    @property
    def major(self) -> Decimal:
        """The amount in major units, with all the currency's decimals."""
        digits = minor_digits(self.currency)
        return half_up(Fraction(self.minor, 10**digits), digits)

    def __add__(self, other: Money) -> Money:
        return Money(self.minor + self._same(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.minor - self._same(other), self.currency)

    def __neg__(self) -> Money:
        return Money(-self.minor, self.currency)

    def __lt__(self, other: Money) -> bool:
        return self.minor < self._same(other)

    def __le__(self, other: Money) -> bool:
        return self.minor <= self._same(other)

    def __gt__(self, other: Money) -> bool:
        return self.minor > self._same(other)

    def __ge__(self, other: Money) -> bool:
        return self.minor >= self._same(other)

    def __bool__(self) -> bool:
        return self.minor != 0

    def _same(self, other: Money) -> int:
        if other.currency != self.currency:
            raise ValueError(f"{self.currency} and {other.currency} do not mix")
        return other.minor


@dataclass(frozen=True, order=True, slots=True)
class Points:
    """Contribution points, in whole hundredths."""

    hundredths: int

    @classmethod
    def of(cls, points: Exact | Decimal | int) -> Points:
        """From whole points, rounded half-up to hundredths."""
        return cls(whole_half_up(Fraction(points) * 100))

    @property
    def points(self) -> Decimal:
        """As shown: two decimals."""
        return half_up(Fraction(self.hundredths, 100))

    def __add__(self, other: Points) -> Points:
        return Points(self.hundredths + other.hundredths)

    def __sub__(self, other: Points) -> Points:
        return Points(self.hundredths - other.hundredths)

    def __neg__(self) -> Points:
        return Points(-self.hundredths)

    def __bool__(self) -> bool:
        return self.hundredths != 0
