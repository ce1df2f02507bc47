"""mrkdwn as a client reads it: which characters look how. Written from platform facts 10, not from our own writer.

Slack documents no grammar beyond "at word edges". So there are two readers: a strict one, which takes only blanks
and ASCII punctuation for edges (what we mean to look good must look so to it), and a generous one, which takes
everything but letters, digits and invisible characters (what people typed must be no markup even to that one).
"""

from __future__ import annotations

import html
import re
import unicodedata
from typing import NamedTuple

STYLES = {"*": "bold", "_": "italic", "~": "strike", "`": "code"}
_FENCE = re.compile(r"```(.*?)```", re.DOTALL)
_ANGLE = re.compile(r"<([^<>]*)>")
_ZERO_WIDTH_SPACE = "\u200b"


class Run(NamedTuple):
    text: str
    styles: frozenset[str] = frozenset()


def read(text: str, *, generous: bool = False) -> list[Run]:
    """The characters that are seen, in runs of one look; `date` and `ping` are looks too."""
    runs: list[Run] = []
    place = 0
    for fence in _FENCE.finditer(text):
        runs += _lines(text[place : fence.start()], generous)
        runs.append(Run(html.unescape(fence[1]).strip("\n"), frozenset({"pre"})))
        place = fence.end()
    return [run for run in runs + _lines(text[place:], generous) if run.text]


def seen(text: str) -> str:
    """The characters alone."""
    return "".join(run.text for run in read(text))


def styled(text: str, style: str, *, generous: bool = False) -> list[str]:
    return [run.text for run in read(text, generous=generous) if style in run.styles]


def _lines(text: str, generous: bool) -> list[Run]:
    runs: list[Run] = []
    for at, line in enumerate(text.split("\n")):
        runs += [Run("\n")] if at else []
        quote = re.match(r"(>|&gt;) ?", line)
        styles = frozenset({"quote"}) if quote else frozenset[str]()
        runs += _inline(line[quote.end() :] if quote else line, styles, generous)
    return runs


def _inline(text: str, styles: frozenset[str], generous: bool) -> list[Run]:
    for at, char in enumerate(text):
        if char in STYLES and (end := _closing(text, at, generous)):
            inner, style = text[at + 1 : end], STYLES[char]
            within = styles | {style}
            middle = _plain(inner, within) if style == "code" else _inline(inner, within, generous)
            return [*_plain(text[:at], styles), *middle, *_inline(text[end + 1 :], styles, generous)]
    return _plain(text, styles)


def _closing(text: str, at: int, generous: bool) -> int | None:
    """Where what opens at `at` closes; None where it opens nothing."""
    mark = text[at]
    if at and not _edge(text[at - 1], generous):
        return None
    if at + 1 >= len(text) or text[at + 1].isspace() or text[at + 1] == mark:
        return None
    for end in range(at + 2, len(text)):
        follows = end + 1 == len(text) or _edge(text[end + 1], generous)
        if text[end] == mark and not text[end - 1].isspace() and follows:
            return end
    return None


def _edge(char: str, generous: bool) -> bool:
    if char.isspace() or char == _ZERO_WIDTH_SPACE:
        return True
    if generous:
        return not char.isalnum() and unicodedata.category(char) not in ("Cf", "Mn")
    return char.isascii() and not char.isalnum()


def _plain(text: str, styles: frozenset[str]) -> list[Run]:
    runs: list[Run] = []
    place = 0
    for angle in _ANGLE.finditer(text):
        runs.append(Run(html.unescape(text[place : angle.start()]), styles))
        runs.append(_special(angle[1], styles))
        place = angle.end()
    return [*runs, Run(html.unescape(text[place:]), styles)]


def _special(inside: str, styles: frozenset[str]) -> Run:
    if inside.startswith("!date^"):
        return Run(html.unescape(inside.split("|")[-1]), styles | {"date"})
    return Run(inside, styles | {"ping" if inside.startswith(("!", "@", "#")) else "link"})
