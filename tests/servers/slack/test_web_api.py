"""Calls of the Web API: tokens, scopes, bodies, errors, faults on demand (platform facts 6, 8)."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
import pytest
from aiohttp import ClientError
from slack_sdk.web.async_client import AsyncWebClient

from tests.servers.slack import Channel, Person, SlackServer
from tests.servers.slack.small_app import ask, refusal


def posted(slack: SlackServer, method: str, **how: Any) -> tuple[int, dict[str, str], Any]:
    async def call() -> tuple[int, dict[str, str], Any]:
        async with aiohttp.ClientSession() as session, session.post(slack.api_url + method, **how) as response:
            return response.status, dict(response.headers), await response.json(content_type=None)

    return asyncio.run(call())


def test_who_the_token_is(slack: SlackServer) -> None:
    found = ask(slack, "auth_test")
    assert (found["team_id"], found["user_id"]) == (slack.workspace.id, slack.workspace.bot.id)
    assert found["bot_id"].startswith("B")


def test_tokens_are_asked_for_and_known(slack: SlackServer) -> None:
    assert posted(slack, "auth.test")[2]["error"] == "not_authed"
    assert ask(slack, "auth_test", token="xoxb-other") == "invalid_auth"


def test_a_token_in_a_json_body_counts_for_nothing(slack: SlackServer) -> None:
    assert posted(slack, "auth.test", json={"token": slack.bot_token})[2]["error"] == "not_authed"
    assert posted(slack, "auth.test", data={"token": slack.bot_token})[2]["ok"]


def test_a_missing_scope_says_what_is_needed_and_what_there_is(slack: SlackServer, hall: Channel) -> None:
    slack.tokens.all[slack.bot_token].scopes = ["users:read", "channels:read"]
    found = refusal(slack, "chat.postMessage", channel=hall.id, text="x")
    assert (found["error"], found["needed"], found["provided"]) == (
        "missing_scope",
        "chat:write",
        "users:read,channels:read",
    )


def test_headers_say_the_scopes(slack: SlackServer) -> None:
    headers = posted(slack, "team.info", data={"token": slack.bot_token})[1]
    assert headers["X-Accepted-OAuth-Scopes"] == "team:read"
    assert "chat:write" in headers["X-OAuth-Scopes"]


def test_errors_are_200_and_json_without_charset_warns(slack: SlackServer) -> None:
    header = {"Authorization": f"Bearer {slack.bot_token}"}
    status, _, body = posted(slack, "chat.postMessage", json={"channel": "C0NONE", "text": "x"}, headers=header)
    assert (status, body["error"], body["warning"]) == (200, "channel_not_found", "missing_charset")


@pytest.mark.parametrize(("data", "error"), [(b"{", "invalid_json"), (b"[1]", "json_not_object")])
def test_bodies_that_are_no_objects(slack: SlackServer, data: bytes, error: str) -> None:
    header = {"Authorization": f"Bearer {slack.bot_token}", "Content-Type": "application/json; charset=utf-8"}
    assert posted(slack, "auth.test", data=data, headers=header)[2]["error"] == error


def test_an_unknown_method_is_a_complaint(slack: SlackServer) -> None:
    assert refusal(slack, "files.upload")["error"] == "unknown_method"
    assert not slack.quiet()


def test_get_and_post_answer_the_same(slack: SlackServer, lin: Person) -> None:
    by_get = ask(slack, "users_info", user=lin.id)
    by_post = posted(slack, "users.info", data={"user": lin.id, "token": slack.bot_token})[2]
    assert by_get == by_post


def test_429_says_how_many_seconds_are_left(slack: SlackServer, hall: Channel) -> None:
    slack.refuse("chat.postMessage", 429, seconds=20)
    data = {"channel": hall.id, "text": "x", "token": slack.bot_token}
    status, headers, body = posted(slack, "chat.postMessage", data=data)
    assert (status, body["error"]) == (429, "ratelimited")
    assert 19 <= int(headers["Retry-After"]) <= 20
    assert ask(slack, "auth_test")["ok"]
    slack.passes(21)
    assert ask(slack, "chat_postMessage", channel=hall.id, text="x")["ok"]


def test_a_refusal_on_demand_is_no_complaint_and_ends(slack: SlackServer, hall: Channel) -> None:
    slack.refuse("chat.postMessage", "is_archived", times=2)
    answers = [ask(slack, "chat_postMessage", channel=hall.id, text="x") for _ in range(3)]
    assert answers[:2] == ["is_archived", "is_archived"]
    assert answers[2]["ok"]
    assert slack.quiet()


def test_the_whole_platform_may_be_down(slack: SlackServer) -> None:
    slack.refuse("*", 503, seconds=5)
    with pytest.raises(ClientError):
        posted(slack, "auth.test", raise_for_status=True)
    slack.faults.clear()
    assert ask(slack, "auth_test")["ok"]


def test_an_answer_may_come_after_the_client_gave_up(slack: SlackServer, lin: Person, hall: Channel) -> None:
    slack.answer_late("chat.postMessage", 0.5)

    async def call() -> None:
        client = AsyncWebClient(slack.bot_token, base_url=slack.api_url, timeout=0.1)  # type: ignore[arg-type]
        await client.chat_postMessage(channel=hall.id, text="stored")

    with pytest.raises(TimeoutError):
        asyncio.run(call())
    lin.sees("stored")


@pytest.mark.parametrize("done", [True, False])
def test_a_connection_may_break_before_or_after_the_deed(slack: SlackServer, hall: Channel, done: bool) -> None:
    slack.break_off("chat.postMessage", done=done, times=5)
    data = {"channel": hall.id, "text": "x", "token": slack.bot_token}
    with pytest.raises(ClientError):
        posted(slack, "chat.postMessage", data=data)
    assert len(hall.messages) == int(done)


def test_the_sdk_sends_again_after_a_reset(slack: SlackServer, hall: Channel) -> None:
    slack.break_off("chat.postMessage", done=True)
    assert ask(slack, "chat_postMessage", channel=hall.id, text="twice")["ok"]
    assert len(hall.messages) == 2


def test_what_the_story_expects_is_no_complaint(slack: SlackServer) -> None:
    slack.expects("chat.postMessage refused: channel_not_found")
    assert ask(slack, "chat_postMessage", channel="C0NONE", text="x") == "channel_not_found"
    assert slack.quiet()
    assert ask(slack, "chat_delete", channel="C0NONE", ts="1.1") == "channel_not_found"
    assert not slack.quiet()
