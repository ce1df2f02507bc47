"""A message that somebody forwards: offered as a key event or as a call for help, its words and its source already in
the form (domain.md 11)."""

from __future__ import annotations

from telegram import (
    Message,
    MessageOrigin,
    MessageOriginChannel,
    MessageOriginChat,
    MessageOriginHiddenUser,
    MessageOriginUser,
)

from handlers.reply import Button, Buttons, Line, Part
from handlers.values import Moment, Name, Said, moment, t

LONGEST = 2000
"""Characters of the forwarded words that go into a form."""


def source(origin: MessageOrigin) -> str:
    """Who wrote it: a person, somebody who hides their account, a group, a channel; "" where it is not said."""
    match origin:
        case MessageOriginUser():
            return str(origin.sender_user.full_name)
        case MessageOriginHiddenUser():
            return str(origin.sender_user_name)
        case MessageOriginChat():
            return str(origin.sender_chat.effective_name or "")
        case MessageOriginChannel():
            return str(origin.chat.effective_name or "")
    return ""


def offer(text: str, origin: MessageOrigin) -> tuple[Part, ...]:
    """What it could be; the buttons open its forms."""
    words = " ".join(text.split())[:LONGEST]
    who, at = source(origin), moment(origin.date, "full")
    noted = _noted(words, who)
    event = Button(label=t("telegram.forward.event"), command=f"log ? ?{noted}")
    request = Button(label=t("telegram.forward.request"), command=f"ask ? ? ?{noted}")
    quote = (Line(text=Said(text=words), role="quote"),) if words else ()
    return (Line(text=_from(who, at)), *quote, Buttons(shown=(event, request)))


def album(message: Message) -> str | None:
    """What the parts of an album have in common: they are one thing."""
    return f"album:{message.media_group_id}" if message.media_group_id else None


def _from(who: str, at: Moment) -> Line | object:
    if not who:
        return t("telegram.forward.unnamed", at=at)
    return t("telegram.forward.from", who=Name(names={"en": who}), at=at)


def _noted(words: str, who: str) -> str:
    """The rest of the line, word for word, with its source."""
    said = f"{words} ({who})" if who and words else words or who
    return f" -- {said}" if said else ""
