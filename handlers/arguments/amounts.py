"""Amounts and measured values."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class TypedValue:
    """What was typed: money as `minor` units of `currency`, or a measured `value`."""

    minor: int | None = None
    currency: str | None = None
    value: Decimal | None = None
