"""Calling Slack: by POST alone, nothing posted twice, no words and no tokens in the log."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_base_client import AsyncBaseClient

from bot.platforms.port import Verdict
from bot.platforms.slack.client import SlackClient, retry_after
from bot.platforms.slack.verdicts import VERDICTS, verdict
from tests.bot.slack.outpost import Outpost


@pytest.fixture
def out() -> Iterator[Outpost]:
    with Outpost() as outpost:
        yield outpost


def test_everything_goes_by_post(out: Outpost, monkeypatch: pytest.MonkeyPatch) -> None:
    """The SDK reads by GET."""
    seen: list[tuple[str, object]] = []
    whole = AsyncBaseClient._send

    async def send(self: AsyncBaseClient, http_verb: str, api_url: str, req_args: dict[str, Any]) -> Any:
        seen.append((http_verb, req_args.get("params")))
        return await whole(self, http_verb, api_url, req_args)

    monkeypatch.setattr(AsyncBaseClient, "_send", send)
    hall, client = out.a_channel("hall", "ann"), out.client
    out.run(client.conversations_info(channel=hall.id, include_num_members=True))
    out.run(client.conversations_history(channel=hall.id, limit=5, include_all_metadata=True))
    out.run(client.conversations_members(channel=hall.id))
    out.run(client.users_info(user=out.id("ann"), include_locale=True))
    out.run(client.auth_test())
    assert len(seen) >= 5
    assert set(seen) == {("POST", None)}


def test_a_read_is_sent_again_after_a_reset_and_a_message_is_not(out: Outpost) -> None:
    hall, client = out.a_channel("hall", "ann"), out.client
    out.slack.break_off("conversations.info", done=True, times=1)
    assert out.run(client.conversations_info(channel=hall.id))["ok"]
    assert out.calls("conversations.info") == 2
    out.slack.break_off("chat.postMessage", done=True, times=1)
    with pytest.raises(aiohttp.ClientError):
        out.run(client.chat_postMessage(channel=hall.id, text="once"))
    assert out.calls("chat.postMessage") == 1


def test_neither_words_nor_tokens_reach_the_log(out: Outpost, caplog: pytest.LogCaptureFixture) -> None:
    """Below its own level the SDK writes down whole bodies."""
    hall, client = out.a_channel("hall", "ann"), out.client
    with caplog.at_level(logging.DEBUG):
        out.run(client.chat_postMessage(channel=hall.id, text="¥2,500,000 for Huaxing"))
        out.slack.refuse("chat.postMessage", "is_archived", times=1)
        with pytest.raises(SlackApiError):
            out.run(client.chat_postMessage(channel=hall.id, text="¥2,500,000 for Huaxing"))
    ours = [record.getMessage() for record in caplog.records if record.name.startswith(("triangle", "slack"))]
    assert not any("Huaxing" in line or "xoxb" in line for line in ours)


def test_the_rest_is_as_long_as_slack_said(out: Outpost) -> None:
    client = out.client
    out.slack.refuse("users.info", 429, times=1, after=7)
    with pytest.raises(SlackApiError) as refused:
        out.run(client.users_info(user=out.id("ann")))
    assert retry_after(refused.value) == 7
    with pytest.raises(SlackApiError) as not_asked:
        out.run(client.users_info(user=out.id("ann")))
    left = verdict(not_asked.value).after
    assert left is not None
    assert 5 < left.total_seconds() <= 7
    assert out.run(client.auth_test())["ok"]


def test_every_workspace_has_a_pace_of_its_own() -> None:
    one, other = (SlackClient("xoxb-1", "http://127.0.0.1:1/api/", team=team) for team in ("T1", "T2"))
    assert one.pace is not other.pace


def test_each_error_has_one_verdict_and_an_edit_alone_can_be_forgotten() -> None:
    assert VERDICTS["ratelimited"] is VERDICTS["rate_limited"] is Verdict.LATER
    assert VERDICTS["channel_not_found"] is VERDICTS["is_archived"] is VERDICTS["user_not_found"] is Verdict.GONE
    assert VERDICTS["token_revoked"] is VERDICTS["account_inactive"] is VERDICTS["invalid_auth"] is Verdict.STOP
    assert VERDICTS["msg_too_long"] is VERDICTS["invalid_blocks"] is Verdict.BUG
    gone = SlackApiError("", {"ok": False, "error": "message_not_found"})  # type: ignore[no-untyped-call]
    gone.response = type("Answer", (), {"data": gone.response, "status_code": 200, "headers": {}})()
    assert verdict(gone, editing=True).verdict is Verdict.FORGET
    assert verdict(gone).verdict is Verdict.BUG
