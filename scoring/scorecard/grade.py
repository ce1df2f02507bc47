"""The grade of an outlook (domain.md 4.4)."""

from __future__ import annotations

from scoring.policy import GRADE_COVERAGE, GRADE_LIMITS, Grade
from scoring.values import Exact


def grade(outlook: Exact | None, coverage: Exact) -> Grade | None:
    """Decided on exact figures: 94.996 is a B. None without an outlook or below 80 % coverage."""
    if outlook is None or coverage < GRADE_COVERAGE:
        return None
    return next((name for name, least in GRADE_LIMITS if outlook >= least), Grade.D)
