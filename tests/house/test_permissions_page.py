"""Every permission is asked by something, and docs/permissions.md says what the code does (house rule 23)."""

from __future__ import annotations

import ast
from pathlib import Path

import handlers
from handlers.command import every
from handlers.permissions import May
from tests.house.print_permissions import MEANS, PAGE, page

ROOT = Path(handlers.__file__).parent
DECLARED = ROOT / "permissions.py"


def test_the_page_of_permissions_is_current() -> None:
    assert PAGE.read_text("utf-8") == page(), "python -m tests.house.print_permissions > docs/permissions.md"


def test_every_permission_is_described() -> None:
    assert set(MEANS) == set(May)


def test_every_permission_is_asked_by_a_command_or_a_function() -> None:
    named = {
        node.attr
        for path in ROOT.rglob("*.py")
        if path != DECLARED
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "May"
    }
    asked = {command.may for command in every().values()} | {may for may in May if may.name in named}
    assert set(May) - asked == set()
