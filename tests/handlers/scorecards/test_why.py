"""/why: conversation 16 word for word, and lines that add up as read."""

from __future__ import annotations

from decimal import Decimal

import pytest

from handlers.context import Context
from handlers.reply import Reply
from handlers.scorecards.why import Why, why
from scoring.terms import Language
from storage.database import Database
from storage.tables.accounts import Account
from tests.handlers.scorecards.huaxing import MILLION, NOW, Office, huaxing, pressed, said

ENGLISH = """\
Huaxing Rail 88.36 → 89.89 (+1.53) since Wed 18 Nov.
−6.02 seven days went by
+1.75 HQ visit #104
+1.41 collection #107
−0.54 DSO 82 → 86 #109
0.00 executive meeting #112 (two were due, now three; so far +0.66)
+4.93 order #118
Most to gain: a showcase or the lab trial, +3.50 each.
[Since the plan began] [Ask for a lab trial]"""

SIMPLIFIED = """\
华星轨道 88.36 → 89.89（+1.53），自11月18日周三。
−6.02 过了七天
+1.75 公司参观 #104
+1.41 回款 #107
−0.54 周转天数 82 → 86 #109
0.00 高层拜访 #112（该有2次，已3次；当前得分 +0.66）
+4.93 订货 #118
最划算的一步：现场会或实验局，各 +3.50。
[从方案开始看] [求助实验局]"""

TRADITIONAL = """\
華星軌道 88.36 → 89.89（+1.53），自11月18日週三。
−6.02 過了七天
+1.75 公司參觀 #104
+1.41 收款 #107
−0.54 週轉天數 82 → 86 #109
0.00 高層拜訪 #112（該有2次，已3次；目前得分 +0.66）
+4.93 訂單 #118
最划算的一步：現場觀摩會或實驗局，各 +3.50。
[從方案開始看] [請求實驗局支援]"""


def asked(office: Office, account: Account, who: str = "lin", since: str = "week") -> Reply:
    def use(ctx: Context) -> Reply:
        return why(Why(account=account.id, since=since), account, ctx)

    return office.asks(who, use)


@pytest.mark.parametrize(
    ("language", "text"),
    [(Language.EN, ENGLISH), (Language.ZH_HANS, SIMPLIFIED), (Language.ZH_HANT, TRADITIONAL)],
)
def test_conversation_16(database: Database, language: Language, text: str) -> None:
    office, account = huaxing(database)
    assert said(asked(office, account), language) == text


def test_the_buttons_are_command_lines(database: Database) -> None:
    office, account = huaxing(database)
    assert pressed(asked(office, account)) == ["why Huaxing Rail plan", "ask Huaxing Rail rd_lab"]


def test_a_void_is_a_line_of_its_own(database: Database) -> None:
    office, account = huaxing(database)
    office.at = NOW
    office.void(account, 118)
    lines = said(asked(office, account)).split("\n")
    assert lines[0] == "Huaxing Rail 88.36 → 84.96 (−3.40) since Wed 18 Nov."
    assert lines[6:8] == ["+4.93 order #118", "−4.93 order #118, void"]


def test_a_level_that_was_voided_gives_back_what_was_there_before(database: Database) -> None:
    office, account = huaxing(database)
    office.at = NOW
    office.void(account, 109)
    assert "+0.54 DSO 86 → 82 #109, void" in said(asked(office, account))


def test_a_pending_event_moves_nothing(database: Database) -> None:
    office, account = huaxing(database)
    before = said(asked(office, account))
    office.happens(account, "order", minor=MILLION, number=119, pending=True)
    assert said(asked(office, account)) == before


@pytest.mark.parametrize("since", ["week", "plan"])
def test_the_lines_add_up_as_read(database: Database, since: str) -> None:
    office, account = huaxing(database)
    lines = said(asked(office, account, since=since)).split("\n")
    start, end = lines[0].removeprefix("Huaxing Rail ").split(" ")[0:3:2]
    changes = [line.split()[0].replace("−", "-") for line in lines[1:] if line[0] in "+−0"]
    assert Decimal(start) + sum(map(Decimal, changes)) == Decimal(end)


def test_since_the_plan_began_eight_facts_have_a_line_and_the_rest_one(database: Database) -> None:
    office, account = huaxing(database)
    lines = said(asked(office, account, since="plan")).split("\n")
    assert lines[0].endswith("since Thu 1 Oct.")
    assert len([line for line in lines if "#" in line]) == 7
    assert lines[-3].endswith(" others")


def test_who_is_not_on_the_account_learns_no_more_than_outlook_grade_and_rank(database: Database) -> None:
    office, account = huaxing(database)
    assert said(asked(office, account, "song")) == (
        "🔒 Huaxing Rail: what moved it is for its team and managers.\nYou may see: outlook 89.89 B, rank 1.\n[Score]"
    )
