"""Which pictures there are, and docs/gallery/telegram/README.md, made from them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

from tests.gallery.looks import LANGUAGES, THEMES, Look
from tests.gallery.telegram.scenes import SCENES, TITLES

FOLDER = Path(__file__).parents[3] / "docs" / "gallery" / "telegram"
MOST_BYTES = 300_000
WIDTH = 390
HEAD = """# Pictures of Telegram

Messages of the demo company as the bot draws them, in a look of our own that is near to a phone's; taken by
`make gallery` in a headless Chromium. Light and dark, in English and 简体中文.
"""


def looks() -> Iterator[Look]:
    yield from (Look(theme, WIDTH, language) for theme, language in product(THEMES, LANGUAGES))


def readme() -> str:
    return HEAD + "".join(f"\n## {TITLES[scene]}\n\n{_listed(scene)}" for scene in SCENES)


def _listed(scene: str) -> str:
    return "".join(_row(scene, language) for language in LANGUAGES)


def _row(scene: str, language: str) -> str:
    light, dark = (Look(theme, WIDTH, language).name(scene) for theme in ("light", "dark"))
    return f"- {language}: [light]({light}), [dark]({dark})\n"
