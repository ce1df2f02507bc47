"""A part that a word of its own marks, so that it may stand anywhere before the rest of a line.

`with @a @b`, `on DATE`, `since DATE`, `line=PRODUCT`, `to=DEPARTMENT`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from handlers.arguments.line import Words
from handlers.arguments.slot import ASK_ME, Asked, Slot, Taken, Unsaid
from handlers.reply import Ask, Option, Refused


@dataclass(frozen=True)
class Keyed(Slot):
    """`mark` is a word ("with"), which counts only where its part follows, or ends in "=" ("line=")."""

    mark: str
    inner: Slot

    keyed: ClassVar[bool] = True

    def take(self, words: Words, asked: Asked) -> Taken | None:
        behind = self.behind(words)
        if not behind:
            return None
        if behind.first == ASK_ME:
            return Taken(Unsaid.UNSAID, behind.drop())
        taken = self.inner.take(behind, asked)
        if taken is None and self.mark.endswith("="):
            raise self.inner.wrong(behind.keep(1), asked)
        return taken

    def parse(self, text: str, asked: Asked) -> object:
        return self.inner.parse(text, asked)

    def show(self, value: object, asked: Asked) -> str:
        return self.inner.show(value, asked)

    def written(self, value: object, asked: Asked) -> str:
        gap = "" if self.mark.endswith("=") else " "
        return self.mark + gap + self.inner.written(value, asked)

    def needed(self, asked: Asked) -> bool:
        return self.inner.needed(asked)

    def stands(self, asked: Asked) -> bool:
        return self.inner.stands(asked)

    def wrong(self, words: Words, asked: Asked) -> Refused:
        return self.inner.wrong(words, asked)

    def options(self, asked: Asked) -> tuple[Option, ...]:
        return self.inner.options(asked)

    def ask(self, name: str, asked: Asked) -> Ask:
        inner = replace(self.inner, asks=self.asks or self.inner.asks, helps=self.helps or self.inner.helps)
        return inner.ask(name, asked)

    def field(self, value: object, asked: Asked) -> str:
        return self.inner.field(value, asked)

    def marks(self, words: Words) -> bool:
        """Whether its mark stands here; asks no database."""
        return self.behind(words) is not None

    def behind(self, words: Words) -> Words | None:
        """What its mark stands before; None where it does not stand here."""
        if self.mark.endswith("="):
            return words.behind(self.mark)
        return words.drop() if words.first.casefold() == self.mark else None
