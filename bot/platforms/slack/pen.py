"""For whom is drawn, and how words look there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.platforms.slack.limits import TEXT
from bot.platforms.slack.mrkdwn import marked, mrkdwn
from bot.platforms.slack.pages import Block
from bot.words.reader import Reader
from bot.words.say import plain, say
from bot.words.span import Span
from handlers.values import Value, Words


@dataclass(frozen=True)
class Pen:
    """`shared`: each reader's own zone where instants are whole. `heads`: headings are headers, `crowned`: the title
    is. `line` is the command line that gave the parts."""

    reader: Reader
    shared: bool = False
    heads: bool = False
    crowned: bool = False
    line: str | None = None

    def write(self, words: Words | Value, room: int = TEXT, *, bold: bool = False, struck: bool = False) -> str:
        return self.spans(say(words, self.reader), room, bold=bold, struck=struck)

    def spans(self, spans: Iterable[Span], room: int, *, bold: bool = False, struck: bool = False) -> str:
        return mrkdwn(spans, room, shared=self.shared, bold=bold, struck=struck)

    def tell(self, words: Words | Value) -> str:
        return plain(words, self.reader)


def section(text: str) -> Block:
    return {"type": "section", "text": marked(text)}


def context(text: str) -> Block:
    return {"type": "context", "elements": [marked(text)]}
