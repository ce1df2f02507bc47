"""The pen of one reader: words, parts and whole pages as HTML."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from bot.platforms.room.render import pictures
from bot.platforms.room.render.blocks import arranged, pressed_cell, says_more_than_names
from bot.platforms.room.render.spans import html
from bot.words.catalogue import MissingText
from bot.words.reader import Reader
from bot.words.say import plain, say
from bot.words.speech import MissingValue
from bot.words.template import BadTemplate
from handlers.reply import Part
from handlers.values import Figure, Number, Value, Words, t

log = logging.getLogger("triangle.room")

TAGS = {"en": "en", "zh_Hans": "zh-Hans", "zh_Hant": "zh-Hant"}


@cache
def templates() -> Environment:
    """The room's templates; a name that a template asks for and nobody gave is an error."""
    environment = Environment(
        loader=PackageLoader("bot.platforms.room"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(bars=pictures.bars, ruler=pictures.ruler, pressed_cell=pressed_cell)
    environment.globals.update(says_more_than_names=says_more_than_names)
    return environment


@dataclass(frozen=True)
class Pen:
    """Writes for one reader. `buttons` is false where nothing can be pressed (the office screen)."""

    reader: Reader
    buttons: bool = True

    @property
    def lang(self) -> str:
        return TAGS[self.reader.language]

    def say(self, words: Words | Value) -> Markup:
        return html(say(words, self.reader), self.reader.language)

    def tell(self, words: Words | Value) -> str:
        """Plain, for attributes."""
        return plain(words, self.reader)

    def initials(self, name: Words) -> str:
        """LY for Lin Yue; a Han name is short enough as it is."""
        said = self.tell(name)
        return "".join(word[0] for word in said.split()[:2]) if said.isascii() else said[:3]

    def text(self, key: str, count: int | None = None, **values: Value | int | Decimal) -> Markup:
        """A text of the room itself: `room.<key>`."""
        return self.say(t(f"room.{key}", count, **values))

    def label(self, key: str, count: int | None = None, **values: Value | int | Decimal) -> str:
        """The same, plain, for attributes."""
        return self.tell(t(f"room.{key}", count, **values))

    def number(self, value: Decimal) -> str:
        return self.tell(Number(value=value))

    def figure(self, value: Decimal) -> str:
        return self.tell(Figure(value=value))

    def mark(self, status: str) -> Markup:
        return self.say(t(f"words.mark.{status}"))

    def term(self, term: str) -> str:
        return self.tell(t(f"words.term.{term}"))

    def status(self, status: str) -> str:
        return self.tell(t(f"words.status.{status}"))

    def part(self, part: Part, scope: str) -> Markup:
        """`scope` makes the ids inside it the page's only ones."""
        return self.page(f"parts/{part.tag}.html", part=part, scope=scope)

    def parts(self, parts: Iterable[Part], scope: str) -> Markup:
        """Parts in reading order."""
        written = (self.part(each, f"{scope}-{at}") for at, each in enumerate(arranged(parts)))
        return Markup().join(written)

    def kept(self, parts: Iterable[Part] | None, scope: str) -> Markup:
        """Parts that were stored by an earlier version of ours: what can't be said any more breaks no page."""
        try:
            return self.parts(parts or (), scope)
        except (MissingText, MissingValue, BadTemplate):
            log.exception("a stored message can't be shown: %s", scope)
            return Markup('<p class="line foot">{}</p>').format(self.text("unreadable"))

    def page(self, template: str, **given: Any) -> Markup:
        return Markup(templates().get_template(template).render(pen=self, **given))
