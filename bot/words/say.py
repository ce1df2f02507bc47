"""The door of this package: words in, spans or plain text out.

Kept words are spans until a platform escapes them; plain text is for notifications, alt texts and the terminal.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from bot.words.catalogue import Catalogue, the_catalogue
from bot.words.parts import lines
from bot.words.reader import Language, Reader
from bot.words.span import Span, merged, spaced
from bot.words.speech import Voice, spoken
from handlers.reply import Part
from handlers.values import Value, Words

__all__ = ["Span", "plain", "say", "text_of"]


def say(words: Words | Value, reader: Reader, texts: Catalogue | None = None) -> tuple[Span, ...]:
    """In the reader's language, zone and figures; neighbours of one look are one span.

    Raises MissingText, MissingValue or BadTemplate: each is a mistake of ours, never of who typed.
    """
    spans = spoken(words, Voice(reader, texts or the_catalogue()))
    return merged(spans if reader.language == Language.EN else spaced(spans))


def plain(words: Words | Value, reader: Reader, texts: Catalogue | None = None) -> str:
    return "".join(span.text for span in say(words, reader, texts))


def text_of(parts: Iterable[Part], reader: Reader, texts: Catalogue | None = None) -> str:
    """A whole reply as text: columns aligned, buttons as `[label]`, a form as its questions."""
    tell = partial(plain, reader=reader, texts=texts)
    return "\n".join(line for part in parts for line in lines(part, tell))
