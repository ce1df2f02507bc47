"""The ladder, each step once, to whom it names (domain.md 6; voice.md conversation 7)."""

from __future__ import annotations

import pytest

from scoring.worktime import weekly
from storage.database import Database
from storage.tables.company import Company, Conversation, OrgUnit
from tests.handlers.requests.office import HOURS, Office, at

SPEC = "Rail spec 4.2: rival claims 200 ms, can we state 150 ms?"


@pytest.fixture
def office(database: Database) -> Office:
    return Office(database)


def r40(office: Office) -> None:
    """R40 of voice.md 2.4: asked Wed 09:40, acknowledged 09:52 by Tang Wei, for Wed."""
    office.at("wed 09:40")
    office.asks("lin", "huaxing", "rd_clarification", "P1", SPEC, number=40)
    office.at("wed 09:52")
    office.says("tang", "ack", 40, day=at("wed 09:40").date())
    office.says("tang", "start", 40)
    assert office.heard() == []


def test_half_of_the_time_asks_the_owner(office: Office) -> None:
    r40(office)
    office.at("wed 14:40")
    assert office.hears("tang")["tang"] == (
        "⏰ R40: half the time is used (4 of 8 h). Due Thu 26 Nov 09:40, promised for today. Still on it?\n"
        "[Still on it] [Ask back] [Hand over]"
    )


def test_half_of_the_time_in_chinese(office: Office) -> None:
    r40(office)
    office.at("wed 14:40")
    assert office.hears("tang", language="zh_Hans")["tang"] == (
        "⏰ R40 时间过半（已用4/8小时）。时限11月26日周四 09:40，承诺今天答复。还在办吗？\n[在办] [请对方补充] [转交]"
    )


def climbed(office: Office, until: str) -> None:
    r40(office)
    signs = ("wed 14:52", "thu 09:00", "thu 13:30", "thu 17:45")
    steps = ("wed 14:40", "wed 16:40", "thu 09:40", "thu 14:40", "fri 09:40")
    for when in sorted((*signs, *steps), key=at):
        office.at(when)
        if when in signs:
            office.heard()
            office.says("tang", "still", 40)
        if when == until:
            return
        office.heard()


def test_three_quarters_add_the_lead(office: Office) -> None:
    climbed(office, "wed 16:40")
    heard = office.hears("tang", "he")
    assert heard["he"] == (
        "⏰ R40: 2 of 8 working hours left (due Thu 26 Nov 09:40). Tang Wei said at 14:52: still on it. "
        "Huaxing Rail's bid answer hangs on it.\n[Help] [Reassign]"
    )
    assert heard["tang"].endswith("\n[Done] [Ask back]")


def test_three_quarters_in_chinese(office: Office) -> None:
    climbed(office, "wed 16:40")
    assert office.hears("tang", "he", language="zh_Hans")["he"] == (
        "⏰ R40 只剩2/8小时（时限11月26日周四 09:40）。唐薇14:52说在办，华星轨道的应标答复等着它。\n[协办] [改派]"
    )


def test_the_breach_adds_the_requester_and_the_channel(office: Office) -> None:
    climbed(office, "thu 09:40")
    heard = office.hears("tang", "he", "lin", "#huaxing")
    assert (
        heard["lin"]
        == heard["#huaxing"]
        == (
            "⛔ R40 is past its time since 09:40. Tang Wei has it, He Rui knows. "
            "Sun Hao hears of it at 14:40 if it is still open.\n[Open R40] [Add helper]"
        )
    )
    assert "You have it, He Rui knows." in heard["tang"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh_Hans", "⛔ R40 09:40起超时。 唐薇在办，何睿已知；到14:40还没办结会告知孙浩。\n[看 R40] [加协办人]"),
        ("zh_Hant", "⛔ R40 09:40起逾時。 "),
    ],
)
def test_the_breach_in_chinese(office: Office, language: str, text: str) -> None:
    climbed(office, "thu 09:40")
    assert office.hears("tang", "he", "lin", "#huaxing", language=language)["lin"].startswith(text)


def test_half_more_adds_the_sponsor(office: Office) -> None:
    climbed(office, "thu 14:40")
    heard = office.hears("tang", "he", "lin", "#huaxing", "sun")
    assert heard["sun"] == (
        "⛔ Huaxing Rail waits for R&D: R40, 12 h of 8 h. “Rail spec 4.2 … 150 ms?” holds up the bid answer. "
        "Tang Wei has it under He Rui. One thing helps: a word with He Rui.\n[Message He Rui] [Open R40]"
    )
    assert heard["lin"].startswith(
        "⛔ R40 has taken 12 h of 8 h. Tang Wei has it, He Rui knows. Sun Hao hears of it now."
    )


