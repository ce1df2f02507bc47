"""The menu: every command that is one, in each language and kind of chat (platform-facts 19.1 to 19.4)."""

from __future__ import annotations

import asyncio
import re

import pytest
from telegram.constants import BotCommandLimit, BotDescriptionLimit
from telegram.ext import ExtBot

from bot.platforms.telegram.menu import commands, languages, set_commands
from bot.words.catalogue import the_catalogue
from handlers.command import every
from scoring.terms import Language
from tests.servers.telegram import BotApi

NAME = re.compile(r"[a-z0-9_]{1,32}")


@pytest.mark.parametrize("language", Language)
def test_each_command_of_the_menu_is_one_that_telegram_takes(language: Language) -> None:
    menu = commands(language)
    assert 0 < len(menu) <= BotCommandLimit.MAX_COMMAND_NUMBER
    assert [each.command for each in menu if not NAME.fullmatch(each.command)] == []
    assert [each for each in menu if not 1 <= len(each.description) <= BotCommandLimit.MAX_DESCRIPTION] == []


def test_no_command_is_missing_and_the_most_used_come_first() -> None:
    words = [each.command for each in commands(Language.EN)]
    assert set(words) == {word.replace(" ", "_") for word, each in every().items() if each.menu}
    assert words[:3] == ["win", "log", "ask"]


def test_what_is_one_s_own_is_not_offered_among_others() -> None:
    shared = {each.command for each in commands(Language.EN, shared=True)}
    assert {"win", "ask", "score", "standings"} <= shared
    assert not {"settings", "people_add", "away", "digest"} & shared


@pytest.mark.parametrize(
    ("company", "shown"), [(Language.EN, "zh_Hans"), (Language.ZH_HANS, "zh_Hans"), (Language.ZH_HANT, "zh_Hant")]
)
def test_chinese_has_one_script_in_the_menu_the_company_s(company: Language, shown: str) -> None:
    assert languages(company) == {"": company, "en": Language.EN, "zh": Language(shown)}


def test_the_texts_have_room() -> None:
    for language in Language:
        about, short = (the_catalogue().text(f"telegram.menu.{each}", language) for each in ("about", "short"))
        assert len(about) <= BotDescriptionLimit.MAX_DESCRIPTION_LENGTH
        assert len(short) <= BotDescriptionLimit.MAX_SHORT_DESCRIPTION_LENGTH


def test_everybody_finds_it_in_their_language() -> None:
    with BotApi() as api:
        lin = api.person("lin", "林悦", language="zh-hans")
        ann, rui = api.person("ann", "Ann", language="de"), api.group("acct-acme", lin)
        lin.starts()
        api.refuse("setMyDescription", 500)
        asyncio.run(_set(api))
        assert lin.menu()["win"] == the_catalogue().text("company.help.about.win", Language.ZH_HANS)
        assert ann.menu()["win"] == the_catalogue().text("company.help.about.win", Language.EN)
        assert "settings" in lin.menu()
        assert "settings" not in lin.menu(rui)


async def _set(api: BotApi) -> None:
    async with ExtBot(api.token, base_url=f"{api.url}/bot") as bot:
        await set_commands(bot, Language.EN)
