"""What `triangle evaluate` says to a file: its answer, or the field on which it is refused."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

from bot.cli.evaluate.run import evaluate_files


def said(path: Path) -> object:
    """The answer as parsed JSON, or `{"refused": FIELD}`; asserts the form of both streams."""
    out, err = StringIO(), StringIO()
    if evaluate_files([path], out, err) == 0:
        assert err.getvalue() == ""
        assert out.getvalue().count("\n") == 1
        return json.loads(out.getvalue())
    assert out.getvalue() == ""
    assert err.getvalue().count("\n") == 1
    return {"refused": err.getvalue().removeprefix(f"{path}: ").split(": ")[0]}


def refused(path: Path, text: str | bytes) -> str:
    """The field on which a file with this content is refused."""
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    answer = said(path)
    assert isinstance(answer, dict)
    field = answer.get("refused")
    assert isinstance(field, str), f"it was accepted: {answer}"
    return field
