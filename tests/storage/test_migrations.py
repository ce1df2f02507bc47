"""Migrations and tables agree, on both databases."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from storage import migrate
from storage.database import Database
from storage.tables.base import metadata
from tests.databases import BOTH

both = pytest.mark.parametrize("database", BOTH, indirect=True)


@both
def test_migrations_and_tables_agree(database: Database) -> None:
    assert migrate.differences(database.engine) == []
    assert migrate.is_current(database.engine)


@both
def test_every_link_of_the_tables_is_in_the_database(database: Database) -> None:
    inspector = sa.inspect(database.engine)
    for table in metadata.sorted_tables:
        there = {tuple(key["constrained_columns"]) for key in inspector.get_foreign_keys(table.name)}
        assert there == {tuple(key.column_keys) for key in table.foreign_key_constraints}, table.name


@both
def test_upgrading_twice_changes_nothing(database: Database) -> None:
    migrate.upgrade(database.engine)
    assert migrate.current(database.engine) == migrate.newest()
