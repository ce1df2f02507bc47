"""What Slack takes, and how long a text is (Block Kit reference). Counted in UTF-16 units after escaping.

Slack nowhere says its unit; UTF-16 is never fewer than code points, so a text within these limits is within both.
"""

from __future__ import annotations

from typing import Final

from bot.words.said import MORE, shortened

MESSAGE_BLOCKS: Final = 50
VIEW_BLOCKS: Final = 100
MESSAGE_UNITS: Final = 12_000
"""All texts of one message together. Slack refuses "too long" blocks without a figure; this is ours."""

BLOCK_ID: Final = 255
ACTION_ID: Final = 255
TEXT: Final = 3_000
FIELDS: Final = 10
FIELD: Final = 2_000
HEADER: Final = 150
CONTEXT_ELEMENTS: Final = 10
ACTIONS: Final = 25
BUTTON_TEXT: Final = 75
BUTTON_VALUE: Final = 2_000
SELECT_OPTIONS: Final = 100
OPTION_GROUPS: Final = 100
OPTION_TEXT: Final = 75
OPTION_VALUE: Final = 75
"""Slack's page says 150, its SDKs say 75."""
PLACEHOLDER: Final = 150
OVERFLOW_OPTIONS: Final = 5
RADIO_OPTIONS: Final = 10
INPUT_LABEL: Final = 2_000
INPUT_HINT: Final = 2_000
INPUT_TEXT: Final = 3_000
CONFIRM_TITLE: Final = 100
CONFIRM_TEXT: Final = 300
CONFIRM_BUTTON: Final = 30
VIEW_TITLE: Final = 24
VIEW_BUTTON: Final = 24
PRIVATE_METADATA: Final = 3_000
CALLBACK_ID: Final = 255
VIEW_BYTES: Final = 250_000
"""A view as JSON, which has no character but ASCII."""
VIEW_UNITS: Final = 40_000
"""All texts of one view together, which keeps it under its bytes."""

NOTIFICATION: Final = 150
"""The `text` beside the blocks (voice.md 2.2)."""
QUOTE: Final = 600
SHOWN_BUTTONS: Final = 3
LABEL: Final = 30
"""Where a client cuts a button's label."""
ERROR: Final = 300
RESPONSE_URL: Final = 200


def units(text: str) -> int:
    """
    >>> units("150 ms"), units("华星"), units("🏆")
    (6, 2, 2)
    """
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def head(text: str, room: int) -> str:
    """As many whole characters as `room` holds.

    >>> head("a🏆b", 2), head("a🏆b", 3)
    ('a', 'a🏆')
    """
    if units(text) <= room:
        return text
    kept = text[:room]
    while units(kept) > room:
        kept = kept[: len(kept) - max(1, (units(kept) - room) // 2)]
    return kept


def cut(text: str, room: int) -> str:
    """Plain text within `room`, cut at a word with a mark.

    >>> cut("Signalling lot 2", 12), cut("🏆🏆🏆", 4)
    ('Signalling…', '🏆…')
    """
    if units(text) <= room:
        return text
    limit = min(room, len(text))
    while units(short := shortened(text, limit)) > room:
        limit -= max(1, (units(short) - room) // 2)
    return short if short != MORE else head(text, room - 1) + MORE
