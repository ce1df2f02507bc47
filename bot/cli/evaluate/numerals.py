"""Numbers as they are written in a file: JSON's own form, read exactly or not at all."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

DIGITS_BEFORE: Final = 30
DIGITS_BEHIND: Final = 12
_EXPONENT_DIGITS: Final = 18
"""No file is so long that its zeros could bring a longer exponent back into the limits."""

_FORM: Final = re.compile(r"(-?)(0|[1-9][0-9]*)(?:\.([0-9]+))?(?:[eE]([+-]?)([0-9]+))?")


class NumeralError(ValueError):
    """The text is no number, or one with too many digits; the message says which."""


def exact(text: str) -> Fraction:
    """The value of a JSON number; NumeralError for another form or too many digits (30 before, 12 behind).

    The digits counted are those of the value written without exponent and trailing zeros: `1e-12` and
    `0e999999999` are fine. Nothing is expanded before that is known, so `1e999999999` costs nothing.
    """
    form = _FORM.fullmatch(text)
    if form is None:
        raise NumeralError("no number of JSON's form")
    sign, before, behind, exponent_sign, exponent = form.groups(default="")
    digits = (before + behind).lstrip("0")
    significant = digits.rstrip("0")
    if not significant:
        return Fraction(0)
    shift = _exponent(exponent_sign, exponent) - len(behind) + len(digits) - len(significant)
    _refuse_too_many_digits(len(significant) + shift, -shift)
    size = int(significant) * Fraction(10) ** shift
    return -size if sign else size


def _exponent(sign: str, digits: str) -> int:
    digits = digits.lstrip("0")
    if len(digits) > _EXPONENT_DIGITS:
        raise NumeralError("an exponent out of all bounds")
    return int(sign + (digits or "0"))


def _refuse_too_many_digits(before: int, behind: int) -> None:
    if before > DIGITS_BEFORE:
        raise NumeralError(f"over {DIGITS_BEFORE} digits before the point")
    if behind > DIGITS_BEHIND:
        raise NumeralError(f"over {DIGITS_BEHIND} digits behind the point")
