"""How wide characters stand in a fixed-width face: Han two columns, accents none."""

from __future__ import annotations

import unicodedata
from typing import Literal

_ZERO = ("Mn", "Me", "Cf", "Cc")


def width(text: str) -> int:
    """
    >>> width("Huaxing"), width("华星轨道"), width("▲1")
    (7, 8, 2)
    """
    return len(text) if text.isascii() else sum(map(_columns, text))


def padded(text: str, columns: int, align: Literal["start", "end"]) -> str:
    gap = " " * max(columns - width(text), 0)
    return gap + text if align == "end" else text + gap


def _columns(char: str) -> int:
    if unicodedata.category(char) in _ZERO:
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1