def test_twice_the_time_adds_the_head_of_sales(office: Office) -> None:
    climbed(office, "fri 09:40")
    heard = office.hears("tang", "he", "lin", "#huaxing", "sun", "qian")
    assert heard["qian"] == (
        "⛔ R40 has taken twice its time (16 h of 8 h); Huaxing Rail has waited since Wed 09:40. "
        "Tang Wei, He Rui, Sun Hao know.\n[Take part] [Open R40]"
    )


def test_twice_the_time_in_chinese(office: Office) -> None:
    climbed(office, "fri 09:40")
    heard = office.hears("tang", "he", "lin", "#huaxing", "sun", "qian", language="zh_Hans")
    assert heard["qian"] == (
        "⛔ R40 用了时限的两倍（16小时，时限8小时），华星轨道从周三 09:40等到现在。"
        "唐薇、何睿、孙浩都已知。\n[介入] [看 R40]"
    )


def test_it_repeats_each_working_day_until_someone_acts(office: Office) -> None:
    climbed(office, "fri 09:40")
    office.heard()
    office.at("fri 10:00")
    office.says("he", "assign", 40, who=office.id["tang"])
    office.heard()
    office.at("2026-12-04 18:00")
    assert not [each for each in office.heard() if each.to == "qian"]


def test_without_an_act_it_repeats_each_working_day(office: Office) -> None:
    climbed(office, "fri 09:40")
    office.heard()
    office.at("2026-12-01 10:00")
    told = [each for each in office.heard() if each.to == "qian"]
    assert [each.due_at for each in told] == [at("2026-11-30 09:40"), at("2026-12-01 09:40")]
    assert told[0].text.startswith("⛔ R40 is still past its time (24 h of 8 h)")
    assert office.steps(40, "resolve")[-3:] == [(200, 0, True), (200, 1, True), (200, 2, True)]


def test_after_downtime_only_the_highest_step_is_told(office: Office) -> None:
    r40(office)
    office.sleeps_to("thu 15:00")
    heard = [each for each in office.heard() if "Still on it" not in each.text]
    assert sorted(each.to for each in heard) == ["#huaxing", "he", "lin", "sun", "tang"]
    assert office.steps(40, "resolve") == [(50, 0, False), (75, 0, False), (100, 0, False), (150, 0, True)]


def test_a_second_tick_tells_nothing(office: Office) -> None:
    r40(office)
    office.at("wed 14:40")
    office.heard()
    office.tick()
    assert office.heard() == []


def test_nobody_owns_it_so_the_queue_hears(office: Office) -> None:
    office.at("wed 09:40")
    office.asks("lin", "huaxing", "rd_clarification", "P1", SPEC, number=40)
    office.at("wed 10:10")
    heard = office.hears("#rd-queue")
    assert heard["#rd-queue"] == (
        "⏰ R40 waits for R&D to acknowledge it (30 min of 1 h used). Acknowledge by 10:40.\n[Acknowledge] [Take it]"
    )
    office.at("wed 10:40")
    heard = office.hears("#rd-queue", "he", "he", "lin", "#huaxing", "#rd-queue")
    assert heard["lin"].startswith(
        "⛔ Nobody acknowledged R40 by 10:40. He Rui knows. Sun Hao hears of it at 11:10 if it is still open."
    )


def test_steps_of_both_clocks_at_once_are_one_message_a_person(office: Office) -> None:
    office.at("wed 09:00")
    office.asks("lin", "huaxing", "rd_clarification", "P1", SPEC, number=40)
    office.sleeps_to("thu 10:00")
    told = office.heard()
    assert sorted(each.to for each in told) == ["#huaxing", "#rd-queue", "he", "lin", "qian", "sun"]
    queue = next(each.text for each in told if each.to == "#rd-queue")
    assert "twice its time to be acknowledged" in queue
    assert "To resolve it, 9 h of 8 h is used" in queue


def test_a_vacant_sponsor_falls_through_to_the_head_of_sales(office: Office) -> None:
    office.at("wed 14:05")
    office.asks("zhao", "acme", "reception", "P1", "board visits HQ", number=42)
    office.at("wed 15:35")
    told = [each for each in office.heard() if each.to == "qian"]
    assert len(told) == 1
    assert {"audience": "sponsor", "why": "vacant", "falls_to": "head_of_sales"} in office.holes(42, "acknowledge")


def test_who_is_away_is_heard_by_the_deputy(office: Office) -> None:
    office.at("wed 12:00")
    office.away("luo", "fri 00:00", "xu")
    office.at("wed 14:05")
    office.asks("zhao", "acme", "reception", "P1", "board visits HQ", number=42)
    office.at("wed 14:50")
    office.heard()
    office.at("wed 15:05")
    assert {each.to for each in office.heard()} == {"#reception-queue", "xu", "zhao", "#acme"}


def test_who_is_away_without_a_deputy_is_a_hole(office: Office) -> None:
    office.at("wed 12:00")
    office.away("luo", "fri 00:00", None)
    office.at("wed 14:05")
    office.asks("zhao", "acme", "reception", "P1", "board visits HQ", number=42)
    office.at("wed 14:50")
    assert {each.to for each in office.heard()} == {"#reception-queue", "zhao"}
    assert {"audience": "lead", "why": "away", "falls_to": "requester"} in office.holes(42, "acknowledge")


