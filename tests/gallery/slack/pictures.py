"""Which pictures there are of the pages, and the page that lists them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tests.gallery.slack.scenes import SHEETS

FOLDER = Path(__file__).parents[3] / "docs" / "gallery" / "slack"
MOST_BYTES = 300_000
TITLES = {
    "cards": "Cards in channels, and what rings",
    "answers": "Answers",
    "digest": "A manager's digest",
    "windows": "Windows, and what stands where none can be opened",
    "home": "Home",
}
HEAD = """# Pictures of Slack

Drawn by `python -m tests.gallery.slack` from the very Block Kit that the bot sends, with replies of the demo company.
The look is our own approximation of Slack's, and emoji are the room's pictures. The whole pages, light or dark by the
browser: [English](en.html), [简体中文](zh_Hans.html).
"""


@dataclass(frozen=True)
class Look:
    theme: Literal["light", "dark"]
    width: int
    language: str

    def name(self, sheet: str) -> str:
        return f"{sheet}-{self.theme}-{self.width}-{self.language}.png"


LOOKS = (
    Look("light", 1280, "en"),
    Look("dark", 390, "en"),
    Look("dark", 1280, "zh_Hans"),
    Look("light", 390, "zh_Hans"),
)


def readme() -> str:
    return HEAD + "".join(f"\n## {TITLES[sheet]}\n\n{_pictures(sheet)}" for sheet in SHEETS)


def _pictures(sheet: str) -> str:
    return "".join(f"- [{look.theme}, {look.width} px, {look.language}]({look.name(sheet)})\n" for look in LOOKS)
