"""Spans as HTML: escaped, names and quotes in another script tagged, the ten emoji as own pictures."""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import Markup, escape

from bot.words.reader import Language
from bot.words.span import Span

PICTURES = {
    "🏆": "cup",
    "👀": "eyes",
    "✅": "done",
    "⏳": "hourglass",
    "⏰": "clock",
    "⛔": "stop",
    "🔒": "lock",
    "👏": "hands",
    "👍": "up",
    "👎": "down",
}
MARKS = {"●": "full", "◐": "half", "○": "hollow"}
"""Text marks drawn alike everywhere: faces disagree on their size."""
_EMOJI = re.compile("([" + "".join([*PICTURES, *MARKS]) + "])\ufe0f?")
_HAN = re.compile("[\u3400-\u9fff]")
_LATIN = re.compile("[A-Za-z]")


def html(spans: Iterable[Span], language: Language) -> Markup:
    return Markup().join(_dressed(span, language) for span in spans)


def _dressed(span: Span, language: Language) -> Markup:
    inner = _pictured(span.text)
    lang = span.lang or (_script(span.text, language) if span.said else None)
    if span.at is not None:
        inner = Markup('<time datetime="{}">{}</time>').format(span.at.isoformat(), inner)
    if span.said:
        inner = Markup('<bdi class="said"{}>{}</bdi>').format(_lang(lang), inner)
    elif lang:
        inner = Markup("<span{}>{}</span>").format(_lang(lang), inner)
    if span.code:
        inner = Markup("<code>{}</code>").format(inner)
    return Markup("<strong>{}</strong>").format(inner) if span.strong else inner


def _lang(tag: str | None) -> Markup:
    return Markup(' lang="{}"').format(tag) if tag else Markup()


def _script(text: str, language: Language) -> str | None:
    """The language of somebody's words where it is clearly not the reader's: it chooses the Han forms."""
    if _HAN.search(text):
        return "zh-Hans" if language == "en" else None
    return "en" if language != "en" and _LATIN.search(text) else None


def _pictured(text: str) -> Markup:
    pieces = _EMOJI.split(text)
    drawn = (_picture(piece) if at % 2 else escape(piece) for at, piece in enumerate(pieces))
    return Markup().join(drawn)


def _picture(emoji: str) -> Markup:
    """The picture is for the eye; the character stays for copying, and the line makes sense without either."""
    name = PICTURES.get(emoji) or MARKS[emoji]
    hidden = ' aria-hidden="true"' if emoji in PICTURES else ""
    return Markup(
        '<span class="emoji {}"{}><svg viewBox="0 0 16 16" aria-hidden="true"><use href="#e-{}"/></svg>'
        '<span class="hidden">{}</span></span>'
    ).format(name, Markup(hidden), name, emoji)
