"""The pictures of docs/gallery are those that the gallery takes."""

from __future__ import annotations

from tests.gallery.__main__ import FOLDER, MOST_BYTES
from tests.gallery.looks import every_look
from tests.gallery.page import page
from tests.gallery.scenes import SCENES


def test_each_scene_stands_in_each_look_and_no_other_picture() -> None:
    taken = {look.name(scene) for scene in SCENES for look in every_look()}
    assert {path.name for path in FOLDER.glob("*.png")} == taken


def test_no_picture_is_heavy() -> None:
    assert [path.name for path in FOLDER.glob("*.png") if path.stat().st_size > MOST_BYTES] == []


def test_the_page_lists_todays_pictures() -> None:
    assert (FOLDER / "README.md").read_text("utf-8") == page()
