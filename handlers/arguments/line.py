"""A typed line as words: each as typed, and as it is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from handlers.arguments.plain import fold, has_han, plain

_WORD = re.compile(r"\S+")
_MENTION = re.compile("(?<=[、,，;；\u3400-\u9fff])(?=[@＠])")
_LONGEST_NAME = 6
_LONGEST_HAN = 16
_MOST_CHARACTERS = 120


class Word(NamedTuple):
    """A word as it is read, and where it stands in the typed text."""

    plain: str
    start: int
    end: int


class Span(NamedTuple):
    """The first words of a line as one name, and the words behind it."""

    plain: str
    end: int
    rest: Words

    @property
    def key(self) -> str:
        return fold(self.plain)


@dataclass(frozen=True)
class Words:
    """What is still to be read of `text`."""

    text: str
    words: tuple[Word, ...]

    @classmethod
    def of(cls, text: str) -> Words:
        return cls(text, tuple(_words(text)))

    def __bool__(self) -> bool:
        return bool(self.words)

    def __len__(self) -> int:
        return len(self.words)

    @property
    def first(self) -> str:
        """The first word as it is read; empty when none is left."""
        return self.words[0].plain if self.words else ""

    @property
    def start(self) -> int:
        """Where in the text the next word begins."""
        return self.words[0].start if self.words else len(self.text)

    @property
    def typed(self) -> str:
        """All that is left, as typed but for outer spaces."""
        return self.text[self.words[0].start : self.words[-1].end] if self.words else ""

    def seek(self, place: int) -> Words:
        """The words from a place of the text on."""
        return Words(self.text, tuple(_words(self.text, place)))

    def drop(self, count: int = 1) -> Words:
        return Words(self.text, self.words[count:])

    def keep(self, count: int) -> Words:
        return Words(self.text, self.words[:count])

    def head(self, count: int) -> Span:
        taken = self.words[:count]
        return Span(" ".join(word.plain for word in taken), taken[-1].end, self.drop(count))

    def behind(self, mark: str) -> Words | None:
        """The words with `mark` ("line=") cut off the first one; None where it does not begin so."""
        first = self.words[0] if self.words else None
        if first is None or not first.plain.casefold().startswith(mark):
            return None
        if len(first.plain) == len(mark):
            return self.drop()
        cut = next(
            at for at in range(first.start, first.end + 1) if _read_as(self.text, first.start, at) >= len(mark)
        )
        return Words(self.text, (Word(first.plain[len(mark) :], cut, first.end), *self.words[1:]))

    def names(self, longest: int = _LONGEST_NAME) -> Iterator[Span]:
        """What could be a name here, longest first: whole words, then the beginnings of a Han word ("华星250万")."""
        spans = (self.head(count) for count in range(min(longest, len(self.words)), 0, -1))
        yield from (span for span in spans if len(span.plain) <= _MOST_CHARACTERS)
        yield from self._beginnings()

    def _beginnings(self) -> Iterator[Span]:
        first = self.words[0] if self.words else None
        if first is None or not has_han(first.plain) or len(first.plain) != first.end - first.start:
            return
        for length in range(min(len(first.plain) - 1, _LONGEST_HAN), 1, -1):
            behind = Word(first.plain[length:], first.start + length, first.end)
            yield Span(first.plain[:length], behind.start, Words(self.text, (behind, *self.words[1:])))


def _words(text: str, place: int = 0) -> Iterator[Word]:
    for found in _WORD.finditer(text, place):
        at = found.start()
        for piece in _MENTION.split(found.group()):
            if read := plain(piece).strip():
                yield Word(read, at, at + len(piece))
            at += len(piece)


def _read_as(text: str, start: int, end: int) -> int:
    return len(plain(text[start:end]))
