"""What people are sent: a port that remembers it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from zoneinfo import ZoneInfo

from bot.platforms.port import Outgoing, Stood, Undelivered
from bot.words.reader import LANGUAGES, Language, Reader
from bot.words.say import plain, text_of
from handlers.reply import Button, Buttons, Form, Part, Table
from storage.database import Unit
from storage.tables.company import Conversation


@dataclass
class Message:
    """A message as it stands; `before` are its earlier faces, `rings` whether it rang when it came, `id` the
    platform's of it."""

    parts: tuple[Part, ...]
    reader: Reader
    conversation: Conversation
    rings: bool
    urgent: bool
    at: datetime
    id: str = ""
    before: list[tuple[Part, ...]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return text_of(self.parts, self.reader)

    @property
    def buttons(self) -> list[str]:
        return [plain(button.label, self.reader) for button in buttons(self.parts)]


class Heard(list[Message]):
    """Messages in the order in which they came."""

    @property
    def last(self) -> Message:
        assert self, "nothing was heard"
        return self[-1]

    @property
    def rang(self) -> Heard:
        return Heard(message for message in self if message.rings)

    @property
    def texts(self) -> list[str]:
        return [message.text for message in self]

    def about(self, words: str) -> Heard:
        """Those in which these words stand."""
        return Heard(message for message in self if words in message.text)


class RecordingPort:
    """Delivers into memory. `refuse` raises what it should for a message, or lets it pass."""

    transactional = True

    def __init__(self, reader: Callable[[Conversation], Reader]) -> None:
        self._reader, self._numbers = reader, count(1)
        self.messages: dict[str, Message] = {}
        self.refuse: Callable[[Outgoing], Undelivered | None] = lambda message: None

    def deliver(self, message: Outgoing, unit: Unit | None) -> Stood:
        if (no := self.refuse(message)) is not None:
            raise no
        reader = self._reader(message.conversation)
        if message.edits is not None:
            stands = self.messages[message.edits]
            stands.before.append(stands.parts)
            stands.parts, stands.reader = message.parts, reader
            return Stood(message.edits)
        there = f"m{next(self._numbers)}"
        self.messages[there] = Message(
            message.parts, reader, message.conversation, message.rings, message.urgent, reader.now, there
        )
        return Stood(there)

    def heard_in(self, conversation_id: int) -> Heard:
        return Heard(each for each in self.messages.values() if each.conversation.id == conversation_id)


def buttons(parts: Iterable[Part]) -> list[Button]:
    return [button for part in parts if isinstance(part, Buttons) for button in (*part.shown, *part.more)]


def command_behind(parts: Iterable[Part], label: str, reader: Reader) -> str:
    """The command line of the button, or of the table's row, with this label."""
    parts = tuple(parts)
    offered = {plain(button.label, reader): button.command for button in buttons(parts)}
    for part in parts:
        for row in part.rows if isinstance(part, Table) else ():
            if row.press is not None:
                offered |= {plain(cell, reader): row.press for cell in row.cells if cell is not None}
    assert label in offered, f"no button [{label}] among {sorted(offered)}"
    return offered[label]


def form_in(parts: Iterable[Part]) -> Form:
    forms = [part for part in parts if isinstance(part, Form)]
    assert forms, "no form was opened"
    return forms[0]


def in_each_language(parts: Iterable[Part], now: datetime) -> dict[Language, str]:
    """As text in every language: a missing text or value raises."""
    parts = tuple(parts)
    return {language: text_of(parts, Reader(language, ZoneInfo("UTC"), now)) for language in LANGUAGES}
