"""The pictures of docs/gallery/telegram are those that the gallery takes."""

from __future__ import annotations

from tests.gallery.telegram.page import FOLDER, MOST_BYTES, looks, readme
from tests.gallery.telegram.scenes import SCENES


def test_each_scene_stands_in_each_look_and_no_other_picture() -> None:
    taken = {look.name(scene) for scene in SCENES for look in looks()}
    assert {path.name for path in FOLDER.glob("*.png")} == taken


def test_no_picture_is_heavy() -> None:
    assert [path.name for path in FOLDER.glob("*.png") if path.stat().st_size > MOST_BYTES] == []


def test_the_page_lists_todays_pictures() -> None:
    assert (FOLDER / "README.md").read_text("utf-8") == readme()
