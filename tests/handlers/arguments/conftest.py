"""One desk for all: what stands in this folder only reads."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from storage.database import Unit
from tests.databases import a_database
from tests.handlers.arguments.desk import Desk, a_context, furnish


@pytest.fixture(scope="session")
def desk() -> Iterator[Desk]:
    with a_database() as database:
        furnish(database)
        with database.engine.connect() as connection:
            yield Desk(a_context(Unit(connection)))
