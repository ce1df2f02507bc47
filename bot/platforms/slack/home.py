"""App Home: the same parts as an answer, under headers, in one view."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bot.platforms.slack.blocks import draw
from bot.platforms.slack.pages import light, within
from bot.platforms.slack.pen import Pen
from bot.words.reader import Reader
from handlers.reply import Part


def view(parts: Iterable[Part], reader: Reader) -> dict[str, Any]:
    """Its headings are headers; what has no room is left out, and it says so."""
    return light({"type": "home", "blocks": within(draw(parts, Pen(reader, heads=True)), reader)})
