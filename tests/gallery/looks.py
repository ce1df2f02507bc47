"""The ways a scene is looked at: light and dark, three widths, two languages."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import Literal

WIDTHS = {1440: 900, 1024: 768, 390: 844}
LANGUAGES = {"en": "en-GB", "zh_Hans": "zh-CN"}
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@dataclass(frozen=True)
class Look:
    """One of them. The widest, in English, is what a file's name leaves out."""

    theme: Literal["light", "dark"]
    width: int
    language: str

    @property
    def locale(self) -> str:
        return LANGUAGES[self.language]

    @property
    def height(self) -> int:
        return WIDTHS[self.width]

    @property
    def phone(self) -> bool:
        return self.width < 640

    def name(self, scene: str) -> str:
        """The name of the picture of a scene.

        >>> Look("light", 1440, "en").name("room"), Look("dark", 390, "zh_Hans").name("ask")
        ('room-light.png', 'ask-dark-390-zh_Hans.png')
        """
        width = "" if self.width == 1440 else f"-{self.width}"
        language = "" if self.language == "en" else f"-{self.language}"
        return f"{scene}-{self.theme}{width}{language}.png"


def every_look() -> list[Look]:
    return [Look(*each) for each in product(THEMES, WIDTHS, LANGUAGES)]
