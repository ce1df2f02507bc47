"""Take the pictures of docs/gallery: python -m tests.gallery [SCENE...]"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Browser

from tests.gallery.chromium import a_browser
from tests.gallery.demo import a_demo
from tests.gallery.looks import Look, every_look
from tests.gallery.page import page as readme
from tests.gallery.scenes import SCENES, SETTLES_MS, live_a_morning

FOLDER = Path(__file__).parents[2] / "docs" / "gallery"
MOST_BYTES = 300_000


def main(wanted: list[str]) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with a_demo() as address, a_browser() as browser:
        live_a_morning(browser, address)
        for scene in wanted or SCENES:
            for look in every_look():
                take(browser, address, scene, look)
    (FOLDER / "README.md").write_text(readme(), "utf-8")


def take(browser: Browser, address: str, scene: str, look: Look) -> None:
    size = {"width": look.width, "height": look.height}
    context = browser.new_context(
        viewport={"width": size["width"], "height": size["height"]},
        color_scheme=look.theme,
        locale=look.locale,
        has_touch=look.phone,
    )
    with context:
        page = context.new_page()
        SCENES[scene](page, address, look)
        page.wait_for_timeout(SETTLES_MS)
        taken = page.screenshot(path=FOLDER / look.name(scene))
    if len(taken) > MOST_BYTES:
        raise ValueError(f"{look.name(scene)} has {len(taken)} bytes, more than {MOST_BYTES}")
    print(look.name(scene), len(taken))  # noqa: T201  says how far it is


if __name__ == "__main__":
    main(sys.argv[1:])
