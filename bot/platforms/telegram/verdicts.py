"""What an error of the Bot API means for a message (house rule 12; platform-facts 13, 16, 18, 20)."""

from __future__ import annotations

from datetime import timedelta

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.platforms.port import Undelivered, Verdict

NOT_MODIFIED = "message is not modified"

NEVER_LEFT = (httpx.PoolTimeout, httpx.ConnectTimeout, httpx.ConnectError, httpx.UnsupportedProtocol)
"""The request did not reach the server."""

SAID: tuple[tuple[str, Verdict], ...] = (
    ("bot was blocked by the user", Verdict.SHUT),
    ("bot can't initiate conversation with a user", Verdict.SHUT),
    ("user is deactivated", Verdict.GONE),
    ("bot was kicked", Verdict.GONE),
    ("bot is not a member", Verdict.GONE),
    ("the group chat was deleted", Verdict.GONE),
    ("chat not found", Verdict.GONE),
    ("peer_id_invalid", Verdict.GONE),
    ("chat_write_forbidden", Verdict.GONE),
    ("not enough rights to send", Verdict.GONE),
    ("have no rights to send", Verdict.GONE),
    ("message thread not found", Verdict.GONE),
    ("topic_closed", Verdict.GONE),
    ("topic_deleted", Verdict.GONE),
    ("topic_id_invalid", Verdict.GONE),
    ("message to edit not found", Verdict.FORGET),
    ("message can't be edited", Verdict.FORGET),
    ("message_id_invalid", Verdict.FORGET),
    ("message is not found", Verdict.FORGET),
)
"""Words of a 400 or 403, in small letters, and what they mean; any other 400 is ours to mend."""


def verdict(error: TelegramError) -> Undelivered:
    """What to do with the message that met this error."""
    why = _why(error)
    match error:
        case RetryAfter():
            return Undelivered(Verdict.LATER, why, after=_after(error))
        case ChatMigrated():
            return Undelivered(Verdict.MOVED, why, to=str(error.new_chat_id))
        case InvalidToken() | EndPointNotFound() | Conflict():
            return Undelivered(Verdict.STOP, why)
        case BadRequest():
            return Undelivered(_said(error.message) or Verdict.BUG, why)
        case Forbidden():
            return Undelivered(_said(error.message) or Verdict.GONE, why)
        case NetworkError():
            return Undelivered(Verdict.LATER, why)
        case _:
            return Undelivered(Verdict.BUG, why)


def not_modified(error: TelegramError) -> bool:
    """It stands so already: that is what was wanted (trap 18)."""
    return isinstance(error, BadRequest) and NOT_MODIFIED in error.message.casefold()


def may_have_arrived(error: TelegramError) -> bool:
    """Whether the server may have done it all the same: the connection broke after the request had left.

    An answer, even a 502, counts as a no: else an outage of the server would swallow what nobody sends twice.
    """
    return isinstance(error.__cause__, httpx.HTTPError) and not isinstance(error.__cause__, NEVER_LEFT)


def _why(error: TelegramError) -> str:
    """The server's words, and of a broken connection its kind alone: addresses hold the token."""
    if error.__cause__ is not None:
        return f"telegram: {type(error).__name__} ({type(error.__cause__).__name__})"
    return f"telegram: {error.message[:200]}"


def _after(error: RetryAfter) -> timedelta:
    given = error.retry_after
    return given if isinstance(given, timedelta) else timedelta(seconds=given)


def _said(words: str) -> Verdict | None:
    folded = words.casefold()
    return next((verdict for said, verdict in SAID if said in folded), None)
