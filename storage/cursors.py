"""How far a platform's stream was read, and whose turn it is to read it."""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256

import sqlalchemy as sa

from storage import rows
from storage.database import Database, Unit
from storage.tables.messages import Cursor

cursor = rows.table(Cursor)


def place(unit: Unit, name: str) -> int | None:
    """The next one to read; None where nothing was read yet."""
    found = rows.first(unit, Cursor, sa.select(cursor).where(cursor.c.name == name))
    return None if found is None else found.next


def move(unit: Unit, name: str, next: int) -> None:
    """Everything before `next` is done."""
    rows.put(unit, Cursor(name=name, next=next))


class Turn:
    """The right to read a stream, held by one process of all that share a PostgreSQL: an advisory lock on a
    connection of its own. A SQLite file has one process, which always has it. Every method may block."""

    def __init__(self, database: Database, name: str) -> None:
        self._database = database
        self._key = int.from_bytes(sha256(name.encode()).digest()[:8], "big", signed=True)
        self._connection: sa.Connection | None = None

    def take(self) -> bool:
        """Whether it is ours now. The database is asked each time: a broken connection has lost it."""
        if self._database.sqlite:
            return True
        try:
            return self._holds() or self._grab()
        except sa.exc.DBAPIError:
            self.give_back()
            raise

    def give_back(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(sa.exc.SQLAlchemyError):
                connection.close()

    def _holds(self) -> bool:
        if self._connection is None:
            return False
        self._connection.execute(sa.text("SELECT 1"))
        return True

    def _grab(self) -> bool:
        """The connection leaves the pool: closing it ends the lock."""
        connection = self._database.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        connection.detach()
        self._connection = connection
        if connection.execute(sa.select(sa.func.pg_try_advisory_lock(self._key))).scalar():
            return True
        self.give_back()
        return False
