"""The floors: the same statements, a single insert and an fsync, by the driver alone."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import event

from storage.database import Database

PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000")
PAGE = b"\0" * 4096


class Recorded:
    """The statements of the newest transaction, with their parameters, in order: as the driver got them.

    Ask for it before the database is first used.
    """

    def __init__(self, database: Database) -> None:
        self.statements: list[tuple[str, Any, bool]] = []
        event.listen(database.engine, "do_connect", self._connects)

    def hears(self, sql: str, given: Any, many: bool) -> None:
        if sql.startswith("BEGIN"):
            self.statements = []
        self.statements.append((sql, given, many))

    def __len__(self) -> int:
        return len(self.statements)

    def _connects(self, _dialect: object, _record: object, _args: object, options: dict[str, Any]) -> None:
        recorded = self

        class Heard(sqlite3.Cursor):
            def execute(self, sql: str, given: Any = (), /) -> Heard:
                recorded.hears(sql, given, False)
                return super().execute(sql, given)

            def executemany(self, sql: str, given: Any, /) -> Heard:
                recorded.hears(sql, given, True)
                return super().executemany(sql, given)

        class Hearing(sqlite3.Connection):
            def cursor(self, *_: Any) -> Any:
                return super().cursor(Heard)

        options["factory"] = Hearing


class Raw:
    """A raw connection with the bot's own pragmas."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        for pragma in PRAGMAS:
            self._connection.execute(f"PRAGMA {pragma}")

    def replays(self, recorded: Recorded) -> None:
        """All of a recorded transaction, its reads too. On a copy that replayed every transaction before it, the
        statements find and write the very same rows."""
        run, run_many = self._connection.execute, self._connection.executemany
        for sql, given, many in recorded.statements:
            (run_many if many else run)(sql, given).fetchall()
        run("COMMIT")

    def has_a_table(self) -> None:
        self._connection.execute("CREATE TABLE one (id INTEGER PRIMARY KEY, words TEXT)")

    def inserts(self) -> None:
        """One row, durably."""
        run = self._connection.execute
        run("BEGIN IMMEDIATE")
        run("INSERT INTO one (words) VALUES (?)", ("spare parts pool",))
        run("COMMIT")

    def close(self) -> None:
        self._connection.close()


class Disk:
    """A file of one page that is written and synced."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_CREAT | os.O_RDWR)

    def syncs(self) -> None:
        os.pwrite(self._file, PAGE, 0)
        os.fsync(self._file)

    def close(self) -> None:
        os.close(self._file)


@contextmanager
def a_disk(folder: Path) -> Iterator[Disk]:
    disk = Disk(folder / "synced")
    try:
        yield disk
    finally:
        disk.close()
