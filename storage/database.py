"""The database: one unit of work, one writer on SQLite, readers beside it (architecture.md Laws)."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy import event

V = TypeVar("V")


@dataclass(frozen=True)
class Unit:
    """The unit of work: one transaction. Handlers hold it and look away."""

    connection: sa.Connection

    def savepoint(self) -> sa.NestedTransaction:
        """A context in which an exception takes back what was written since."""
        return self.connection.begin_nested()


class Database:
    """An engine with its threads.

    On SQLite all writes take turns in one thread and begin IMMEDIATE; a read takes no write lock. On PostgreSQL
    writes run side by side.
    """

    def __init__(self, url: str) -> None:
        self.engine = connect(url)
        self.sqlite = self.engine.dialect.name == "sqlite"
        self._writers = ThreadPoolExecutor(1 if self.sqlite else 8, thread_name_prefix="writer")
        self._readers = ThreadPoolExecutor(8, thread_name_prefix="reader")

    def write(self, work: Callable[[Unit], V]) -> Future[V]:
        """Run `work` in a transaction that commits when it returns and rolls back when it raises."""
        return self._writers.submit(self._run, work, "IMMEDIATE")

    def read(self, work: Callable[[Unit], V]) -> Future[V]:
        """Run `work` on a snapshot; it must not write."""
        return self._readers.submit(self._run, work, "DEFERRED")

    def close(self) -> None:
        self._writers.shutdown(wait=True)
        self._readers.shutdown(wait=True)
        self.engine.dispose()

    def _run(self, work: Callable[[Unit], V], mode: str) -> V:
        with self.engine.connect().execution_options(begin=mode) as connection, connection.begin():
            return work(Unit(connection))


def connect(url: str) -> sa.Engine:
    """An engine for a database address; SQLite gets WAL, full sync, foreign keys and explicit begins."""
    parsed = sa.make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(parsed)
    if parsed.drivername in ("postgresql", "postgres"):
        parsed = parsed.set(drivername="postgresql+psycopg")
    return sa.create_engine(parsed, pool_pre_ping=True, pool_size=16)


def _sqlite(url: sa.URL) -> sa.Engine:
    engine = sa.create_engine(url, connect_args={"check_same_thread": False, "timeout": 10})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        mode = connection.get_execution_options().get("begin", "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {mode}")

    return engine
