"""Docs can't fall behind: every command is in README and user guide, every setting in the operator guide."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.settings import Settings
from handlers.arguments.read import parts
from handlers.command import AnyCommand
from handlers.company.help import about
from scoring.terms import Language
from tests.house.print_commands import row, typed
from tests.house.texts import messages

ROOT = Path(__file__).parents[2]
README, GUIDES, OPERATOR = ROOT / "README.md", ROOT / "docs" / "user", ROOT / "docs" / "operator.md"

COMMANDS = list(typed().values())


def test_readme_has_the_table_of_commands() -> None:
    """Print it: python -m tests.house.print_commands."""
    text = README.read_text("utf-8")
    assert [row(command) for command in COMMANDS if row(command) not in text] == []


def test_the_user_guide_names_every_command() -> None:
    text = "\n".join(page.read_text("utf-8") for page in sorted(GUIDES.glob("*.md")))
    named = re.compile("|".join(rf"/{re.escape(each.word)}(?![\w])" for each in sorted(COMMANDS, key=_longest)))
    found = {word.removeprefix("/") for word in named.findall(text)}
    assert {command.word for command in COMMANDS} - found == set()


def test_the_operator_guide_names_every_setting() -> None:
    text = OPERATOR.read_text("utf-8")
    prefix = Settings.model_config.get("env_prefix", "")
    names = [_variable(name, prefix) for name in Settings.model_fields]
    assert [name for name in names if f"`{name}`" not in text] == []


@pytest.mark.parametrize("language", Language)
def test_help_says_of_every_command_what_it_does(language: Language) -> None:
    assert [command.word for command in COMMANDS if about(command).key not in messages(language)] == []


@pytest.mark.parametrize("language", Language)
def test_every_part_of_a_command_has_a_label(language: Language) -> None:
    slots = [part for command in COMMANDS for part in parts(command.takes)]
    labels = {part.slot.asks or f"arguments.field.{part.name}" for part in slots}
    assert labels - messages(language).keys() == set()


def _longest(command: AnyCommand) -> int:
    return -len(command.word)


def _variable(name: str, prefix: str) -> str:
    """The environment variable of a setting."""
    alias = Settings.model_fields[name].validation_alias
    return alias if isinstance(alias, str) else f"{prefix}{name}".upper()
