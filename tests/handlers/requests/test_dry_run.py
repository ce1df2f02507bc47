"""Conversation 4 of voice.md word for word, in three languages; and what the dry run says is what happens."""

# ruff: noqa: E501  the lines stand here as they are said
from __future__ import annotations

from dataclasses import replace

import pytest

from bot.words.say import plain
from handlers.context import Context
from handlers.pipeline import Filled, sketch
from handlers.reply import Reply
from scoring.terms import Language
from storage import rows
from storage.database import Unit
from storage.find import company
from storage.tables.company import Company, Conversation
from tests.handlers.requests.desk import BOARD, SHANGHAI, a_desk, away, member, put_on_duty, set_member
from tests.world import Answer, Heard, World
from tests.world.people import OTHER

EN = """\
If nobody answers (your time)
14:35 · 50% · Reception's queue, 2 people
14:50 · 75% · and Luo Qin, lead: away through Thu 26 Nov, Xu Fei stands in
15:05 · 100% · and you, #acct-acme: past its time
15:35 · 150% · Acme Ports has no sponsor: straight to Qian Li, head of sales
16:05 · 200% · Qian Li again, then every working day
To resolve by Thu 26 Nov 14:05 (8 h): the same people Thu 09:05, 11:05, 14:05, Fri 09:05, 14:05."""
HANS = """\
如果没人响应（你的时间）
14:35 · 50% · 接待部门待办，2人
14:50 · 75% · 加部门负责人罗琴：外出至11月26日周四，许飞代理
15:05 · 100% · 加你和 #acct-acme：超时
15:35 · 150% · 安科港务没有对口高管：直接到销售负责人钱立
16:05 · 200% · 再到钱立，之后每个工作日一次
办结时限11月26日周四 14:05（8小时），同样这些人：周四 09:05、11:05、14:05，周五 09:05、14:05。"""
HANT = """\
如果沒人回應（你的時間）
14:35 · 50% · 接待部門待辦，2人
14:50 · 75% · 加部門主管羅琴：請假至11月26日週四，職務代理人許飛
15:05 · 100% · 加你和 #acct-acme：逾時
15:35 · 150% · 安科港務的對口高階主管出缺：直接到業務負責人錢立
16:05 · 200% · 再到錢立，之後每個工作日一次
結案時限11月26日週四 14:05（8小時），同樣這些人：週四 09:05、11:05、14:05，週五 09:05、14:05。"""
SENT = {
    Language.EN: "R42 is with Reception. Acknowledged within 1 h (15:05), resolved within 8 working hours (Thu 26 Nov 14:05). You hear from me when it is your turn.",
    Language.ZH_HANS: "R42 已发给接待。 1小时内响应（15:05），8小时内办结（工作时间，11月26日周四 14:05）。轮到你时会通知。",
    Language.ZH_HANT: "R42 已送到接待。 1小時內回應（15:05），8小時內結案（工作時間，11月26日週四 14:05）。輪到你時會通知。",
}
DRY_RUN = {Language.EN: EN, Language.ZH_HANS: HANS, Language.ZH_HANT: HANT}
BUTTONS = {
    Language.EN: ("Send to Reception", "Open R42", "Cancel R42"),
    Language.ZH_HANS: ("发给接待", "看 R42", "撤回 R42"),
    Language.ZH_HANT: ("送到接待", "看 R42", "撤回 R42"),
}

every_language = pytest.mark.parametrize("language", list(Language))


def a_wednesday(language: Language = Language.EN) -> World:
    """Luo Qin went away at noon, through Thursday; Xu Fei stands in."""
    world = a_desk(language).at("wed 12:00")
    away(world, "luo", "2026-11-27", "xu")
    return world.at("wed 14:05")


def dry_run_of(answer: Answer) -> list[str]:
    """The lines behind the first, without the buttons."""
    return answer.text.split("\n")[1:-1]


def sketched(world: World, **fields: str) -> Answer:
    """The form as it stands with these fields, before it is sent."""

    def work(unit: Unit) -> Reply:
        who = company.the_member(unit, member(world, "ann"))
        return sketch(Filled("ask", fields), Context(unit, company.the_company(unit), who, world.now))

    return replace(world.ann.says("/ask"), reply=world.read(work))


