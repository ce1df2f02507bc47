"""What a text is made of once it is said: runs of characters, each with one look."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby, pairwise
from operator import itemgetter
from typing import NamedTuple

_LOOK = itemgetter(slice(1, None))


class Span(NamedTuple):
    """Characters of one look; `text` is plain and must still be escaped for the platform.

    `said`: somebody's own words. `lang`: a BCP 47 tag where the script is not the reader's.
    `at`: the instant that `text` spells out as a whole, for platforms that show each reader's own zone.
    """

    text: str
    strong: bool = False
    code: bool = False
    said: bool = False
    lang: str | None = None
    at: datetime | None = None


def dressed(span: Span, strong: bool, code: bool) -> Span:
    """The span with the look of the place it is put in added to its own."""
    return Span(span.text, span.strong or strong, span.code or code, span.said, span.lang, span.at)


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Neighbours that look the same as one; empty ones dropped."""
    runs = ((look, "".join(span.text for span in run)) for look, run in groupby(spans, key=_LOOK))
    return tuple(Span(text, *look) for look, text in runs if text)


def spaced(spans: Iterable[Span]) -> list[Span]:
    """Chinese typesetting: one space where a Latin word borders on a Han character (voice.md 1.3).

    Only borders between spans are looked at: within a text its writer has set the spaces.
    """
    found = [span for span in spans if span.text]
    out = found[:1]
    for left, right in pairwise(found):
        if _need_space(left, right):
            out.append(Span(" ", strong=left.strong and right.strong))
        out.append(right)
    return out


def _need_space(left: Span, right: Span) -> bool:
    if left.said or right.said or left.code or right.code:
        return False
    last, first = left.text[-1], right.text[0]
    return (_latin(last) and _han(first)) or (_han(last) and _latin(first))


def _latin(char: str) -> bool:
    return char.isalpha() and char < "\u0250"


def _han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or "\U00020000" <= char <= "\U0003ffff"
