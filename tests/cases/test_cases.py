"""Every what-if file says what was worked out beside the code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cases.run import said

OWN = Path(__file__).parent / "files"
SHARED = Path(__file__).parents[3] / "shared" / "cases"
"""More cases, kept beside the checkout and not in it."""


def _inputs(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.json") if not path.name.endswith(".expected.json"))


def _expected(path: Path) -> object:
    return json.loads(path.with_name(f"{path.stem}.expected.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", _inputs(OWN), ids=lambda path: path.stem)
def test_a_case_comes_out_as_worked_out(path: Path) -> None:
    assert said(path) == _expected(path)


def test_the_cases_beside_the_checkout_come_out_as_worked_out() -> None:
    paths = _inputs(SHARED)
    if not paths:
        pytest.skip(f"NO CASES BESIDE THE CHECKOUT: {SHARED} is absent or empty, only our own were run")
    wrong = [path.stem for path in paths if said(path) != _expected(path)]
    assert wrong == []
