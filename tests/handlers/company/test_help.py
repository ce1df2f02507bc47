"""Help: the first minute word for word on the demo company, and only what one may use (voice.md 3.15)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.demo import cast
from bot.words.reader import Reader
from bot.words.say import text_of
from handlers.context import Context
from handlers.pipeline import answer
from scoring.terms import Language, Role
from storage import rows
from storage.database import Database, Unit
from storage.find import company
from storage.tables.company import Member
from tests.databases import a_database
from tests.world import a_company

NOW = datetime(2026, 11, 25, 2, 14, tzinfo=UTC)

FIRST_MINUTE = {
    Language.EN: [
        "Three things, a minute each.",
        "Say what happened: /log Huaxing site_visit (/log 华星 样板点参观 works too). What is missing I ask.",
        "[Log something]",
        "Get help, and see first who hears it and when: /ask Lanhai bid P2 …",
        "[Ask for help]",
        "See where you stand, and why: /score Huaxing, /why Huaxing",
        "[Show Huaxing]",
        "A slip? /undo within 5 minutes.",
        "[All commands] [Language, hours]",
    ],
    Language.ZH_HANS: [
        "三件事，各一分钟。",
        "记下发生的事： /log 华星 样板点参观，缺什么我会问。",
        "[记一件事]",
        "求助，先看谁在什么时候会知道： /ask 蓝海 投标支持 P2 …",
        "[求助]",
        "看排在哪、为什么： /score 华星、/why 华星",
        "[看华星]",
        "记错了？5分钟内 /undo。",
        "[全部命令] [语言和时段]",
    ],
    Language.ZH_HANT: [
        "三件事，各一分鐘。",
        "記下發生的事： /log 華星 樣板點參觀，缺什麼我會問。",
        "[記一件事]",
        "請人支援，先看誰在什麼時候會知道： /ask 藍海 投標支援 P2 …",
        "[請求支援]",
        "看排在哪、為什麼： /score 華星、/why 華星",
        "[看華星]",
        "記錯了？5分鐘內 /undo。",
        "[所有指令] [語言與時段]",
    ],
}


@pytest.fixture
def demo() -> Iterator[Database]:
    with a_database("sqlite") as opened:
        opened.write(lambda unit: cast.set_up(unit, NOW)).result()
        yield opened


def said(unit: Unit, handle: str, language: Language, line: str) -> str:
    who = next(each for each in company.everyone(unit) if each.handle == handle)
    rows.change(unit, Member, who.id, language=language)
    who = company.the_member(unit, who.id)
    reply = answer(line, Context(unit, company.the_company(unit), who, NOW, line=line))
    return text_of(reply.parts, Reader(language, ZoneInfo(who.timezone), NOW))


@pytest.mark.parametrize("language", Language)
def test_the_first_minute_is_said_word_for_word(demo: Database, language: Language) -> None:
    text = demo.write(lambda unit: said(unit, "wu", language, "help")).result()
    assert text.splitlines() == FIRST_MINUTE[language]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("who", ["lin", "gao", "sun", "he", "xu", "deng"])
def test_everybody_is_helped_in_their_language(demo: Database, who: str, language: Language) -> None:
    for line in ("help", "help all", "help away"):
        assert demo.write(lambda unit, line=line: said(unit, who, language, line)).result()  # type: ignore[misc]


def test_help_of_a_command_says_what_it_takes_and_an_example() -> None:
    text = a_company().with_account("ACME").ann.says("help /log").text
    assert text.splitlines()[0] == "/log logs a key event"
    assert text.splitlines()[1].startswith("Takes: Account, Kind, [")
    assert text.splitlines()[2] == "For example /log Huaxing site_visit"


def test_help_knows_two_word_commands() -> None:
    answer = a_company().with_account("ACME").mia.says("help account stage")
    assert answer.first == "/account stage moves an account to another stage, with a new version of its plan"


def test_help_shows_no_command_that_one_may_never_use() -> None:
    world = a_company().with_account("ACME")
    answer = world.ann.says("help people add")
    assert (answer.refused, answer.first) == (True, "There is no command “people add” that you may use.")
    assert answer.buttons == ["All commands"]


def test_before_the_first_account_help_says_the_first_step() -> None:
    world = a_company()
    assert world.ada.says("help").buttons == ["Create an account", "All commands"]
    assert world.ann.says("help").first.startswith("There is no account yet.")


def test_every_button_of_help_leads_somewhere() -> None:
    world = a_company().with_account("ACME")
    asked = world.ann.says("help")
    for label in ("Log something", "Ask for help", "Show ACME", "All commands", "Language, hours"):
        assert not world.ann.presses(asked, label).refused


def test_a_listed_command_opens_its_own_help() -> None:
    world = a_company().with_person("ann", role=Role.MEMBER).with_account("ACME")
    tables = [part for part in world.ann.says("help all").reply.parts if part.tag == "table"]
    presses = [row.press for table in tables for row in table.rows]
    assert [world.ann.says(press or "").refused for press in presses] == [False] * len(presses)
