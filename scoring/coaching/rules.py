"""What is worth a nudge: the first rules of domain.md 7. Each gives how grave it is, None where it is nothing.

A graver one may be said again before its rest is over.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum, auto
from typing import Final

from scoring.policy import Status
from scoring.terms import Stage

SILENT_DAYS: Final[Mapping[Stage, int]] = {Stage.INITIAL: 7, Stage.GROWTH: 14, Stage.MATURE: 30}
"""Days without an event after which an account counts as silent."""
SILENT_ROLE_DAYS: Final = 21
PENDING_DAYS: Final = 3
WAITING_DAYS: Final = 1


class NudgeRule(StrEnum):
    SILENT_ACCOUNT = auto()
    SILENT_ROLE = auto()
    PENDING_CONFIRMATION = auto()
    WAITING_ON_YOU = auto()
    OFF_PACE = auto()


def silent_account(stage: Stage, days: int) -> int | None:
    """1 from N days on (the AR hears it), 2 from 2N on (the manager too).

    >>> [silent_account(Stage.INITIAL, days) for days in (6, 7, 14)]
    [None, 1, 2]
    """
    return days // SILENT_DAYS[stage] if days >= SILENT_DAYS[stage] else None


def silent_role(days: int) -> int | None:
    """1 from 21 days without taking part (that member hears it), 2 from twice that on (the manager too)."""
    return days // SILENT_ROLE_DAYS if days >= SILENT_ROLE_DAYS else None


def pending_confirmation(days: int) -> int | None:
    """1 from three days without a confirmation on."""
    return 1 if days >= PENDING_DAYS else None


def waiting_on_you(business_days: int) -> int | None:
    """The working days a request has waited for its requester, from the first on."""
    return business_days if business_days >= WAITING_DAYS else None


def off_pace(status: Status) -> int | None:
    """1 at risk, 2 off track: a metric that worsened grows graver."""
    return {Status.AT_RISK: 1, Status.OFF_TRACK: 2}.get(status)
