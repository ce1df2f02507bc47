"""Both databases, for what must hold on each: `@pytest.mark.parametrize("database", BOTH, indirect=True)`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

import pytest

from storage import migrate
from storage.database import Database, connect
from tests import postgres

BOTH = ("sqlite", pytest.param("postgresql", marks=(pytest.mark.postgres, pytest.mark.xdist_group("postgres"))))


@contextmanager
def a_database(kind: str = "sqlite") -> Iterator[Database]:
    """A database with today's tables, empty, gone afterwards. Skips loudly where PostgreSQL can't run."""
    with an_address(kind) as url:
        database = Database(url)
        try:
            yield database
        finally:
            database.close()


@contextmanager
def an_address(kind: str = "sqlite") -> Iterator[str]:
    if kind == "sqlite":
        with TemporaryDirectory(prefix="triangle-") as folder:
            copyfile(_empty_file(), Path(folder) / "triangle.db")
            yield f"sqlite:///{folder}/triangle.db"
        return
    try:
        opened = postgres.a_database()
        url = opened.__enter__()
    except postgres.NoPostgres as missing:
        pytest.skip(f"no PostgreSQL here: {missing}")
    try:
        yield url
    finally:
        opened.__exit__(None, None, None)


@cache
def _folder() -> TemporaryDirectory[str]:
    return TemporaryDirectory(prefix="triangle-empty-")


@cache
def _empty_file() -> Path:
    """Migrated once a process, then copied."""
    path = Path(_folder().name) / "empty.db"
    engine = connect(f"sqlite:///{path}")
    migrate.upgrade(engine)
    with engine.connect() as connection:
        connection.connection.dbapi_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr]
    engine.dispose()
    return path
