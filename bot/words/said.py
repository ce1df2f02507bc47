"""People's own words: harmless, held apart, cut at a word, and otherwise left as they are (voice.md 1.1, rule 10)."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

FSI, PDI, MORE = "\u2068", "\u2069", "…"
_STEERING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\\s]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_TO_THE_LEFT = frozenset(("R", "AL", "AN"))
_CLAUSE = re.compile(r"[，；：。、]|[,;:](?= |$)")
_JOINER = "\u200d"
_DANGLING = " ,;:，；：、。·-–—"


def quoted(text: str, limit: int, cut: Literal["end", "middle"] = "end") -> str:
    """One line of at most `limit` characters, beside the two invisible ones around right-to-left text."""
    line = folded(text)
    if len(line) > limit:
        line = shortened(line, limit) if cut == "end" else outer(line, limit)
    return isolated(line)


def folded(text: str) -> str:
    """One line: white space and control characters become one space, bidi steering goes, lone surrogates too."""
    return _SURROGATE.sub("\ufffd", _CONTROL.sub(" ", _STEERING.sub("", text))).strip()


def isolated(line: str) -> str:
    """Wrapped so that right-to-left text cannot turn around what stands beside it."""
    if line.isascii() or not any(unicodedata.bidirectional(char) in _TO_THE_LEFT for char in line):
        return line
    return f"{FSI}{line}{PDI}"


def shortened(line: str, limit: int) -> str:
    """
    >>> shortened("rig booked till 15 Dec", 16), shortened("台架占用到12月15日", 6)
    ('rig booked till…', '台架占用到…')
    """
    return _head(line, max(limit - 1, 0)).rstrip(_DANGLING) + MORE


def outer(line: str, limit: int) -> str:
    """The beginning, up to a clause where there is one, and the end: two thirds and one.

    >>> outer("Rail spec 4.2: rival claims 200 ms, can we state 150 ms?", 24)
    'Rail spec 4.2 … 150 ms?'
    """
    gap = f" {MORE} " if " " in line else MORE
    room = max(limit - len(gap), 0)
    head, tail = room - room // 3, room // 3
    return _clause(_head(line, head)).rstrip(_DANGLING) + gap + _tail(line, tail).lstrip(_DANGLING)


def _head(line: str, room: int) -> str:
    """At most `room` characters, whole words where that keeps at least half."""
    end = room
    while end > 0 and not _may_part(line, end):
        end -= 1
    return line[:end] if 2 * end >= room else line[: _between_characters(line, room)]


def _clause(head: str) -> str:
    ends = [mark.end() for mark in _CLAUSE.finditer(head) if 2 * mark.end() >= len(head)]
    return head[: ends[-1]] if ends else head


def _tail(line: str, room: int) -> str:
    start = len(line) - room
    while start < len(line) and not _may_part(line, start):
        start += 1
    return line[start:] if start < len(line) else line[len(line) - room :]


def _may_part(line: str, place: int) -> bool:
    """Whether a cut before `place` tears no word and no character."""
    return not _joins(line, place) and not (_in_word(line[place - 1]) and _in_word(line[place]))


def _between_characters(line: str, place: int) -> int:
    while place > 0 and _joins(line, place):
        place -= 1
    return place


def _joins(line: str, place: int) -> bool:
    """Whether the characters around `place` are one on the screen (accents, skin tones, families)."""
    return line[place - 1] == _JOINER or _clings(line[place])


def _clings(char: str) -> bool:
    skin_tone = "\U0001f3fb" <= char <= "\U0001f3ff"
    return skin_tone or char == _JOINER or unicodedata.category(char) in ("Mn", "Me", "Mc")


def _in_word(char: str) -> bool:
    return char.isalnum() and unicodedata.east_asian_width(char) not in ("W", "F")
