"""How far a version has come on a day (domain.md 4.4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from scoring.scorecard.card import Version
from scoring.values import Exact


@dataclass(frozen=True)
class Moment:
    """A version's days and how many have passed, the as-of day included."""

    days: int
    passed: int
    ended: bool

    @property
    def started(self) -> bool:
        """Whether the as-of day is the first one or a later one."""
        return self.passed > 0

    @property
    def elapsed(self) -> Exact:
        """The share of the days that has passed, within [0, 1]."""
        return Fraction(self.passed, self.days)


def moment(version: Version, as_of: date) -> Moment:
    """On its last day a version still runs, with all its days passed."""
    days = (version.last - version.first).days + 1
    passed = (as_of - version.first).days + 1
    return Moment(days, max(0, min(passed, days)), ended=as_of > version.last)
