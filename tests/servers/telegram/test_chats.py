"""platform-facts.md 18: who lets the bot in, ids, migration, what a bot sees."""

from __future__ import annotations

import pytest
from telegram.error import ChatMigrated, Forbidden

from tests.servers.telegram import BotApi, Group, Person
from tests.servers.telegram.client import Client
from tests.servers.telegram.refusals import Json

BOT = "@iron_triangle_bot"


def said(client: Client, number: int, **more: object) -> str:
    return client.told("sendMessage", chat_id=number, text="x", **more)


def messages(client: Client) -> list[Json]:
    kinds = ("message", "edited_message", "channel_post", "edited_channel_post")
    return [update[kind] for update in client.takes() for kind in kinds if kind in update]


def texts(client: Client) -> list[str]:
    return [message["text"] for message in messages(client) if "text" in message]


def test_18_1_a_chat_that_is_not_known(client: Client) -> None:
    assert said(client, 4711) == "Bad Request: chat not found"
    assert client.told("sendMessage", text="x") == "Bad Request: chat_id is empty"


def test_18_2_people_who_let_nothing_in(client: Client, lin: Person, telegram: BotApi) -> None:
    bo, zoe = telegram.person("bo"), telegram.person("zoe")
    telegram.group("Team", lin, bo)
    lin.blocks()
    assert said(client, lin.id) == "Forbidden: bot was blocked by the user"
    assert said(client, bo.id) == "Forbidden: bot can't initiate conversation with a user"
    assert said(client, zoe.id) == "Bad Request: chat not found"
    bo.starts()
    bo.deactivates()
    assert said(client, bo.id) == "Forbidden: user is deactivated"
    lin.unblocks()
    with pytest.raises(Forbidden, match="user is deactivated"):
        client(client.bot.send_message(bo.id, "x"))
    assert client(client.bot.send_message(lin.id, "welcome back"))


@pytest.mark.parametrize(("basic", "kind"), [(True, "group"), (False, "supergroup")])
def test_18_3_groups_that_the_bot_is_not_in(client: Client, lin: Person, basic: bool, kind: str) -> None:
    group = client.telegram.group("Team", lin, basic=basic)
    group.kicks_the_bot()
    assert said(client, group.id) == f"Forbidden: bot was kicked from the {kind} chat"
    group.adds_the_bot()
    client(client.bot.leave_chat(group.id))
    assert said(client, group.id) == f"Forbidden: bot is not a member of the {kind} chat"
    group.adds_the_bot()
    group.disappears()
    assert said(client, group.id) == "Forbidden: the group chat was deleted"
    never = client.telegram.group("Elsewhere", lin, basic=basic, bot=False)
    assert said(client, never.id) == "Bad Request: chat not found"


def test_18_3_a_channel_takes_posts_of_administrators_alone(client: Client, lin: Person) -> None:
    news = client.telegram.channel("News", lin, admin=False, username="tri_news")
    assert said(client, news.id) == "Bad Request: need administrator rights in the channel chat"
    news.promotes_the_bot()
    assert client(client.bot.send_message("@tri_news", "by name")).chat.id == news.id


def test_18_4_a_group_that_was_upgraded_says_where_it_went(client: Client, lin: Person) -> None:
    old = client.telegram.group("Team", lin, basic=True)
    old.upgrades(to=-1001234567890123)
    answer = client.asks("sendMessage", chat_id=old.id, text="x")
    assert answer["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert answer["parameters"] == {"migrate_to_chat_id": -1001234567890123}
    with pytest.raises(ChatMigrated) as moved:
        client(client.bot.send_message(old.id, "x"))
    assert client(client.bot.send_message(moved.value.new_chat_id, "arrived")).text == "arrived"
    lin.sees("arrived")


@pytest.mark.parametrize(
    ("told", "keys"),
    [
        ({}, ["migrate_to_chat_id", "migrate_from_chat_id"]),
        ({"new_first": True}, ["migrate_from_chat_id", "migrate_to_chat_id"]),
        ({"tells_old": False}, ["migrate_from_chat_id"]),
        ({"tells_new": False}, ["migrate_to_chat_id"]),
    ],
)
def test_18_5_either_service_message_may_come_first_or_alone(
    client: Client, lin: Person, told: dict[str, bool], keys: list[str]
) -> None:
    old = client.telegram.group("Team", lin, basic=True)
    client.takes()
    old.upgrades(**told)
    assert [key for message in messages(client) for key in message if key.startswith("migrate")] == keys


def test_18_6_ids_by_kind(client: Client, lin: Person, group: Group) -> None:
    assert 2**32 < lin.id < 2**52
    assert -(10**12) < client.telegram.group("Basic", lin, basic=True).id < 0
    assert str(group.id).startswith("-100")


def test_18_7_blocking_and_unblocking_are_told(client: Client, lin: Person) -> None:
    lin.blocks()
    lin.unblocks()
    changes = [update["my_chat_member"] for update in client.takes()]
    assert [change["new_chat_member"]["status"] for change in changes] == ["kicked", "member"]
    assert [change["old_chat_member"]["status"] for change in changes] == ["member", "kicked"]
    assert changes[0]["chat"]["id"] == lin.id
