"""The pages and pictures of docs/gallery/slack are those that are drawn and taken."""

from __future__ import annotations

from tests.gallery.slack.pictures import FOLDER, LOOKS, MOST_BYTES, readme
from tests.gallery.slack.scenes import SHEETS


def test_each_sheet_stands_in_each_look_and_nothing_else_does() -> None:
    pictures = {look.name(sheet) for sheet in SHEETS for look in LOOKS}
    assert {path.name for path in FOLDER.iterdir()} == pictures | {"README.md", "en.html", "zh_Hans.html"}


def test_no_picture_is_heavy() -> None:
    assert [path.name for path in FOLDER.iterdir() if path.stat().st_size > MOST_BYTES] == []


def test_the_page_lists_todays_pictures() -> None:
    assert (FOLDER / "README.md").read_text("utf-8") == readme()
