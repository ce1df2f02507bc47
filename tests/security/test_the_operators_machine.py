"""What stands on the operator's disk, and what their shell hands on."""

from __future__ import annotations

from pathlib import Path
from stat import S_IMODE

from bot.cli.chat import converse
from bot.runtime import open_database


def test_the_folder_of_a_new_database_is_its_owners_alone(tmp_path: Path) -> None:
    open_database(f"sqlite:///{tmp_path}/new/triangle.db").close()
    assert S_IMODE((tmp_path / "new").stat().st_mode) == 0o700


def test_bytes_that_are_no_text_do_not_end_the_conversation() -> None:
    heard: list[str | None] = []

    def ask(line: str | None) -> dict[str, object]:
        heard.append(line)
        return {"missed": [], "text": "answered"}

    assert converse(ask, json=False, lines=["\udcff\udcfe bad\n", "help\n"]) == 0
    assert heard == [None, "?? bad", "help"]
