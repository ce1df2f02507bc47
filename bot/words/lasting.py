"""Lengths of time: 12 min, 6 h 5 min, 5 d; 12分钟, 6小时5分, 5天."""

from __future__ import annotations

from decimal import Decimal

from bot.words.catalogue import Catalogue
from bot.words.figures import MINUS, number
from bot.words.reader import Language

STYLES = ("long", "hours", "bare")


def lasting(minutes: int, day_minutes: int | None, style: str, language: Language, texts: Catalogue) -> str:
    """Nothing is rounded away. `hours` uses no days; `bare` is the hours as a number, for "5 of 16 h"."""
    if style == "bare":
        return number(Decimal(minutes) / 60, language)
    parts = _parts(abs(minutes), day_minutes if style == "long" else None)
    form = texts.text("words.lasting." + "_".join(parts), language)
    return (MINUS if minutes < 0 else "") + form.format_map(parts)


def _parts(minutes: int, day_minutes: int | None) -> dict[str, int]:
    days, rest = divmod(minutes, day_minutes) if day_minutes else (0, minutes)
    hours, left = divmod(rest, 60)
    named = {"days": days, "hours": hours, "minutes": left}
    return {name: size for name, size in named.items() if size} or {"minutes": 0}
