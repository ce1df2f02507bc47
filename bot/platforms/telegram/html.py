"""Text with its look, and the same as Telegram's HTML: built of runs, so that a cut tears no tag and no entity."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import groupby, takewhile
from operator import attrgetter
from typing import Literal, NamedTuple

from bot.platforms.telegram.limits import units
from bot.words.span import Span

Tag = Literal["b", "s", "code", "pre", "blockquote"]
BLOCKS: frozenset[Tag] = frozenset(("pre", "blockquote"))
MORE = "…"
NOTHING = "–"
_NOT_A_PING = "@\u2060"
_PING = re.compile(r"(?<!\w)@(?=\w)")
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\ud800-\udfff]")
_JOINER = "\u200d"
_BLANK = "\u115f\u1160\u3164\uffa0\u2800"
"""Letters that are drawn as nothing."""
_NEAR = 24
"""How many characters before a cut a word may end, so that none is torn."""


class Run(NamedTuple):
    """Plain characters and the tags around them, outermost first."""

    text: str
    tags: tuple[Tag, ...] = ()


Text = tuple[Run, ...]


def plain(text: str, *tags: Tag) -> Text:
    return (Run(_CONTROL.sub("", text), tags),) if text else ()


def styled(spans: Iterable[Span], *around: Tag) -> Text:
    """Spans as runs inside these tags. An @ pings nobody: a mark that is not seen parts it from the name."""
    return tuple(Run(_harmless(span), _tags(span, around)) for span in spans if span.text)


def length(text: Text) -> int:
    """In UTF-16 units, as Telegram counts: without tags."""
    return sum(units(run.text) for run in text)


def entities(text: Text) -> int:
    """How many Telegram finds: a tag that goes on through several runs is one."""
    found, before = 0, tuple[Tag, ...]()
    for run in text:
        found += len(run.tags) - _shared(before, run.tags)
        before = run.tags
    return found


def joined(lines: Iterable[Text]) -> Text:
    """Lines under one another; a quote or a fixed-width block goes on from line to line."""
    whole: list[Run] = []
    for at, line in enumerate(lines):
        if at:
            whole.append(Run("\n", _through(whole, line)))
        whole += line
    return tuple(whole)


def shortened(text: Text, room: int) -> Text:
    """At most `room` units: cut between characters, at a word where one ends near, with a mark."""
    if length(text) <= room:
        return text
    kept: list[Run] = []
    left = room - units(MORE)
    for run in text:
        if units(run.text) > left:
            kept.append(Run(_head(run.text, left).rstrip() + MORE, run.tags))
            break
        kept.append(run)
        left -= units(run.text)
    return tuple(kept)


def bare(text: Text) -> Text:
    """The same without any look."""
    return tuple(Run(run.text) for run in text)


def html(text: Text) -> str:
    """Tags opened and closed as a stack; escaped; never without something to see, which Telegram would refuse."""
    out: list[str] = []
    stack: tuple[Tag, ...] = ()
    for run in _merged(text):
        shared = _shared(stack, run.tags)
        out += [f"</{tag}>" for tag in reversed(stack[shared:])]
        out += [f"<{tag}>" for tag in run.tags[shared:]]
        out.append(escaped(run.text))
        stack = run.tags
    out += [f"</{tag}>" for tag in reversed(stack)]
    return "".join(out) if any(map(_seen, "".join(run.text for run in text))) else NOTHING


def escaped(text: str) -> str:
    """
    >>> escaped("R&D said x < y")
    'R&amp;D said x &lt; y'
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _harmless(span: Span) -> str:
    text = _CONTROL.sub("", span.text)
    return text if span.code else _PING.sub(_NOT_A_PING, text)


def _tags(span: Span, around: tuple[Tag, ...]) -> tuple[Tag, ...]:
    """Fixed width holds no other look and stands in none but a quote."""
    if "pre" in around:
        return ("pre",)
    if span.code:
        return ("code",)
    return (*around, "b") if span.strong and "b" not in around else around


def _through(before: list[Run], line: Text) -> tuple[Tag, ...]:
    left, right = before[-1].tags if before else (), line[0].tags if line else ()
    return tuple(tag for tag in left[: _shared(left, right)] if tag in BLOCKS)


def _shared(left: tuple[Tag, ...], right: tuple[Tag, ...]) -> int:
    """How many tags go on from one to the other."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(left, right, strict=False))
    return sum(1 for _ in same)


def _merged(text: Text) -> Text:
    runs = ((tags, "".join(run.text for run in same)) for tags, same in groupby(text, key=attrgetter("tags")))
    return tuple(Run(whole, tags) for tags, whole in runs if whole)


def _head(text: str, room: int) -> str:
    end = taken = 0
    while end < len(text) and taken + units(text[end]) <= room:
        taken += units(text[end])
        end += 1
    while 0 < end < len(text) and _clings(text[end - 1], text[end]):
        end -= 1
    space = text.rfind(" ", max(end - _NEAR, 0), end + 1)
    return text[:space] if space > 0 else text[:end]


def _clings(before: str, char: str) -> bool:
    """Whether two characters are one on the screen (accents, skin tones, families)."""
    return before == _JOINER or char == _JOINER or "\U0001f3fb" <= char <= "\U0001f3ff" or _accent(char)


def _accent(char: str) -> bool:
    return unicodedata.category(char) in ("Mn", "Me", "Mc")


def _seen(char: str) -> bool:
    """Whether it is more than white space to the server."""
    return unicodedata.category(char)[0] not in "ZC" and char not in _BLANK and not _accent(char)
