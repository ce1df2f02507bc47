"""Draw the pages of docs/gallery/slack and take their pictures: python -m tests.gallery.slack"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser

from scoring.terms import Language
from tests.gallery.chromium import a_browser
from tests.gallery.slack.pages import page
from tests.gallery.slack.pictures import FOLDER, LOOKS, MOST_BYTES, Look, readme
from tests.gallery.slack.scenes import SHEETS, told
from tests.stories.demo import a_demo, seeded

READ = (Language.EN, Language.ZH_HANS)


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        history = seeded(Path(folder))
        for language in READ:
            with a_demo(history, Path(folder), language) as demo:
                (FOLDER / f"{language}.html").write_text(page(told(demo), language), "utf-8")
    (FOLDER / "README.md").write_text(readme(), "utf-8")
    with a_browser() as browser:
        for look in LOOKS:
            take(browser, look)


def take(browser: Browser, look: Look) -> None:
    context = browser.new_context(
        viewport={"width": look.width, "height": 900}, color_scheme=look.theme, has_touch=look.width < 640
    )
    with context:
        opened = context.new_page()
        opened.goto((FOLDER / f"{look.language}.html").as_uri())
        for sheet in SHEETS:
            taken = opened.locator(f"#{sheet}").screenshot(path=FOLDER / look.name(sheet))
            if len(taken) > MOST_BYTES:
                raise ValueError(f"{look.name(sheet)} has {len(taken)} bytes, more than {MOST_BYTES}")
            print(look.name(sheet), len(taken))  # noqa: T201  says how far it is


if __name__ == "__main__":
    main()
