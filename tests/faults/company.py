"""The company whose process is killed, and the hundred commands that it hears meanwhile."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from storage import rows
from storage.database import Unit
from storage.tables.company import Conversation, Identity
from tests.world import a_company

__all__ = ["COMMANDS", "Said", "found_company"]

Said = tuple[str, str, str]
"""Delivery, handle, line."""


def found_company(file: Path) -> None:
    """A company of the room with an account and a department, as one SQLite file."""
    with a_company().with_account("ACME").with_department("R&D", owner="ray") as world:
        world.write(_moves_into_the_room)
        raw = world.database.engine.raw_connection()
        raw.execute("VACUUM INTO ?", (str(file),))
        raw.close()


def _moves_into_the_room(unit: Unit) -> None:
    for model in (Conversation, Identity):
        unit.connection.execute(sa.update(rows.table(model)).values(platform="room"))


def _hundred() -> tuple[Said, ...]:
    """Twenty times five: two events, a confirmation, who was in it, a request and what becomes of it."""
    lines: list[tuple[str, str]] = []
    for turn in range(1, 21):
        win, talk = 2 * turn - 1, 2 * turn
        lines += [
            ("ann", f"/win ACME {turn}.5M lot {turn} again=yes"),
            ("bo", f"/log ACME technical_exchange note {turn} again=yes"),
        ]
        lines.append(("bo", f"/confirm {win}"))
        if turn % 2:
            lines += [("ann", f"/joined {win} @cy"), ("ann", f"/ask ACME rd_clarification P1 spec {turn} again=yes")]
        else:
            lines += [("ray", f"/ack {turn // 2} 2026-11-23 again=yes"), ("ann", f"/confirm {talk}")]
    return tuple((f"delivery-{number:03d}", who, line) for number, (who, line) in enumerate(lines, 1))


COMMANDS = _hundred()