@every_language
def test_a_line_with_all_parts_is_sent_and_answered_with_the_dry_run(language: Language) -> None:
    with a_wednesday(language) as world:
        answer = world.ann.says(f"/ask Acme reception P1 {BOARD}")
        assert answer.first == SENT[language]
        assert "\n".join(dry_run_of(answer)) == DRY_RUN[language]
        assert answer.buttons == list(BUTTONS[language][1:])


def test_channels_of_one_name_on_two_platforms_are_named_once() -> None:
    with a_wednesday() as world:
        world.write(_a_channel_elsewhere)
        answer = world.ann.says(f"/ask Acme reception P1 {BOARD}")
        assert "\n".join(dry_run_of(answer)) == EN


def _a_channel_elsewhere(unit: Unit) -> None:
    every = rows.many(unit, Conversation, rows.table(Conversation).select())
    there = next(each for each in every if each.name == "#acct-acme")
    more = Conversation(platform=OTHER, workspace="T1", external_id="C1", name=there.name)
    more.account_id = there.account_id
    rows.add(unit, more)


@every_language
def test_a_form_shows_the_dry_run_above_its_button(language: Language) -> None:
    with a_wednesday(language) as world:
        form = sketched(world, account="Acme", kind="reception", priority="P1", what=BOARD)
        said = [plain(line.text, form.reader) for line in form.form.preview if line.role == "text"]
        assert "\n".join(said) == DRY_RUN[language]
        assert plain(form.form.submit, form.reader) == BUTTONS[language][0]


@every_language
def test_the_answer_to_a_form_does_not_repeat_what_it_showed(language: Language) -> None:
    with a_wednesday(language) as world:
        sent = world.ann.fills(world.ann.says("/ask Acme reception P1"), what=BOARD)
        assert sent.first == SENT[language]
        assert dry_run_of(sent) == []
        assert sent.buttons == [BUTTONS[language][1]]


def test_the_form_says_when_the_department_works() -> None:
    with a_wednesday() as world:
        form = sketched(world, account="Acme", kind="reception", priority="P1", what=BOARD)
        last = plain(form.form.preview[-1].text, form.reader)
        assert last == "Reception works 09:00-12:00, 13:00-18:00"


def test_the_dry_run_stands_as_soon_as_account_and_kind_are_known() -> None:
    with a_wednesday() as world:
        assert sketched(world, account="Acme", priority="P1").form.preview == ()
        assert sketched(world, kind="reception", priority="P1").form.preview == ()
        form = sketched(world, account="Acme", kind="reception", priority="P1")
        said = [plain(line.text, form.reader) for line in form.form.preview if line.role == "text"]
        assert "\n".join(said) == EN
        assert world.ann.says("/ask Acme reception P1").form.preview == form.form.preview


def test_a_department_is_asked_for_only_where_the_kind_leaves_it_open() -> None:
    def fields(form: Answer) -> list[str]:
        return [ask.name for ask in form.form.asks if ask.required]

    with a_wednesday() as world:
        assert fields(sketched(world)) == ["account", "kind", "what"]
        assert fields(sketched(world, account="Acme", kind="reception")) == ["account", "kind", "what"]
        other = sketched(world, account="Acme", kind="other")
        assert fields(other) == ["account", "kind", "to", "what"]
        assert other.form.preview == ()
        form = sketched(world, account="Acme", kind="other", to="Reception")
        assert form.form.preview != ()
        assert [ask.value for ask in form.form.asks if ask.name == "to"] == ["reception"]


@pytest.mark.parametrize(
    ("language", "first", "last"),
    [
        (Language.EN, "P1 · 1 h / 8 h", "P3 · 1 d / 5 d"),
        (Language.ZH_HANS, "P1 · 1小时 / 8小时", "P3 · 1天 / 5天"),
        (Language.ZH_HANT, "P1 · 1小時 / 8小時", "P3 · 1天 / 5天"),
    ],
)
def test_each_priority_says_its_two_targets_and_p2_is_chosen(language: Language, first: str, last: str) -> None:
    with a_wednesday(language) as world:
        form = sketched(world, account="Acme", kind="reception")
        urgency = next(ask for ask in form.form.asks if ask.name == "priority")
        labels = [plain(option.label, form.reader) for option in urgency.options]
        assert (labels[0], labels[-1], urgency.value) == (first, last, "P2")
        unknown = next(ask for ask in sketched(world).form.asks if ask.name == "priority")
        assert [plain(option.label, form.reader) for option in unknown.options] == ["P1", "P2", "P3"]


