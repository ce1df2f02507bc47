"""How close a typed name comes to the names there are: exact, then beginnings, then near misses (domain.md 11).

A near miss is never taken for the thing: it is offered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Generic, Literal, TypeVar

from rapidfuzz import fuzz, process

from handlers.arguments.line import Span, Words
from handlers.arguments.plain import fold, has_han, pinyin, plain, spelt

K = TypeVar("K")

_CLOSE: Final = 62
_GAP: Final = 10
_SHARED: Final = 70.0
_WORTH_A_LOOK: Final = 5
_LOOKED_AT: Final = 20
_COMPARED: Final = 120


@dataclass(frozen=True)
class Match(Generic[K]):
    """What a name was found to mean: `one` of them, `several` alike, or `near` misses, best first."""

    how: Literal["one", "several", "near"]
    things: tuple[K, ...]
    span: Span | None = None


def matched(words: Words, known: Mapping[K, Sequence[str]], longest: int = 6) -> Match[K] | None:
    """The things whose name stands at the front of the words, the longest name first; None where none does."""
    spans = [span for span in words.names(longest) if span.key]
    for index in (_index(known, _exact_keys), _index(known, _beginnings)):
        for span in spans:
            if found := index.get(span.key):
                return _one_or_several(found, span)
    return None


def beginning(text: str, known: Mapping[K, Sequence[str]]) -> list[K]:
    """Those with a name that begins with these whole words, Han characters or syllables."""
    key = fold(text)
    return [thing for thing, names in known.items() if any(key in _beginnings(name) for name in names)] if key else []


def nearest(text: str, known: Mapping[K, Sequence[str]]) -> Match[K]:
    """The near misses of a name: `several` where it stands inside the names of more than one.

    Of a text longer than any name only the beginning is compared: comparing costs its length, and so does the memory
    of what was compared.
    """
    key = fold(plain(text[:_COMPARED])[:_COMPARED])
    inside = [thing for thing, names in known.items() if any(key in fold(name) for name in names)] if key else []
    if len(inside) > 1:
        return Match("several", tuple(inside))
    scores = _scores(key, known)
    ranked = sorted(scores, key=lambda thing: -scores[thing])
    best = scores[ranked[0]] if ranked else 0
    return Match("near", tuple(thing for thing in ranked if scores[thing] > best - _GAP)[:_WORTH_A_LOOK])


def _one_or_several(found: Iterable[K], span: Span) -> Match[K]:
    things = tuple(dict.fromkeys(found))
    return Match("one" if len(things) == 1 else "several", things, span)


def _index(known: Mapping[K, Sequence[str]], keys: Callable[[str], frozenset[str]]) -> dict[str, list[K]]:
    index: dict[str, list[K]] = {}
    for thing, names in known.items():
        for name in names:
            for key in keys(name):
                index.setdefault(key, []).append(thing)
    return index


@lru_cache(maxsize=65_536)
def _exact_keys(name: str) -> frozenset[str]:
    return frozenset((fold(name), *pinyin(name).split()))


@lru_cache(maxsize=65_536)
def _beginnings(name: str) -> frozenset[str]:
    """The keys of a name's first words: "Huaxing" of Huaxing Rail, 华星 of 华星轨道, huaxing of its spelling.

    A part of a word is none: who types Huaxin is asked.
    """
    pieces = plain(name).split()
    found = {fold(" ".join(pieces[:count])) for count in range(1, len(pieces))}
    key = fold(name)
    if has_han(key):
        syllables = spelt(name)
        found |= {key[:length] for length in range(2, len(key)) if has_han(key[:length])}
        found |= {"".join(syllables[:count]) for count in range(2, len(syllables))}
        found |= {"".join(each[0] for each in syllables[:count]) for count in range(2, len(syllables))}
    return frozenset(found)


def _scores(key: str, known: Mapping[K, Sequence[str]]) -> dict[K, float]:
    """How alike the names are that are alike at all: as written, as spelt, or by half of their Han characters."""
    spelt_or_not = [(spelling, thing) for thing, names in known.items() for name in names for spelling in _keys(name)]
    choices = [spelling for spelling, _ in spelt_or_not]
    scores: dict[K, float] = {}
    for typed in _keys(key):
        for _, score, at in process.extract(
            typed, choices, scorer=fuzz.WRatio, score_cutoff=_CLOSE, limit=_LOOKED_AT, processor=None
        ):
            thing = spelt_or_not[at][1]
            scores[thing] = max(scores.get(thing, 0.0), score)
    if not key.isascii():
        shared = (thing for thing, names in known.items() if any(_half_shared(key, fold(name)) for name in names))
        scores |= {thing: max(scores.get(thing, 0.0), _SHARED) for thing in shared}
    return scores


def _keys(name: str) -> list[str]:
    """As written and as spelt, without the initials."""
    return [fold(name), *pinyin(name).split()[:1]]


def _half_shared(key: str, other: str) -> bool:
    """Whether half of the typed Han characters stand in the name too."""
    typed = [char for char in key if has_han(char)]
    return bool(typed) and 2 * sum(char in other for char in typed) >= len(typed)
