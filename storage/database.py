"""The database: one unit of work, one writer on SQLite, readers beside it (architecture.md Laws)."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy import event

from storage.patience import patiently

V = TypeVar("V")

_TURN = 0x7121A6
"""The key of the advisory lock under which writers take turns on PostgreSQL, replicas too."""


Known = dict[Hashable, tuple[int, Any]]
KNOWN_AT_MOST = 1000
"""Answers that the writer of SQLite keeps from one unit to the next."""


@dataclass(frozen=True)
class Unit:
    """The unit of work: one transaction. Handlers hold it and look away."""

    connection: sa.Connection
    known: Known = field(default_factory=dict, repr=False)
    """What was asked, each answer with how much its tables had been written to: `storage.rows.asked`."""

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """A context in which an exception takes back what was written since."""
        try:
            with self.connection.begin_nested():
                yield
        except BaseException:
            self.known.clear()
            raise

    @property
    def writes(self) -> int:
        """How many statements on this connection have written so far: the difference says what a work wrote."""
        return int(self.connection.info.get("writes", 0))

    def wrote(self, table: str) -> None:
        """Count a write that went past SQLAlchemy."""
        _count(self.connection, table)

    def writes_to(self, tables: Iterable[str]) -> int:
        """How many of them wrote to one of these tables; a number that grows, so that it dates what was read."""
        wrote: dict[str, int] | None = self.connection.info.get("wrote")
        return sum(wrote.get(table, 0) for table in tables) if wrote else 0


class Database:
    """An engine with its threads.

    Writes take turns: on SQLite in one thread and BEGIN IMMEDIATE, on PostgreSQL under one advisory lock, so that a
    work never decides on what a rival is about to change. A read takes no lock and never waits for one.
    """

    def __init__(self, url: str) -> None:
        self.engine = connect(url)
        self.sqlite = self.engine.dialect.name == "sqlite"
        self._writers = ThreadPoolExecutor(1 if self.sqlite else 8, thread_name_prefix="writer")
        self._readers = ThreadPoolExecutor(8, thread_name_prefix="reader")
        self._alone = Alone(self.engine)

    def write(self, work: Callable[[Unit], V]) -> Future[V]:
        """Run `work` in a transaction that commits when it returns and rolls back when it raises.

        It is run again, up to three times, when what stopped it passes (`storage.patience`); then it raises Busy.
        """
        run = self._alone.run if self.sqlite else self._take_turn
        return self._writers.submit(patiently, lambda: run(work))

    def read(self, work: Callable[[Unit], V]) -> Future[V]:
        """Run `work` on a snapshot; it must not write."""
        return self._readers.submit(self._read, work)

    def close(self) -> None:
        self._writers.shutdown(wait=True)
        self._alone.leave()
        self._readers.shutdown(wait=True)
        self.engine.dispose()

    def _read(self, work: Callable[[Unit], V]) -> V:
        with self.engine.connect().execution_options(begin="DEFERRED") as connection, connection.begin():
            return work(Unit(connection))

    def _take_turn(self, work: Callable[[Unit], V]) -> V:
        with self.engine.connect() as connection, connection.begin():
            connection.execute(_take_turn)
            return work(Unit(connection))


class Alone:
    """The one connection that writes to SQLite, in the writer's thread.

    What its units asked stays known from one to the next until a table of it is written to; all of it is forgotten
    when another connection has written (`PRAGMA data_version`) or a unit was taken back.
    """

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._connection: sa.Connection | None = None
        self._known: Known = {}
        self._version: int | None = None

    def run(self, work: Callable[[Unit], V]) -> V:
        try:
            connection = self._at_hand()
            with connection.begin():
                self._look(connection)
                return work(Unit(connection, self._known))
        except BaseException:
            self.leave()
            raise

    def leave(self) -> None:
        """Give the connection back; the next unit takes one anew."""
        self._known.clear()
        held, self._connection = self._connection, None
        if held is not None:
            held.close()

    def _at_hand(self) -> sa.Connection:
        if self._connection is None:
            self._connection = self._engine.connect().execution_options(begin="IMMEDIATE")
        return self._connection

    def _look(self, connection: sa.Connection) -> None:
        version = connection.exec_driver_sql("PRAGMA data_version").scalar_one()
        if version != self._version or len(self._known) > KNOWN_AT_MOST:
            self._known.clear()
        self._version = version


def connect(url: str) -> sa.Engine:
    """An engine for a database address; SQLite gets WAL, full sync, foreign keys and explicit begins.

    Its errors leave out the parameters of a statement: they are people's words and amounts, and errors are logged.
    """
    parsed = sa.make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return _counting(_sqlite(parsed))
    if parsed.drivername in ("postgresql", "postgres"):
        parsed = parsed.set(drivername="postgresql+psycopg")
    timeout = {"options": "-c lock_timeout=10s"}
    return _counting(
        sa.create_engine(parsed, pool_pre_ping=True, pool_size=20, connect_args=timeout, hide_parameters=True)
    )


_take_turn = sa.select(sa.func.pg_advisory_xact_lock(_TURN))


def _counting(engine: sa.Engine) -> sa.Engine:
    @event.listens_for(engine, "after_cursor_execute")
    def count(connection: sa.Connection, _cursor: Any, _sql: str, _given: Any, context: Any, _many: bool) -> None:
        if context.isinsert or context.isupdate or context.isdelete:
            _count(connection, context.compiled.statement.table.name)

    return engine


def _count(connection: sa.Connection, table: str) -> None:
    info = connection.info
    info["writes"] = info.get("writes", 0) + 1
    wrote = info.setdefault("wrote", {})
    wrote[table] = wrote.get(table, 0) + 1


def _sqlite(url: sa.URL) -> sa.Engine:
    engine = sa.create_engine(url, connect_args={"check_same_thread": False, "timeout": 10}, hide_parameters=True)

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
