"""docs/gallery/README.md, made from what is taken."""

from __future__ import annotations

from tests.gallery.looks import LANGUAGES, WIDTHS, Look
from tests.gallery.scenes import SCENES

HEAD = """# Pictures of the room

Taken of the demo by `make gallery` in a headless Chromium; nothing is drawn by hand. Each scene in light and dark, at
1440, 1024 and 390 pixels, in English and 简体中文.
"""
TITLES = {
    "who": "Who do you want to be",
    "room": "An account's channel after an order was logged and confirmed",
    "ask": "Asking for support, with the dry run above the button",
    "board": "The board: an office screen, beside the room, on a phone",
    "digest": "A manager's digest",
}


def page() -> str:
    return HEAD + "".join(f"\n## {TITLES[scene]}\n\n{_pictures(scene)}" for scene in SCENES)


def _pictures(scene: str) -> str:
    return "".join(_row(scene, width, language) for width in WIDTHS for language in LANGUAGES)


def _row(scene: str, width: int, language: str) -> str:
    light, dark = (Look(theme, width, language).name(scene) for theme in ("light", "dark"))
    return f"- {width} px, {language}: [light]({light}), [dark]({dark})\n"
