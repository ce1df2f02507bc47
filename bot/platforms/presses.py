"""The data behind a button where a platform leaves it little room: the command itself, or a short code for it.

A code is made of the line alone, so that drawing needs no database and an old keyboard still answers.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Iterable
from hashlib import sha256

from handlers.reply import Button, Buttons, Part, Table
from storage import presses
from storage.database import Unit

MARK = "~"
"""Begins a code; no command does."""


def data(line: str, room: int) -> str:
    """At most `room` bytes of UTF-8, 25 at least.

    >>> data("confirm 118", 64)
    'confirm 118'
    """
    return line if len(line.encode()) <= room and not line.startswith(MARK) else code(line)


def code(line: str) -> str:
    """25 characters for any line.

    >>> len(code("log Huaxing exec_meeting " + "很" * 500))
    25
    """
    return MARK + urlsafe_b64encode(sha256(line.encode()).digest()[:18]).decode()


def keep(unit: Unit, parts: Iterable[Part], room: int) -> None:
    """Remember what the codes of these parts stand for; to be done before they are sent."""
    long = {line for line in lines(parts) if data(line, room) != line}
    presses.keep(unit, {code(line): line for line in long})


def line_behind(unit: Unit, given: str) -> str | None:
    """The command behind what was pressed; None for a code that nobody made."""
    return presses.find(unit, given) if given.startswith(MARK) else given


def lines(parts: Iterable[Part]) -> list[str]:
    """Every command line that the parts offer, in order."""
    found: list[str] = []
    for part in parts:
        if isinstance(part, Buttons):
            found += [button.command for button in _all(part)]
        elif isinstance(part, Table):
            found += [row.press for row in part.rows if row.press is not None]
    return found


def _all(buttons: Buttons) -> tuple[Button, ...]:
    return (*buttons.shown, *buttons.more)
