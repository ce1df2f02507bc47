"""Command lines behind buttons whose data has no room for them, by their codes."""

from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from storage import rows
from storage.database import Unit
from storage.tables.messages import Press

press = rows.table(Press)


def keep(unit: Unit, lines: Mapping[str, str]) -> None:
    """Remember lines by their codes; those known already stay."""
    if not lines:
        return
    insert = postgresql.insert if unit.connection.dialect.name == "postgresql" else sqlite.insert
    values = [{"digest": digest, "line": line} for digest, line in sorted(lines.items())]
    unit.connection.execute(insert(press).on_conflict_do_nothing(), values)


def find(unit: Unit, digest: str) -> str | None:
    """The line behind a code."""
    found = rows.first(unit, Press, sa.select(press).where(press.c.digest == digest))
    return None if found is None else found.line
