"""Time is an argument: one place reads the clock (house rule 14)."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from tests.house.test_imports import PACKAGES, ROOT, sources

CLOCK = ROOT / "bot" / "clock.py"
READS = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("time", "time"),
    ("func", "now"),
    ("func", "current_timestamp"),
}
IN_SQL = re.compile(r"\bCURRENT_(TIMESTAMP|TIME|DATE)\b|\bnow\(\)|\bdatetime\('now'", re.IGNORECASE)
DEFAULTS = {"default_factory", "server_default", "onupdate", "server_onupdate"}


def calls(path: Path) -> list[ast.Call]:
    return [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]


def attribute(node: ast.expr) -> tuple[str, str] | None:
    """`datetime.now`, `sa.func.now` and `datetime.datetime.now` as their last two names."""
    if not isinstance(node, ast.Attribute):
        return None
    owner = node.value
    name = owner.attr if isinstance(owner, ast.Attribute) else owner.id if isinstance(owner, ast.Name) else ""
    return name, node.attr


def test_the_clock_is_read_in_one_place() -> None:
    reads = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in sources(*PACKAGES)
        if path != CLOCK
        for call in calls(path)
        if attribute(call.func) in READS
    ]
    assert reads == []


def test_no_column_takes_its_time_from_a_default() -> None:
    taken = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in sources(*PACKAGES)
        for call in calls(path)
        for keyword in call.keywords
        if keyword.arg in DEFAULTS and re.search(r"\bnow\b|today|CURRENT_", ast.unparse(keyword.value))
    ]
    assert taken == []


def test_no_statement_asks_the_database_for_the_time() -> None:
    asked = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sources("storage")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if IN_SQL.search(node.value)
    ]
    assert asked == []
