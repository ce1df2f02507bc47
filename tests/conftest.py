"""The only fixtures: a database, and a world."""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterator

import pytest

from storage.database import Database
from tests.databases import a_database

Report = pytest.TestReport
_failed = pytest.StashKey[bool]()


@pytest.fixture
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """SQLite, or what the test asks for: `@pytest.mark.parametrize("database", BOTH, indirect=True)`."""
    with a_database(getattr(request, "param", "sqlite")) as opened:
        yield opened


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, Report, Report]:
    report = yield
    item.stash.setdefault(_failed, False)
    item.stash[_failed] |= report.failed
    return report


@pytest.fixture(autouse=True)
def stories_end_clean(request: pytest.FixtureRequest) -> Iterator[None]:
    """A story that was told to its end leaves nothing behind (house rule 20)."""
    yield
    told = sys.modules.get("tests.world.company")
    for world in told.open_worlds() if told else ():
        try:
            if not request.node.stash[_failed]:
                world.ends_clean()
        finally:
            world.close()
