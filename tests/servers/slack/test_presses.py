"""Presses, shortcuts and the addresses by which they are answered (platform facts 3)."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
import pytest

from tests.servers.slack import Channel, Person, SlackServer
from tests.servers.slack.kit import buttons, plain
from tests.servers.slack.small_app import SmallApp, ask


def posted(url: str, **body: Any) -> tuple[int, str]:
    async def call() -> tuple[int, str]:
        async with aiohttp.ClientSession() as session, session.post(url, json=body) as response:
            return response.status, await response.text()

    return asyncio.run(call())


def test_a_press_says_what_where_and_how_to_answer(
    app: SmallApp, lin: Person, hall: Channel, slack: SlackServer
) -> None:
    sent = ask(slack, "chat_postMessage", channel=hall.id, text="R40", blocks=buttons("Take", "Decline"))
    lin.presses("Decline")
    body = app.last("block_actions")
    action = body["actions"][0]
    assert (action["action_id"], action["block_id"], action["value"]) == ("do:1", "acts", "Decline")
    assert body["container"]["message_ts"] == sent["ts"]
    assert body["message"]["ts"] == sent["ts"]
    assert body["trigger_id"]
    assert posted(body["response_url"], text="only you")[0] == 200
    assert lin.sees("only you").ephemeral


def test_an_ephemeral_message_is_changed_by_response_url_alone(app: SmallApp, lin: Person, hall: Channel) -> None:
    app.answers["/ask"] = {"text": "Which?", "blocks": buttons("Huaxing")}
    lin.types("/ask", in_=hall)
    lin.presses("Huaxing")
    body = app.last("block_actions")
    assert body["container"]["is_ephemeral"]
    assert "message" not in body
    posted(body["response_url"], replace_original=True, text="Huaxing it is")
    lin.sees("Huaxing it is")
    assert len(hall.whispers) == 1
    posted(body["response_url"], delete_original=True)
    assert hall.whispers == {}


def test_an_overflow_gives_the_chosen_option(app: SmallApp, lin: Person, hall: Channel, slack: SlackServer) -> None:
    options = [{"text": plain("Void"), "value": "void 7"}]
    more = {"type": "actions", "elements": [{"type": "overflow", "action_id": "more", "options": options}]}
    ask(slack, "chat_postMessage", channel=hall.id, text="x", blocks=[more])
    lin.presses("Void")
    assert app.last("block_actions")["actions"][0]["selected_option"]["value"] == "void 7"


def test_shortcuts(app: SmallApp, lin: Person, bo: Person, hall: Channel) -> None:
    told = bo.types("customer wants a demo", in_=hall)
    lin.shortcut("log_event", on=told)
    lin.shortcut("ask")
    on_message, anywhere = app.last("message_action"), app.last("shortcut")
    assert (on_message["callback_id"], on_message["message"]["user"]) == ("log_event", bo.id)
    assert on_message["response_url"]
    assert "response_url" not in anywhere
    assert "channel" not in anywhere


def test_whispers_offer_no_shortcut(app: SmallApp, lin: Person, hall: Channel) -> None:
    app.answers["/ask"] = {"text": "hush"}
    lin.types("/ask", in_=hall)
    with pytest.raises(AssertionError, match="ephemeral"):
        lin.shortcut("log_event", on="hush")


def test_a_response_address_has_five_uses(app: SmallApp, lin: Person) -> None:
    lin.types("/ask")
    url = app.last("/ask")["response_url"]
    assert [posted(url, text=str(n)) for n in range(5)] == [(200, "ok")] * 5
    assert posted(url, text="6") == (404, "used_url")


def test_a_response_address_lives_half_an_hour(app: SmallApp, lin: Person, slack: SlackServer) -> None:
    lin.types("/ask")
    slack.passes(1801)
    assert posted(app.last("/ask")["response_url"], text="late") == (404, "expired_url")


def test_a_response_goes_where_the_bot_is_no_member(
    app: SmallApp, lin: Person, bo: Person, slack: SlackServer
) -> None:
    away = slack.workspace.channel("away", lin, bo, bot=False)
    lin.types("/ask", in_=away)
    posted(app.last("/ask")["response_url"], text="to all", response_type="in_channel")
    assert bo.sees("to all").channel == "away"


def test_a_response_is_checked_like_a_message(app: SmallApp, lin: Person) -> None:
    lin.types("/ask")
    url = app.last("/ask")["response_url"]
    assert posted(url, text="x", blocks=[{"type": "header", "text": plain("x" * 151)}])[0] == 400
    assert posted(url)[1] == "no_text"
