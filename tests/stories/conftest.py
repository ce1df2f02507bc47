"""The demo company: told once in a run, a copy for each story."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from scoring.terms import Language
from tests.stories.demo import Demo, a_demo, seeded

TELLING = 300
"""Seconds: whoever comes first waits until the history is told."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "demo" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.timeout(TELLING))


@pytest.fixture(scope="session")
def history(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One file for all workers of a run."""
    folder = tmp_path_factory.getbasetemp()
    return seeded(folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder)


@pytest.fixture
def demo(request: pytest.FixtureRequest, history: Path, tmp_path: Path) -> Iterator[Demo]:
    """In English, or what the test asks for: `@pytest.mark.parametrize("demo", Language, indirect=True)`."""
    with a_demo(history, tmp_path, getattr(request, "param", Language.EN)) as opened:
        yield opened
