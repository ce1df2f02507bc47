"""What is in force for a request: ladder and targets, copied onto it when it is made (domain.md 6)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from scoring.ladder import LADDER, Audience, Ladder, Rung
from scoring.policy import REQUEST_KINDS
from scoring.policy import Priority as Urgency
from scoring.terms import ClockName, Priority
from scoring.worktime import MINUTE, WorkCalendar
from storage.tables.requests import Request


@dataclass(frozen=True)
class InForce:
    """A request's policy: targets in working minutes by priority and clock, `day_minutes` of a working day."""

    ladder: Ladder
    targets: dict[Priority, dict[ClockName, int]]
    day_minutes: int

    def target(self, priority: Priority, clock: ClockName) -> int:
        return self.targets[Priority(priority)][clock]


def policy_for(kind: str, calendar: WorkCalendar) -> dict[str, Any]:
    """The defaults for a kind in a department's calendar, as the JSON of `Request.policy`."""
    day_minutes = calendar.day_length // MINUTE
    targets = REQUEST_KINDS[kind].targets
    return {
        "day_minutes": day_minutes,
        "targets": {
            urgency.value: {
                ClockName.ACKNOWLEDGE.value: _minutes(targets[urgency].acknowledge.minutes(day_minutes)),
                ClockName.RESOLVE.value: _minutes(targets[urgency].resolve.minutes(day_minutes)),
            }
            for urgency in Urgency
        },
        "ladder": [[rung.share, list(rung.adds), rung.repeats] for rung in LADDER],
    }


def in_force(request: Request) -> InForce:
    stored: Any = request.policy
    return InForce(
        ladder=tuple(
            Rung(share, tuple(Audience(one) for one in adds), repeats) for share, adds, repeats in stored["ladder"]
        ),
        targets={
            Priority(priority): {ClockName(name): minutes for name, minutes in pair.items()}
            for priority, pair in stored["targets"].items()
        },
        day_minutes=stored["day_minutes"],
    )


def _minutes(exact: Fraction) -> int:
    """Targets are kept in whole minutes."""
    return int(exact)
