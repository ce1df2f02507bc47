"""What the docs show is true: examples are answered, what-if files give their answers, links lead somewhere."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from typer.main import get_command

from bot.cli.evaluate.run import main as evaluate
from bot.cli.main import app
from tests.house.examples import GUIDES, a_morning, typed_in
from tests.house.print_commands import table

ROOT = Path(__file__).parents[2]
PAGES = (*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md")))
EVALUATE, OPERATOR, DECISIONS = ROOT / "docs/evaluate.md", ROOT / "docs/operator.md", ROOT / "docs/decisions"
JSON_BLOCK = re.compile(r"```json\n(.*?)```", re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")
NEVER = re.compile(
    r"\bTODO\b|\bFIXME\b|pypi|pythonhosted|npmjs|proxy\.golang|docker\.io|(?<![\w.:/])/(?:work|home|root|tmp|usr|opt|Users)/",
    re.IGNORECASE,
)
"""Unfinished business, package registries, paths of somebody's machine."""

every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))


@pytest.mark.xdist_group("guides")
@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)
def test_each_example_of_a_guide_is_answered(guide: Path) -> None:
    lines = typed_in(guide.read_text("utf-8"))
    with a_morning() as morning:
        refused = [(typed.shown, turn.text) for typed in lines if (turn := morning.says(typed)).refused]
    assert lines
    assert refused == []


def test_the_table_of_commands_is_todays() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    between = text.split("<!-- commands -->")[1].split("<!-- /commands -->")[0]
    assert between.strip() == table()


def test_each_what_if_file_gives_the_answer_that_stands_under_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "what_if.json"
    asked = list(_asked_and_answered())
    for what, answer in asked:
        file.write_text(what, "utf-8")
        evaluate([str(file)])
        said = json.loads(capsys.readouterr().out)
        assert _of_it(said, answer) == answer
    assert len(asked) == 3


def test_the_operator_guide_names_every_verb() -> None:
    text = OPERATOR.read_text("utf-8")
    assert [verb for verb in _verbs() if f"`triangle {verb}" not in text] == []


def test_each_verb_is_there() -> None:
    home = ROOT / "bot" / "cli"
    modules = {path.stem for path in home.iterdir()}
    assert [verb for verb in _verbs() if not modules & set(verb.replace("-", "_").split())] == []


def test_each_decision_is_listed_and_fits_a_page() -> None:
    listed = (DECISIONS / "README.md").read_text("utf-8")
    records = sorted(DECISIONS.glob("[0-9]*.md"))
    assert [path.name for path in records if path.name not in listed] == []
    assert [path.name for path in records if len(path.read_text("utf-8").splitlines()) > 60] == []


@every_page
def test_links_of_a_page_lead_somewhere(page: Path) -> None:
    found = LINK.findall(page.read_text("utf-8"))
    assert [link for link in found if not (page.parent / link).exists()] == []


@every_page
def test_a_page_says_nothing_of_machines_and_unfinished_business(page: Path) -> None:
    assert NEVER.findall(page.read_text("utf-8")) == []


def _asked_and_answered() -> Iterator[tuple[str, object]]:
    """Pairs: a block with a type, and the block behind it."""
    blocks = JSON_BLOCK.findall(EVALUATE.read_text("utf-8"))
    for what, answer in pairwise(blocks):
        if '"type"' in what:
            yield what, json.loads(answer)


def _of_it(said: object, shown: object) -> object:
    """What the page shows of an answer."""
    if isinstance(said, dict) and isinstance(shown, dict):
        return {key: _of_it(said.get(key), value) for key, value in shown.items()}
    return said


def _verbs() -> list[str]:
    """`chat`, `db upgrade`: as they are typed."""
    return [verb for name, command in _inside(get_command(app)) for verb in _with_inner(name, command)]


def _with_inner(name: str, command: object) -> list[str]:
    return [f"{name} {inner}" for inner, _ in _inside(command)] or [name]


def _inside(group: object) -> list[tuple[str, object]]:
    return list(getattr(group, "commands", {}).items())
