"""What a notification shows of a message: line 1 and its state (voice.md 2.2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.platforms.slack.limits import NOTIFICATION, units
from bot.platforms.slack.mrkdwn import NOTHING, mrkdwn
from bot.words.reader import Reader
from bot.words.say import say
from bot.words.span import Span
from handlers.reply import Form, Heading, Line, Part, Picture, Table
from handlers.values import Words

_LEAST = 24
"""A second line that is shorter than this says nothing."""


def notification(parts: Iterable[Part], reader: Reader) -> str:
    """Plain, escaped, at most 150; never empty."""
    lines = [line for line in (_bare(words, reader) for words in _said(parts)) if line][:2]
    text = mrkdwn(lines[0], NOTIFICATION) if lines else ""
    room = NOTIFICATION - units(text) - 1
    if len(lines) > 1 and room >= _LEAST:
        text = f"{text}\n{mrkdwn(lines[1], room)}"
    return text if text.strip() else NOTHING


def _said(parts: Iterable[Part]) -> Iterator[Words]:
    for part in parts:
        match part:
            case Line(role="title" | "text") | Heading():
                yield part.text
            case Table():
                yield part.caption
            case Form():
                yield part.title
            case Picture():
                yield part.alt
            case _:
                pass


def _bare(words: Words, reader: Reader) -> list[Span]:
    """Without a look; nothing where it is blank."""
    spans = say(words, reader)
    if not any(span.text.strip() for span in spans):
        return []
    return [span._replace(strong=False, code=False, text=span.text.replace("\n", " ")) for span in spans]
