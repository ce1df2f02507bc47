"""Names as the person gave them in the reader's script, never converted (voice.md 1.1, rule 10)."""

from __future__ import annotations

from collections.abc import Mapping

from bot.words.reader import Language
from bot.words.said import folded, isolated


def named(names: Mapping[str, str], language: Language) -> tuple[str, str | None]:
    """The name and, where it is not in the reader's script, the BCP 47 tag of its own.

    >>> named({"en": "Chen Bo", "zh_Hans": "陈博"}, Language.ZH_HANT)
    ('Chen Bo', 'en')
    """
    script = next((script for script in (language, Language.EN, *names) if names.get(script)), None)
    if script is None:
        return "–", None
    return isolated(folded(names[script])), None if script == language else script.replace("_", "-")
