"""The journal of facts, which is also the audit trail (architecture.md Laws)."""

from datetime import date

from storage import rows
from storage.database import Unit
from storage.tables.events import Fact


def append(unit: Unit, fact: Fact, today: date) -> Fact:
    """Write a fact, then move the rows and summaries that follow from it."""
    return rows.add(unit, fact)
