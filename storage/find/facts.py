"""The journal, asked about a subject."""

import sqlalchemy as sa

from storage import rows
from storage.database import Unit
from storage.tables.events import Fact

fact = rows.table(Fact)


def account_behind(unit: Unit, subject: str, subject_id: int) -> int | None:
    """The account that a subject belongs to, as its first fact says; None where it belongs to none."""
    if subject == "account":
        return subject_id
    query = sa.select(fact).where(fact.c.subject == subject, fact.c.subject_id == subject_id).order_by(fact.c.id)
    first = rows.first(unit, Fact, query)
    return None if first is None else first.account_id