def test_an_unreachable_lead_is_a_hole(office: Office) -> None:
    office.change(Conversation, office.id["in:he"], gone=True)
    r40(office)
    office.at("wed 16:40")
    assert {"audience": "lead", "why": "unreachable", "falls_to": "requester"} in office.holes(40, "resolve")


def test_a_vacant_lead_is_the_parents_manager(office: Office) -> None:
    office.change(OrgUnit, office.id["rd"], lead_id=None)
    office.change(OrgUnit, office.id["company"], manager_id=office.id["gao"])
    r40(office)
    office.at("wed 16:40")
    assert {each.to for each in office.heard()} == {"tang", "gao"}


def test_no_head_of_sales_means_the_administrators(office: Office) -> None:
    office.change(Company, 1, head_of_sales_id=None)
    climbed(office, "fri 09:40")
    assert "deng" in {each.to for each in office.heard()}


def test_an_outsiders_channel_hears_no_breach(office: Office) -> None:
    office.change(Conversation, office.id["in:#huaxing"], outsiders=True)
    climbed(office, "thu 09:40")
    office.hears("tang", "he", "lin")


def test_due_at_closing_on_friday_is_told_on_monday(office: Office) -> None:
    """Due at 18:00 on Friday, stopped at 9:00 on Monday, is met, and nobody hears of a breach on Friday night."""
    office.at("thu 18:00")
    office.asks("lin", "huaxing", "rd_clarification", "P1", SPEC, number=40)
    office.says("tang", "ack", 40)
    office.at("2026-11-29 23:00")
    assert not [each for each in office.heard() if "past its time" in each.text]
    office.now = at("2026-11-30 09:00")
    office.says("tang", "resolve", 40)
    assert office.clock(40, "resolve").met is True


def test_pings_wait_for_the_readers_working_hours(office: Office) -> None:
    """The sponsor has no department: Mon-Fri 9-18. The department works on until 21:00."""

    office.calendar = weekly("Asia/Shanghai", dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), ("09:00-21:00",)))
    office.at("wed 07:30")
    office.now = at("wed 09:00")
    office.asks("lin", "huaxing", "rd_clarification", "P1", SPEC, number=40)
    office.says("tang", "ack", 40)
    office.at("wed 20:00")
    told = {each.to: each.due_at for each in office.heard() if each.text.startswith("⛔")}
    assert told["lin"] == at("wed 17:00")
    office.at("wed 21:00")
    told = {each.to: each.due_at for each in office.heard() if each.text.startswith("⛔")}
    assert not told or min(told.values()) >= at("thu 09:00")


def test_what_was_acknowledged_meanwhile_is_not_sent_as_news(office: Office) -> None:
    """traps.md 22: the 75 % message waits in the outbox while somebody acknowledges."""
    office.at("wed 09:00")
    office.asks("lin", "huaxing", "rd_clarification", "P1", SPEC, number=40)
    office.at("wed 09:45")
    before = office._write(office._queued)
    office.says("tang", "ack", 40)
    assert not any(each.news for each in office.heard() if each.text.startswith("⏰"))
    assert len(before) > 0
    office.at("wed 12:00")
    assert [each for each in office.heard() if "acknowledge" in each.text] == []


def test_reopening_fires_no_step_that_fired_before(office: Office) -> None:
    climbed(office, "wed 16:40")
    office.says("tang", "resolve", 40)
    office.heard()
    office.at("thu 09:10")
    office.says("lin", "reopen", 40, why="letter unsigned")
    office.heard()
    office.at("thu 09:49")
    assert office.heard() == []
    office.at("thu 11:30")
    assert next(each for each in office.heard() if each.to == "lin").text.startswith("⛔ R40 is past its time")


def test_a_retarget_tells_only_the_highest_step_then_due(office: Office) -> None:
    office.at("wed 09:40")
    office.asks("lin", "huaxing", "rd_clarification", "P2", SPEC, number=40)
    office.says("tang", "ack", 40)
    office.at("wed 17:40")
    office.heard()
    office.says("he", "priority", 40, priority="P1")
    office.at("wed 17:41")
    assert office.steps(40, "resolve") == [(50, 0, False), (75, 0, True)]
    assert HOURS.is_open(office.now)


def test_a_breach_counts_once_in_the_quarter(office: Office) -> None:
    climbed(office, "fri 09:40")
    office.says("tang", "resolve", 40)
    office.at("fri 10:00")
    office.says("lin", "reopen", 40, why="letter unsigned")
    office.says("tang", "resolve", 40)
    (row,) = office.served()
    assert (row.met, row.ended, row.ack_met, row.ack_ended) == (0, 1, 1, 1)
