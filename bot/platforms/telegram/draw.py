"""A reply as a message of Telegram, always within its limits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from telegram import InlineKeyboardMarkup

from bot.words.reader import Reader
from handlers.reply import Form, Part


@dataclass(frozen=True)
class Message:
    """HTML, and the keyboard under it. `kept` is what the codes behind its buttons stand for: to be kept
    (storage.presses.keep) before it is sent."""

    text: str
    keyboard: InlineKeyboardMarkup | None = None
    kept: Mapping[str, str] = field(default_factory=dict)


def message(parts: Iterable[Part], reader: Reader, *, page: int = 0, line: str | None = None) -> Message:
    """The parts as one message. `line` is the command that gave them: what is more than fits is on further pages,
    whose buttons run it again (`keyboards.paged`)."""
    raise NotImplementedError


def form_step(form: Form, ask_name: str | None, reader: Reader, *, replies: bool = False) -> Message:
    """One field of a form: what was given so far, the question, its choices. `ask_name` None is the last step: the
    dry run with the button that sends. `replies`: what is typed is heard only as a reply to this message (groups)."""
    raise NotImplementedError
