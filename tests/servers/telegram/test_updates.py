"""platform-facts.md 14: getUpdates."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

import pytest
from telegram.error import Conflict

from tests.servers.telegram import BotApi, Group, Person
from tests.servers.telegram.client import Client


def texts(updates: list[dict[str, Any]]) -> list[str]:
    return [update["message"]["text"] for update in updates]


def test_14_1_at_most_limit_come_and_never_more_than_a_hundred(client: Client, lin: Person) -> None:
    for number in range(101):
        lin.types(str(number))
    assert len(client.asks("getUpdates", limit=3)["result"]) == 3
    assert len(client.asks("getUpdates", limit=5000, offset=1)["result"]) == 100


def test_14_2_an_update_comes_again_until_a_higher_offset_confirms_it(client: Client, lin: Person) -> None:
    lin.types("one")
    lin.types("two")
    first, second = client.asks("getUpdates")["result"]
    assert texts(client.asks("getUpdates", offset=first["update_id"])["result"]) == ["one", "two"]
    assert texts(client.asks("getUpdates", offset=second["update_id"])["result"]) == ["two"]
    assert len(client.telegram.cloud.updates.waiting()) == 1


def test_14_2_a_negative_offset_keeps_the_last_alone(client: Client, lin: Person) -> None:
    for text in ("one", "two", "three"):
        lin.types(text)
    assert texts(client.asks("getUpdates", offset=-2)["result"]) == ["two", "three"]
    assert len(client.telegram.cloud.updates.waiting()) == 2


def test_14_3_numbers_rise_by_one_and_jump_after_a_silent_week(client: Client, lin: Person) -> None:
    lin.types("one")
    lin.types("two")
    one, two = (update["update_id"] for update in client.asks("getUpdates")["result"])
    client.telegram.passes(timedelta(days=8))
    lin.types("three")
    (three,) = (update["update_id"] for update in client.asks("getUpdates", offset=two + 1)["result"])
    assert two == one + 1
    assert three != two + 1


def test_14_4_no_poll_beside_a_webhook(client: Client) -> None:
    client.asks("setWebhook", url="http://127.0.0.1:1/x")
    assert client.asks("getUpdates")["description"] == (
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
    )


def test_14_5_the_earlier_of_two_pollers_is_ended(client: Client, lin: Person) -> None:
    earlier = client.later(client.bot.get_updates(timeout=10))
    client.telegram.waits_for_a_poll()
    later = client.later(client.bot.get_updates(timeout=10))
    with pytest.raises(Conflict, match="terminated by other getUpdates request; make sure that only one bot"):
        earlier.result(5)
    client.telegram.waits_for_a_poll()
    lin.types("hello")
    assert later.result(5)[0].message.text == "hello"  # type: ignore[union-attr]


def test_14_6_setting_a_webhook_ends_the_poll(client: Client) -> None:
    poll = client.later(client.bot.get_updates(timeout=10))
    client.telegram.waits_for_a_poll()
    client.asks("setWebhook", url="http://127.0.0.1:1/x")
    with pytest.raises(Conflict, match="terminated by setWebhook request"):
        poll.result(5)


def test_14_7_a_second_conflict_at_once_is_answered_three_seconds_late(client: Client) -> None:
    client.asks("setWebhook", url="http://127.0.0.1:1/x")
    client.asks("getUpdates")
    began = time.monotonic()
    client.asks("getUpdates")
    assert time.monotonic() - began > 2.9


def test_14_8_the_same_offset_at_once_gets_one_update(client: Client, lin: Person) -> None:
    client.telegram.api.polling.at_once = 30
    lin.types("one")
    lin.types("two")
    assert len(client.asks("getUpdates", offset=1)["result"]) == 2
    assert len(client.asks("getUpdates", offset=1)["result"]) == 1


def test_14_8_a_poll_waits_and_wakes_when_something_comes(client: Client, lin: Person) -> None:
    poll = client.later(client.bot.get_updates(timeout=10))
    client.telegram.waits_for_a_poll()
    lin.types("wake")
    assert [update.message.text for update in poll.result(2) if update.message] == ["wake"]


def test_14_9_allowed_updates_filter_what_comes_not_what_waits(client: Client, lin: Person) -> None:
    lin.edits(lin.types("old"), "older")
    client.asks("getUpdates", allowed_updates=["message"])
    lin.edits(lin.types("new"), "newer")
    kinds = [
        next(key for key in update if key != "update_id") for update in client.asks("getUpdates", offset=1)["result"]
    ]
    assert kinds == ["message", "edited_message", "message"]


@pytest.mark.parametrize("kinds", [[], ["unheard_of"]])
def test_14_9_an_empty_or_unknown_list_is_the_default(client: Client, kinds: list[str]) -> None:
    client.asks("getUpdates", allowed_updates=["message"])
    client.asks("getUpdates", offset=1, allowed_updates=kinds, timeout=0)
    allowed = client.telegram.cloud.updates.allowed
    assert "callback_query" in allowed
    assert "chat_member" not in allowed


def test_14_10_messages_are_kept_a_day_presses_150_seconds(client: Client, lin: Person) -> None:
    sent = client.asks(
        "sendMessage", chat_id=lin.id, text="card", reply_markup={"inline_keyboard": [[button("Ack")]]}
    )
    lin.types("kept")
    lin.presses("Ack", on="card")
    client.telegram.passes(timedelta(seconds=149))
    assert len(client.telegram.cloud.updates.waiting()) == 2
    client.telegram.passes(timedelta(seconds=2))
    assert [update.kind for update in client.telegram.cloud.updates.waiting()] == ["message"]
    client.telegram.passes(timedelta(hours=24))
    assert client.asks("getUpdates")["result"] == []
    assert sent["ok"]


def test_20_4_an_unconfirmed_update_survives_the_clients_death(telegram: BotApi, lin: Person, group: Group) -> None:
    lin.types("/win 2.5M", in_=group)
    first = Client(telegram)
    assert len(first(first.bot.get_updates())) == 1
    first.close()
    second = Client(telegram)
    assert len(second(second.bot.get_updates(offset=1))) == 1
    second.close()


def button(text: str, data: str = "x") -> dict[str, str]:
    return {"text": text, "callback_data": data}
