"""What the Bot API takes (platform-facts 16, 17, 19), and what reads well on a phone (voice.md 2.2)."""

from __future__ import annotations

TEXT = 4096
"""UTF-16 units of a message, counted after its entities are parsed."""
RAW = 32_768
"""Bytes of the text as it is sent."""
ENTITIES = 100
"""A message's entities: further ones are ignored."""
DATA = 64
"""Bytes behind a button."""
BUTTONS = 100
TOAST = 200
"""Characters of the answer to a press."""

COMMANDS = 100
COMMAND = 32
DESCRIPTION = 256
ABOUT = 512
"""What an empty chat shows of the bot."""
SHORT_ABOUT = 120

LABEL = 16
"""Columns of a button that shares its row: 16 Latin characters, 8 Han."""
LONG_LABEL = 32
"""Columns of one that has a row to itself."""
COLUMNS = 34
"""Of a line in fixed width: more would wrap on a phone."""
ROWS = 10
"""Of a table on one page."""
CHOICES = 24
"""Buttons that come into sight at once."""


def units(text: str) -> int:
    """UTF-16 code units, as Telegram counts.

    >>> units("R40"), units("华"), units("🏆")
    (3, 1, 2)
    """
    return len(text) + sum(char > "\uffff" for char in text)
