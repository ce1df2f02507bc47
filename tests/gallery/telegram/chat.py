"""A conversation with the bot as it grows: what somebody types, what the product draws."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.platforms.telegram.draw import Message, form_step, message
from tests.stories.demo import Demo, Shown


@dataclass(frozen=True)
class Bubble:
    """What somebody typed, or what the bot says, at a time of the demo."""

    html: str
    at: datetime
    rows: tuple[tuple[str, ...], ...] = ()
    own: bool = False


@dataclass
class Chat:
    """A conversation as it grows. `title` and `about` stand in its head."""

    demo: Demo
    title: str
    about: str
    bubbles: list[Bubble]

    def types(self, words: str) -> None:
        self.bubbles.append(Bubble(words, self.demo.clock.now(), own=True))

    def shows(self, what: Shown, line: str | None = None) -> Shown:
        return self.draws(message(what.parts, what.reader, line=line), what)

    def asks(self, what: Shown, ask: str | None) -> Shown:
        return self.draws(form_step(what.form, ask, what.reader), what)

    def draws(self, drawn: Message, what: Shown) -> Shown:
        rows = drawn.keyboard.inline_keyboard if drawn.keyboard else ()
        labels = tuple(tuple(key.text for key in row) for row in rows)
        self.bubbles.append(Bubble(drawn.text, self.demo.clock.now(), labels))
        return what
