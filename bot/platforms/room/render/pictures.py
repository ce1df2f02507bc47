"""Bars and rulers as SVG with attributes only: inline styles are barred by the page's own policy (voice.md 5.4)."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from handlers.reply import Bar, Bars, Ruler

REACH = Decimal(120)
"""Bars run from 0 to 120, so that target 100 is a place inside them."""
_HEIGHT = Decimal("1.6")
_LEAST = 18
_RULER_END = Decimal(200)
STEPS = (50, 75, 100, 150, 200)


class DrawnBar(NamedTuple):
    """One row. Lengths are percentages of the picture's width, `row` and `thick` pixels."""

    bar: Bar
    row: int
    thick: str
    top: str
    length: str
    so_far: str | None


class Tick(NamedTuple):
    at: str
    step: int
    passed: bool


class DrawnRuler(NamedTuple):
    used: str
    late: bool
    pauses: tuple[tuple[str, str], ...]
    ticks: tuple[Tick, ...]


def bars(drawing: Bars) -> list[DrawnBar]:
    """Height is weight: the filled area is the score. A row is never lower than its own words."""
    return [_bar(bar) for bar in drawing.rows]


def ruler(drawing: Ruler) -> DrawnRuler:
    return DrawnRuler(
        used=_percent(drawing.used, _RULER_END),
        late=drawing.used > 100,
        pauses=tuple(
            (_percent(start, _RULER_END), _percent(end - start, _RULER_END)) for start, end in drawing.paused
        ),
        ticks=tuple(Tick(_percent(Decimal(step), _RULER_END), step, step in drawing.passed) for step in STEPS),
    )


def _bar(bar: Bar) -> DrawnBar:
    thick = max(bar.weight * _HEIGHT, Decimal(4))
    row = max(int(thick) + 2, _LEAST)
    return DrawnBar(
        bar=bar,
        row=row,
        thick=f"{thick:.1f}",
        top=f"{(row - thick) / 2:.1f}",
        length=_percent(bar.outlook or Decimal(0), REACH),
        so_far=None if bar.so_far is None else _percent(bar.so_far, REACH),
    )


def _percent(value: Decimal, whole: Decimal) -> str:
    share = min(max(value, Decimal(0)), whole) * 100 / whole
    return f"{share:.2f}%"
