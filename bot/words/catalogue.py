"""The texts of all slices in all languages, read from their .po files at start; no compile step (house rule 8)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import bot
import handlers
from bot.words.reader import LANGUAGES, Language

_KEY = re.compile(r'^msgid "(?P<key>.+)"', re.MULTILINE)


class MissingText(KeyError):  # noqa: N818  says what it is
    pass


class DoubleText(ValueError):  # noqa: N818  says what it is
    pass


class Catalogue:
    """Texts by key and language."""

    def __init__(self, homes: Mapping[Language, Mapping[str, GNUTranslations]]) -> None:
        self._homes = homes

    def text(self, key: str, language: Language, count: int | None = None) -> str:
        """The template, in the plural form for `count`; in English where the language lacks it.

        Raises MissingText where English lacks it too.
        """
        home = self._homes[language].get(key) or self._homes[Language.EN].get(key)
        if home is None:
            raise MissingText(f"no text {key!r} in {language} nor in English")
        return home.gettext(key) if count is None else _counted(home, key, count)

    def keys(self, language: Language) -> frozenset[str]:
        return frozenset(self._homes[language])


def _counted(home: GNUTranslations, key: str, count: int) -> str:
    text = home.ngettext(key, key, count)
    return home.gettext(key) if text == key else text


def load(path: Path) -> GNUTranslations:
    """One .po file. The locale is passed on purpose: without it Chinese plurals break."""
    with path.open("rb") as po, BytesIO() as mo:
        write_mo(mo, read_po(po, locale=path.stem))
        mo.seek(0)
        return GNUTranslations(mo)


def gathered(paths: Iterable[Path]) -> dict[str, GNUTranslations]:
    """The files of one language by key; raises DoubleText where a key stands twice."""
    homes: dict[str, GNUTranslations] = {}
    for path in paths:
        texts = load(path)
        for key in _KEY.findall(path.read_text("utf-8")):
            if key in homes:
                raise DoubleText(f"{key!r} in {path} stands elsewhere already")
            homes[key] = texts
    return homes


def files(language: Language) -> list[Path]:
    """The language's .po files in every `texts` folder of handlers and bot."""
    roots = (Path(place) for package in (handlers, bot) for place in package.__path__)
    return [path for root in roots for path in sorted(root.rglob(f"texts/{language}.po"))]


@cache
def the_catalogue() -> Catalogue:
    return Catalogue({language: gathered(files(language)) for language in LANGUAGES})
