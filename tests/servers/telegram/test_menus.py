"""platform-facts.md 19: commands, names, descriptions."""

from __future__ import annotations

import pytest
from telegram import BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats, BotCommandScopeChat

from tests.servers.telegram import Group, Person
from tests.servers.telegram.client import Client
from tests.servers.telegram.refusals import Json


@pytest.mark.parametrize(
    ("commands", "said"),
    [
        ([("x" * 33, "y")], "Bad Request: command length must not exceed 32"),
        ([("x", "y" * 257)], "Bad Request: command description length must not exceed 256"),
        ([("Win", "y")], "Bad Request: BOT_COMMAND_INVALID"),
        ([("登录", "y")], "Bad Request: BOT_COMMAND_INVALID"),
        ([("x", "y")] * 101, "Bad Request: can't use more than 100 commands"),
        ([("x" * 32, "华" * 256)] * 100, ""),
    ],
)
def test_19_1_what_a_command_may_be(client: Client, commands: list[tuple[str, str]], said: str) -> None:
    listed = [{"command": word, "description": text} for word, text in commands]
    assert client.asks("setMyCommands", commands=listed).get("description", "") == said


def test_19_1_a_slash_is_taken_off(client: Client) -> None:
    client(client.bot.set_my_commands([("/win", "Log a win")]))
    assert [each.command for each in client(client.bot.get_my_commands())] == ["win"]


def test_19_2_the_menu_goes_by_scope_and_language(client: Client, lin: Person, group: Group) -> None:
    bo, set_ = client.telegram.person("bo"), client.bot.set_my_commands
    client(set_([("help", "Help")]))
    client(set_([("me", "Me")], BotCommandScopeAllPrivateChats()))
    client(set_([("me", "我")], BotCommandScopeAllPrivateChats(), "zh"))
    client(set_([("win", "Win")], BotCommandScopeAllGroupChats()))
    assert (lin.menu(), bo.menu()) == ({"me": "我"}, {"me": "Me"})
    assert lin.menu(group) == {"win": "Win"}
    client(set_([("score", "Score")], BotCommandScopeChat(group.id)))
    assert lin.menu(group) == {"score": "Score"}
    client(client.bot.delete_my_commands(BotCommandScopeChat(group.id)))
    client(client.bot.delete_my_commands(BotCommandScopeAllGroupChats()))
    assert lin.menu(group) == {"help": "Help"}


@pytest.mark.parametrize("code", ["zh-hans", "ZH", "zho"])
def test_19_3_a_language_has_two_letters(client: Client, code: str) -> None:
    assert client.told("setMyCommands", commands=[], language_code=code) == (
        "Bad Request: invalid language code specified"
    )


@pytest.mark.parametrize(
    ("method", "args", "length"),
    [
        ("setMyName", "name", 64),
        ("setMyDescription", "description", 512),
        ("setMyShortDescription", "short_description", 120),
    ],
)
def test_19_4_names_and_descriptions_have_limits(client: Client, method: str, args: str, length: int) -> None:
    fits: Json = {args: "华" * length}
    assert client.asks(method, **fits)["ok"]
    assert not client.asks(method, **{args: "华" * (length + 1)})["ok"]
    assert client.asks(method.replace("set", "get"))["result"] == fits


def test_19_5_floods_are_refused_where_a_test_wants_it(client: Client, lin: Person) -> None:
    client.telegram.enforces_floods()
    sent = [client.asks("sendMessage", chat_id=lin.id, text=str(number)) for number in range(4)]
    assert [answer["ok"] for answer in sent] == [True, True, True, False]
    assert sent[-1]["description"] == "Too Many Requests: retry after 1"


def test_19_7_close_is_too_early(client: Client) -> None:
    assert client.asks("close")["error_code"] == 429
