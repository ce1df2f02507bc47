"""Take the pictures of docs/gallery/telegram: python -m tests.gallery.telegram [SCENE...]"""

from __future__ import annotations

import sys
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser

from scoring.terms import Language
from tests.gallery.chromium import a_browser
from tests.gallery.looks import LANGUAGES
from tests.gallery.telegram.page import FOLDER, MOST_BYTES, WIDTH, looks, readme
from tests.gallery.telegram.phone import page
from tests.gallery.telegram.scenes import SCENES
from tests.stories.demo import a_demo, seeded


def main(wanted: list[str]) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with a_browser() as browser, TemporaryDirectory(prefix="triangle-gallery-") as home:
        file = seeded(Path(home))
        for scene, language in product(wanted or SCENES, LANGUAGES):
            for name, html in _pages(file, scene, Language(language)).items():
                _take(browser, name, html)
    (FOLDER / "README.md").write_text(readme(), "utf-8")


def _pages(file: Path, scene: str, language: Language) -> dict[str, str]:
    """The scene is lived through once, and looked at in light and dark."""
    with TemporaryDirectory(prefix="triangle-gallery-") as home, a_demo(file, Path(home), language) as demo:
        chat = SCENES[scene](demo)
        return {look.name(scene): page(chat, look) for look in looks() if look.language == language}


def _take(browser: Browser, name: str, html: str) -> None:
    with browser.new_context(viewport={"width": WIDTH, "height": 400}) as context:
        shown = context.new_page()
        shown.set_content(html)
        taken = shown.screenshot(path=FOLDER / name, full_page=True)
    if len(taken) > MOST_BYTES:
        raise ValueError(f"{name} has {len(taken)} bytes, more than {MOST_BYTES}")
    print(name, len(taken))  # noqa: T201  says how far it is


if __name__ == "__main__":
    main(sys.argv[1:])
