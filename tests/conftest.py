"""The only fixtures: a database, and a world."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from storage.database import Database
from tests.databases import a_database


@pytest.fixture
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """SQLite, or what the test asks for: `@pytest.mark.parametrize("database", BOTH, indirect=True)`."""
    with a_database(getattr(request, "param", "sqlite")) as opened:
        yield opened
