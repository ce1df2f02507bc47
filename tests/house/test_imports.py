"""Imports go downward, and stand at the top (house rule 23; architecture.md "The shape")."""

from __future__ import annotations

import ast
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "handlers", "scoring", "storage")

ALLOWED: dict[str, str] = {}
"""Files that may import inside a function, each with its reason."""


def sources(*packages: str) -> Iterator[Path]:
    for package in packages:
        yield from sorted((ROOT / package).rglob("*.py"))


@pytest.fixture
def loggers_as_they_were() -> Iterator[None]:
    """The linter sets up logging for itself and switches off all that is there: errors would fail no story then."""
    known = [each for each in logging.root.manager.loggerDict.values() if isinstance(each, logging.Logger)]
    before = [(each, each.disabled) for each in known]
    yield
    for each, disabled in before:
        each.disabled = disabled


@pytest.mark.usefixtures("loggers_as_they_were")
def test_the_contracts_between_the_floors_hold() -> None:
    assert lint_imports(config_filename=str(ROOT / ".importlinter"), no_cache=True) == 0


def test_no_import_stands_inside_a_function() -> None:
    inside = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sources(*PACKAGES)
        if str(path.relative_to(ROOT)) not in ALLOWED
        for function in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert inside == []


def test_no_exception_is_left_over() -> None:
    assert [path for path in ALLOWED if not (ROOT / path).is_file()] == []


def test_no_module_is_a_drawer() -> None:
    """Files named after nothing (house rule 24)."""
    drawers = {"utils.py", "helpers.py", "common.py", "misc.py", "manager.py", "base_utils.py"}
    assert [path for path in sources(*PACKAGES) if path.name in drawers] == []
