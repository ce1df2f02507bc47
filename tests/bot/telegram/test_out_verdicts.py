"""The library's exceptions and the server's own texts, and what each means (platform-facts 13, 16, 18)."""

from __future__ import annotations

from datetime import timedelta

import httpx
import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.platforms.port import Verdict
from bot.platforms.telegram.verdicts import may_have_arrived, not_modified, verdict

NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message"
)
TABLE: list[tuple[TelegramError, Verdict]] = [
    (Forbidden("Forbidden: bot was blocked by the user"), Verdict.SHUT),
    (Forbidden("Forbidden: bot can't initiate conversation with a user"), Verdict.SHUT),
    (Forbidden("Forbidden: user is deactivated"), Verdict.GONE),
    (Forbidden("Forbidden: bot was kicked from the supergroup chat"), Verdict.GONE),
    (Forbidden("Forbidden: bot is not a member of the channel chat"), Verdict.GONE),
    (Forbidden("Forbidden: the group chat was deleted"), Verdict.GONE),
    (Forbidden("Forbidden: something new"), Verdict.GONE),
    (BadRequest("Bad Request: chat not found"), Verdict.GONE),
    (BadRequest("Bad Request: message thread not found"), Verdict.GONE),
    (BadRequest("Bad Request: TOPIC_CLOSED"), Verdict.GONE),
    (BadRequest("Bad Request: not enough rights to send text messages to the chat"), Verdict.GONE),
    (BadRequest("Bad Request: message to edit not found"), Verdict.FORGET),
    (BadRequest("Bad Request: message can't be edited"), Verdict.FORGET),
    (BadRequest("Bad Request: can't parse entities: Unsupported start tag"), Verdict.BUG),
    (BadRequest("Bad Request: message is too long"), Verdict.BUG),
    (BadRequest("Bad Request: BUTTON_DATA_INVALID"), Verdict.BUG),
    (BadRequest("Bad Request: something new"), Verdict.BUG),
    (ChatMigrated(-1001234567890123), Verdict.MOVED),
    (InvalidToken("Unauthorized"), Verdict.STOP),
    (InvalidToken("Not Found"), Verdict.STOP),
    (Conflict("Conflict: terminated by other getUpdates request"), Verdict.STOP),
    (NetworkError("Bad Gateway"), Verdict.LATER),
    (NetworkError("Internal Server Error"), Verdict.LATER),
    (TimedOut(), Verdict.LATER),
    (RetryAfter(3), Verdict.LATER),
]


@pytest.mark.parametrize(("error", "means"), TABLE, ids=[repr(error) for error, _ in TABLE])
def test_each_error_has_its_verdict(error: TelegramError, means: Verdict) -> None:
    assert verdict(error).verdict == means


def test_a_flood_says_how_long_and_a_moved_group_where_to() -> None:
    assert verdict(RetryAfter(3)).after == timedelta(seconds=3)
    assert verdict(ChatMigrated(-1001234567890123)).to == "-1001234567890123"


def test_only_the_words_of_the_server_mean_that_it_stands_so_already() -> None:
    assert not_modified(BadRequest(NOT_MODIFIED))
    assert not not_modified(BadRequest("Bad Request: message to edit not found"))
    assert not not_modified(NetworkError(NOT_MODIFIED))


def broken(error: TelegramError, by: httpx.HTTPError) -> TelegramError:
    error.__cause__ = by
    return error


@pytest.mark.parametrize(
    ("error", "maybe"),
    [
        (broken(TimedOut(), httpx.ReadTimeout("")), True),
        (broken(TimedOut(), httpx.WriteTimeout("")), True),
        (broken(TimedOut(), httpx.ConnectTimeout("")), False),
        (broken(TimedOut("Pool timeout"), httpx.PoolTimeout("")), False),
        (broken(NetworkError("httpx.ReadError: "), httpx.ReadError("")), True),
        (broken(NetworkError("httpx.RemoteProtocolError: "), httpx.RemoteProtocolError("")), True),
        (broken(NetworkError("httpx.ConnectError: "), httpx.ConnectError("")), False),
        (NetworkError("Bad Gateway"), False),
        (RetryAfter(1), False),
        (BadRequest("Bad Request: chat not found"), False),
    ],
    ids=repr,
)
def test_what_broke_after_the_request_had_left_may_have_arrived(error: TelegramError, maybe: bool) -> None:
    assert may_have_arrived(error) == maybe


def test_the_log_gets_no_address_with_a_token_in_it() -> None:
    it = broken(NetworkError("httpx.ConnectError: http://x/bot110201543:SECRET/sendMessage"), httpx.ConnectError(""))
    assert "SECRET" not in verdict(it).why
