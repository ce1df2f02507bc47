"""Ids of the platform's shape (6.14); to be treated as opaque."""

from __future__ import annotations

import re
from itertools import count

_numbers = count(1)


def an_id(letter: str, name: str = "") -> str:
    """Never given twice in a process.

    >>> an_id("C", "rd-queue")[0], an_id("C", "rd-queue").endswith("RDQUEUE")
    ('C', True)
    """
    tail = re.sub(r"[^A-Z0-9]", "", name.upper())[:8]
    return f"{letter}0{next(_numbers):05d}{tail}"


def a_number() -> int:
    return next(_numbers)
