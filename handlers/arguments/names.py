"""How close a typed name comes to the names there are: exact, then beginnings, then near misses (domain.md 11).

A near miss is never taken for the thing: it is offered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Generic, Literal, TypeVar

from rapidfuzz import fuzz

from handlers.arguments.line import Span, Words
from handlers.arguments.plain import fold, has_han, pinyin, plain, spelt

K = TypeVar("K")

_CLOSE: Final = 62
_GAP: Final = 10
_WORTH_A_LOOK: Final = 5


@dataclass(frozen=True)
class Match(Generic[K]):
    """What a name was found to mean: `one` of them, `several` alike, or `near` misses, best first."""

    how: Literal["one", "several", "near"]
    things: tuple[K, ...]
    span: Span | None = None


def matched(words: Words, known: Mapping[K, Sequence[str]], longest: int = 6) -> Match[K] | None:
    """The things whose name stands at the front of the words, the longest name first; None where none does."""
    spans = [span for span in words.names(longest) if span.key]
    exact = _index(known)
    for span in spans:
        if found := exact.get(span.key):
            return _one_or_several(found, span)
    for span in spans:
        if found := beginning(span.plain, known):
            return _one_or_several(found, span)
    return None


def beginning(text: str, known: Mapping[K, Sequence[str]]) -> list[K]:
    """Those with a name that begins with these whole words, Han characters or syllables."""
    key = fold(text)
    return [thing for thing, names in known.items() if any(key in _beginnings(name) for name in names)] if key else []


def nearest(text: str, known: Mapping[K, Sequence[str]]) -> Match[K]:
    """The near misses of a name: `several` where it stands inside the names of more than one."""
    key = fold(text)
    inside = [thing for thing, names in known.items() if any(key in fold(name) for name in names)] if key else []
    if len(inside) > 1:
        return Match("several", tuple(inside))
    scores = {thing: _score(key, names) for thing, names in known.items()}
    ranked = sorted((thing for thing in scores if scores[thing] >= _CLOSE), key=lambda thing: -scores[thing])
    best = scores[ranked[0]] if ranked else 0
    return Match("near", tuple(thing for thing in ranked if scores[thing] > best - _GAP)[:_WORTH_A_LOOK])


def _one_or_several(found: Iterable[K], span: Span) -> Match[K]:
    things = tuple(dict.fromkeys(found))
    return Match("one" if len(things) == 1 else "several", things, span)


def _index(known: Mapping[K, Sequence[str]]) -> dict[str, list[K]]:
    index: dict[str, list[K]] = {}
    for thing, names in known.items():
        for name in names:
            for key in _exact_keys(name):
                index.setdefault(key, []).append(thing)
    return index


def _exact_keys(name: str) -> Iterator[str]:
    yield fold(name)
    yield from pinyin(name).split()


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


def _score(key: str, names: Sequence[str]) -> float:
    keys = [key, *pinyin(key).split()[:1]]
    return max((_alike(one, fold(name), name) for one in keys for name in names), default=0.0)


def _alike(key: str, other: str, name: str) -> float:
    spelling = pinyin(name).partition(" ")[0]
    alike = max(fuzz.WRatio(key, other), fuzz.WRatio(key, spelling) if spelling else 0.0)
    shared = {char for char in key if char in other and has_han(char)}
    return max(alike, 70.0 if shared and len(shared) * 2 >= len([char for char in key if has_han(char)]) else 0.0)
