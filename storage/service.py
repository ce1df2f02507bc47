"""How departments' requests ended, as sums that move with the facts (domain.md 6 "SLA attainment").

A fact carries what it moves in its body under "service", so that `replay` folds the very same sums again.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from storage import rows
from storage.database import Unit
from storage.tables.standings import Served, ServiceQuarter

FIGURES = ("met", "ended", "ack_met", "ack_ended", "declined")


def move(unit: Unit, moves: Iterable[Mapping[str, Any]]) -> None:
    """Apply a fact's moves: each names a `unit_id` and `period`, and an `account_id` where requests were got."""
    for each in moves:
        key = {"unit_id": each["unit_id"], "period": each["period"]}
        if "account_id" in each:
            rows.increase(unit, Served, {**key, "account_id": each["account_id"]}, requests=each["requests"])
        else:
            rows.increase(unit, ServiceQuarter, key, **{name: each[name] for name in FIGURES if name in each})
