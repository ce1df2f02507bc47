"""Words as mrkdwn: only & < > are escaped, and nobody's words become markup or a ping.

Slack has no escape for * _ ~ `. They work at word edges alone, so a word joiner (no width, copied as nothing) on
both sides of one takes its edge away. `verbatim` keeps @here, #names and addresses in people's words plain text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from bot.platforms.slack.limits import cut, units
from bot.words.reader import Reader
from bot.words.said import FSI, PDI, shortened
from bot.words.say import say
from bot.words.span import Span
from handlers.values import Value, Words

JOINER = "\u2060"
EDGE = "\u200b"
"""A zero-width space: an edge for markup that stands against a Han character."""

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_MARKS = re.compile(r"(?<![A-Za-z0-9])[*_~`]+|[*_~`]+(?![A-Za-z0-9])")
_QUOTING = re.compile(r"^>")
_GRAVE = "\u02cb"
NOTHING = "–"
"""Where a text may not be empty."""
_DATE = "<!date^{at}^{{date_short_pretty}} {{time}}|{fallback}>"


def escaped(text: str) -> str:
    """
    >>> escaped("AT&T <!here>")
    'AT&amp;T &lt;!here&gt;'
    """
    return text.translate(_ESCAPES)


def harmless(text: str) -> str:
    """Somebody's words, escaped, with no mark left at a word's edge.

    >>> harmless("rail_spec *4.2*").replace(JOINER, "|")
    'rail_spec |*|4.2|*|'
    """
    unquoted = _QUOTING.sub(JOINER + ">", text)
    return escaped(_MARKS.sub(lambda mark: JOINER + mark.group() + JOINER, unquoted))


def literal(text: str) -> str:
    """For between three backticks, where only they themselves mean something."""
    return escaped(text.replace("```", f"`{JOINER}`{JOINER}`"))


def mrkdwn(
    spans: Iterable[Span], room: int, *, shared: bool = False, bold: bool = False, struck: bool = False
) -> str:
    """The spans within `room`, cut at a word with a mark. `bold` and `struck` dress the whole of it.

    `shared`: whole instants stand in each reader's own zone, as Slack shows them.
    """
    kept = list(spans)

    def written(size: int) -> str:
        return _written(upto(kept, size), shared, bold, struck)

    most = sum(len(span.text) for span in kept)
    if units(text := written(most)) <= room:
        return text
    fits = bisect_right(range(most), room, key=lambda size: units(written(size))) - 1
    while fits > 0 and units(written(fits)) > room:
        fits -= 1
    return written(max(fits, 0))


def words_of(words: Words | Value, reader: Reader, room: int, *, shared: bool = False) -> str:
    return mrkdwn(say(words, reader), room, shared=shared)


def marked(text: str) -> dict[str, Any]:
    """A text object of mrkdwn; Slack takes none that is empty."""
    return {"type": "mrkdwn", "text": text if text.strip() else NOTHING, "verbatim": True}


def plainly(text: str, room: int) -> dict[str, Any]:
    """A text object without markup; its words are shown as they are."""
    return {"type": "plain_text", "text": cut(text, room) if text.strip() else NOTHING, "emoji": False}


def _written(spans: Sequence[Span], shared: bool, bold: bool, struck: bool) -> str:
    text = ""
    for (strong, code), run in groupby(spans, key=lambda span: (span.strong or bold, span.code)):
        inner = "".join(_in_code(span) if code else _one(span, shared) for span in run)
        inner = _between("`", inner) if code else inner
        text = _joined(text, _between("*", inner) if strong else inner)
    return _between("~", text) if struck else text


def _one(span: Span, shared: bool) -> str:
    if span.at is None or not shared:
        return harmless(span.text)
    return _DATE.format(at=int(span.at.timestamp()), fallback=escaped(span.text).replace("|", " "))


def _in_code(span: Span) -> str:
    return escaped(span.text.replace("`", _GRAVE))


def _between(mark: str, inner: str) -> str:
    """The marks tight around the words of each line; blanks stay outside."""
    return "\n".join(_tight(mark, line) for line in inner.split("\n"))


def _tight(mark: str, line: str) -> str:
    core = line.strip()
    if not core:
        return line
    before, after = line[: len(line) - len(line.lstrip())], line[len(line.rstrip()) :]
    return before + mark + core + mark + after


def _joined(left: str, right: str) -> str:
    """Markup needs an edge on both sides: between letters and against other markup one of no width is put in."""
    if not left or not right or (_is_edge(left[-1]) or _is_edge(right[0])):
        return left + right
    return left + EDGE + right


def _is_edge(char: str) -> bool:
    return char.isspace() or (char.isascii() and not char.isalnum() and char not in "*_~`")


def upto(spans: Sequence[Span], size: int) -> list[Span]:
    """The first `size` characters, at a word where that keeps at least half, with the mark of a cut."""
    kept: list[Span] = []
    for span in spans:
        if len(span.text) > size:
            return [*kept, span._replace(text=_closed(shortened(span.text, size + 1)), at=None)]
        kept.append(span)
        size -= len(span.text)
    return kept


def _closed(text: str) -> str:
    """What holds right-to-left words apart ends where they do."""
    return text + PDI * (text.count(FSI) - text.count(PDI))
