"""Whose words, to whom, where: what an event means to us, read without a server (traps 2, 16)."""

from __future__ import annotations

from typing import Any

import pytest

from bot.platforms.slack.client import SlackClient
from bot.platforms.slack.happenings import Changed, Said
from bot.platforms.slack.incoming import spoken
from bot.platforms.slack.messages import edited, heard_in
from bot.platforms.slack.payloads import Envelope
from bot.platforms.slack.shapes import read
from bot.platforms.slack.team import Team

TEAM = Team("T1", SlackClient(None, "http://127.0.0.1/api/"), "U0BOT", "B0BOT")


def _envelope(event: dict[str, Any]) -> Envelope:
    return read(Envelope, {"type": "event_callback", "team_id": "T1", "event_id": "Ev1", "event": event})


def _message(**more: Any) -> dict[str, Any]:
    return {"type": "message", "channel": "C1", "user": "U1", "text": "win ACME 2M", "ts": "2.0", **more}


def _heard(**more: Any) -> Any:
    event = _message(**more)
    return heard_in(_envelope(event), read(Said, event), TEAM)


def _edited(now: dict[str, Any], before: str, channel: str = "D1") -> Any:
    message = {"user": "U1", "ts": "2.0", "text": "win ACME 3M", **now}
    event = {"type": "message", "subtype": "message_changed", "channel": channel, "message": message}
    event["previous_message"] = {"user": "U1", "ts": "2.0", "text": before}
    return edited(_envelope(event), read(Changed, event), TEAM)


@pytest.mark.parametrize(
    ("event", "direct", "overheard"),
    [
        ({"channel": "D1"}, True, False),
        ({"channel": "D1", "thread_ts": "1.0"}, True, False),
        ({"text": "<@U0BOT> help"}, False, False),
        ({"type": "app_mention", "text": "<@U0BOT> help"}, False, False),
        ({"thread_ts": "1.0", "parent_user_id": "U0BOT"}, False, True),
        ({"thread_ts": "1.0", "parent_user_id": "U0BOT", "text": "<@U0BOT> ack fri"}, False, False),
    ],
)
def test_what_is_heard(event: dict[str, Any], direct: bool, overheard: bool) -> None:
    heard = _heard(**event)
    assert (heard.direct, heard.overheard) == (direct, overheard)
    assert heard.thread == event.get("thread_ts")


@pytest.mark.parametrize(
    "event",
    [
        {},
        {"thread_ts": "2.0"},
        {"thread_ts": "1.0", "parent_user_id": "U2"},
        {"channel": "D1", "bot_id": "B1"},
        {"channel": "D1", "user": "U0BOT"},
        {"channel": "D1", "user": None},
    ],
)
def test_what_is_not(event: dict[str, Any]) -> None:
    assert _heard(**event) is None


def test_an_edit_keeps_the_messages_id_and_is_no_second_saying() -> None:
    changed = _edited({}, "win ACME 2M")
    said = spoken(changed, {}, "U0BOT")
    assert said.edits
    assert said.message == "2.0"
    assert said.edited == spoken(_heard(channel="D1"), {}, "U0BOT").key
    assert said.key != said.edited


def test_an_edit_of_nothing_ours_is_not_heard() -> None:
    assert _edited({}, "win ACME 3M") is None
    assert _edited({}, "win ACME 2M", channel="C1") is None
    assert _edited({"bot_id": "B0BOT"}, "win ACME 2M") is None
    assert _edited({"text": "<@U0BOT> win 3M"}, "<@U0BOT> win 2M", channel="C1") is not None
