"""Inline keyboards: the likely button alone, then rows of two; More opens the rest (voice.md 2.2).

Behind a button stands a command line or, where it has no room, a code for it. Data that begins with a dot is no
command: the first word says what it is, and a code may follow it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.platforms import presses
from bot.platforms.telegram.limits import DATA

PICK, BACK, CANCEL, SEND, SKIP = ".pick:", ".back", ".cancel", ".send", ".skip"
"""Of a form's step: `.pick:<n>` is the nth choice of the field asked for."""
MORE, PAGE, SURE, CLOSE = ".more:", ".page:", ".sure:", ".close"
"""`.more:<code>`: see `opened`; `.page:<n>:<line or code>`: see `paged`; `.sure:<code>`: asks first, as More does;
`.close` puts the keyboard back to what it was."""


class Key(NamedTuple):
    """A button: what it says and what is behind it."""

    label: str
    data: str


@dataclass
class Kept:
    """What the codes of a keyboard stand for; to be kept (storage.presses.keep) before it is sent."""

    lines: dict[str, str] = field(default_factory=dict)

    def data(self, line: str, before: str = "") -> str:
        """The line, or its code where it has no room behind `before`."""
        room = DATA - len(before)
        if before in (MORE, SURE) or presses.data(line, room) != line:
            code = presses.code(line)
            self.lines[code] = line
            return before + code
        return before + line


def markup(rows: Iterable[Sequence[Key]]) -> InlineKeyboardMarkup | None:
    """The keyboard, None when there is nothing to press."""
    drawn = [[InlineKeyboardButton(key.label, callback_data=key.data) for key in row] for row in rows if row]
    return InlineKeyboardMarkup(drawn) if drawn else None