def test_what_the_dry_run_says_is_what_happens() -> None:
    with a_wednesday() as world:
        world.ann.says(f"/ask Acme reception P1 {BOARD}")
        world.at("fri 17:00")
        asked, sold = world.ann.hears(), world.hal.hears()
        assert instants(asked) == [
            "Wed 15:05",
            "Wed 15:35",
            "Wed 16:05",
            "Thu 14:05",
            "Thu 16:05",
            "Fri 09:05",
            "Fri 14:05",
            "Fri 16:05",
        ]
        assert instants(sold) == ["Wed 15:35", "Wed 16:05", "Thu 16:05", "Fri 09:05", "Fri 14:05", "Fri 16:05"]
        assert instants(world.xu.hears())[:3] == ["Wed 14:50", "Wed 15:05", "Wed 15:35"]


def test_a_sponsor_elsewhere_hears_it_in_their_working_hours() -> None:
    with a_wednesday() as world:
        set_member(world, "sue", timezone="Europe/London")
        assert "17:00 · 150% · and Sun Hao, sponsor" in dry_run_of(world.ann.says("/ask Huaxing reception P1 guests"))


def test_a_reader_elsewhere_sees_their_own_clock() -> None:
    with a_wednesday() as world:
        set_member(world, "ann", timezone="Asia/Tokyo")
        lines = dry_run_of(world.ann.says("/ask Huaxing reception P1 guests"))
        assert lines[1] == "15:35 · 50% · Reception's queue, 2 people"


def test_who_is_on_duty_hears_it_first() -> None:
    with a_wednesday() as world:
        put_on_duty(world, "Reception", "xu")
        lines = dry_run_of(world.ann.says("/ask Huaxing reception P1 guests"))
        assert lines[1:3] == ["14:35 · 50% · Xu Fei, on duty for Reception", "14:50 · 75% · Xu Fei again"]


def test_a_lead_who_is_away_without_a_deputy_falls_through() -> None:
    with a_desk() as world:
        away(world.at("wed 12:00"), "lee", "2026-11-27", None)
        lines = dry_run_of(world.at("wed 14:05").ann.says("/ask Huaxing rd_clarification P1 rail spec"))
        assert lines[2] == "14:50 · 75% · He Rui, lead is away and nobody stands in: straight to you"


def test_people_who_differ_on_the_second_clock_are_listed_again() -> None:
    """He Rui is back on Friday, and hears the last two steps."""
    with a_desk() as world:
        away(world.at("wed 12:00"), "lee", "2026-11-27", None)
        lines = dry_run_of(world.at("wed 14:05").ann.says("/ask Huaxing rd_clarification P1 rail spec"))
        assert lines[6:8] == [
            "To resolve by Thu 26 Nov 14:05 (8 h):",
            "Thu 26 Nov 09:05 · 50% · R&D's queue, 2 people",
        ]


def test_without_a_head_of_sales_the_administrators_hear_it() -> None:
    with a_wednesday() as world:
        world.write(lambda unit: rows.change(unit, Company, 1, head_of_sales_id=None))
        lines = dry_run_of(world.ann.says("/ask Acme reception P1 guests"))
        assert lines[4] == "15:35 · 150% · Acme Ports has no sponsor: straight to Ada, administrator"


def test_a_long_target_is_said_in_days_and_names_them_in_full() -> None:
    with a_wednesday() as world:
        text = world.ann.says("/ask Acme reception P3 guests").text
        assert "resolved within 5 working days (Wed 2 Dec 14:05)" in text
        assert "To resolve by Wed 2 Dec 14:05 (5 d): the same people Mon 30 Nov 10:05" not in text
        assert "To resolve by Wed 2 Dec 14:05 (5 d)" in text


def instants(heard: Heard) -> list[str]:
    return [f"{message.at.astimezone(SHANGHAI):%a %H:%M}" for message in heard if "R42" in message.text]
