"""A request's life, as those who live it read it (domain.md 6; voice.md conversations 5, 6, 8)."""

from __future__ import annotations

from datetime import date

import pytest

from scoring.terms import Priority, RequestState
from storage.database import Database
from storage.tables.events import Fact
from storage.tables.requests import HolderSegment, Remark
from tests.handlers.requests.office import SHANGHAI, Office, at

SPEC = "Rail spec 4.2: rival claims 200 ms, can we state 150 ms?"
WED, THU, FRI = (date(2026, 11, day) for day in (25, 26, 27))


@pytest.fixture
def office(database: Database) -> Office:
    return Office(database)


def r37(office: Office) -> None:
    """R37: reception P2 for Lanhai Bank, asked Mon 14:00, Xu Fei asks back on Tue 10:00."""
    office.at("mon 14:00")
    office.asks("song", "lanhai", "reception", "P2", "board visits", number=37)
    office.at("mon 14:10")
    office.says("xu", "take", 37)
    office.at("tue 10:00")
    office.heard()
    office.says("xu", "wait", 37, why="how many guests, any vegetarians?")


def r38(office: Office) -> str:
    """R38: lab trial P2 for Huaxing Rail, asked Tue 16:20 by Chen Bo, declined Wed 10:30 by Tang Wei."""
    office.at("tue 16:20")
    office.asks("chen", "huaxing", "rd_lab", "P2", "lab trial", number=38)
    office.at("wed 10:30")
    office.heard()
    return office.says("tang", "decline", 38, why="rig booked till 15 Dec")


def r40(office: Office) -> None:
    office.at("wed 09:40")
    office.asks("lin", "huaxing", "rd_clarification", "P1", SPEC, number=40)
    office.at("wed 09:52")
    office.says("tang", "ack", 40, day=WED)


def r42(office: Office) -> None:
    office.at("wed 12:00")
    office.away("luo", "fri 00:00", "xu")
    office.at("wed 14:05")
    office.asks("zhao", "acme", "reception", "P1", "board visits HQ on Fri 4 Dec, 14 guests", number=42)
    office.at("wed 14:17")


class TestAcknowledging:
    """Conversation 5."""

    def test_the_day_is_asked_by_buttons(self, office: Office) -> None:
        r42(office)
        assert office.says("xu", "ack when", 42) == (
            "R42: by which day?\n[Today] [Thu 26 Nov] [Fri 27 Nov] ⋯ [Another day]"
        )
        assert office.request(42).state == RequestState.OPEN

    def test_a_day_after_the_target_is_asked_about(self, office: Office) -> None:
        r42(office)
        assert office.says("xu", "ack", 42, day=FRI) == (
            "Fri 27 Nov is after the target (Thu 26 Nov 14:05); Zhao Ning will see both.\n[Thu 26 Nov] [Keep Fri]"
        )
        assert office.request(42).state == RequestState.OPEN

    def test_a_day_after_the_target_in_chinese(self, office: Office) -> None:
        r42(office)
        assert office.says("xu", "ack", 42, language="zh_Hans", day=FRI) == (
            "11月27日周五晚于时限（周四 14:05），赵宁两个都看得到。\n[改周四] [就周五]"
        )

    def test_the_stand_in_acknowledges_for_the_lead(self, office: Office) -> None:
        r42(office)
        assert office.says("xu", "ack", 42, day=THU) == (
            "👀 R42 acknowledged after 12 min (target 1 h). "
            "Zhao Ning sees: expected Thu 26 Nov, Xu Fei for Luo Qin.\n[Start] [Ask back]"
        )

    def test_in_chinese(self, office: Office) -> None:
        r42(office)
        assert office.says("xu", "ack", 42, language="zh_Hans", day=THU) == (
            "👀 R42 已响应，用时12分钟（时限1小时）。 赵宁看到：许飞代罗琴，承诺周四答复。\n[开始办] [请对方补充]"
        )

    def test_the_late_day_is_kept_when_said_again(self, office: Office) -> None:
        r42(office)
        office.says("xu", "ack", 42, again=True, day=FRI)
        assert office.request(42).promised_day == FRI

    def test_without_a_day_the_due_day_is_promised(self, office: Office) -> None:
        r42(office)
        office.says("xu", "ack", 42)
        assert office.request(42).promised_day == THU
        assert office.clock(42, "acknowledge").met is True

    def test_a_second_press_changes_nothing(self, office: Office) -> None:
        r40(office)
        assert office.says("tang", "ack", 40) == (
            "R40 needs no acknowledgement now; Tang Wei has it, due Thu 26 Nov 09:40.\n[Open R40]"
        )

    def test_a_new_day_is_a_new_promise(self, office: Office) -> None:
        r40(office)
        assert office.says("tang", "ack", 40, day=THU).startswith(
            "👀 R40 has a new day. Lin Yue sees: expected Thu 26 Nov"
        )
        assert office.request(40).promised_day == THU


class TestAskingBack:
    """Conversation 6."""

    def test_the_requester_hears_whose_turn_it_is(self, office: Office) -> None:
        r37(office)
        assert office.hears("song")["song"] == (
            "⏳ R37: your turn. Xu Fei asks: “how many guests, any vegetarians?” "
            "The clock stopped at 5 of 16 working hours. Reply here and it runs again.\n[Answer]"
        )

    def test_in_chinese(self, office: Office) -> None:
        r37(office)
        assert office.hears("song", language="zh_Hans")["song"] == (
            "⏳ R37 轮到你了。 许飞问：“how many guests, any vegetarians?”"
            "已停表（用了5/16工作小时），直接回复就继续计时。\n[回复]"
        )

    def test_a_reply_ends_the_waiting(self, office: Office) -> None:
        r37(office)
        office.at("wed 11:30")
        office.heard()
        assert office.says("song", "answer", 37, words="14, two vegetarians") == (
            "Passed to Xu Fei. Due Thu 26 Nov 15:30: 11 of 16 hours left, "
            "your 9 h 30 min of waiting credited.\n[Open R37]"
        )
        assert office.hears("xu")["xu"].startswith(
            "R37: Song Jia answers: “14, two vegetarians” Due Thu 26 Nov 15:30"
        )

    def test_a_reply_in_chinese(self, office: Office) -> None:
        r37(office)
        office.at("wed 11:30")
        said = office.says("song", "answer", 37, language="zh_Hans", words="14位，两位吃素")
        assert said.startswith("已转给许飞。 时限11月26日周四 15:30：还剩11/16小时，停表9小时30分已扣除。")

    def test_the_time_is_booked_on_who_holds_it(self, office: Office) -> None:
        r37(office)
        office.at("wed 11:30")
        office.says("song", "answer", 37, words="14")
        held = [(each.holder, each.member_id) for each in office.all(HolderSegment)]
        xu, song = office.id["xu"], office.id["song"]
        assert held == [("queue", None), ("owner", xu), ("requester", song), ("owner", xu)]
        assert [each.to_at is None for each in office.all(HolderSegment)] == [False, False, False, True]

    def test_thanks_after_the_end_reopen_nothing(self, office: Office) -> None:
        r40(office)
        office.says("tang", "resolve", 40, note="150 ms holds")
        office.says("lin", "answer", 40, words="thanks")
        assert office.request(40).state == RequestState.RESOLVED

    def test_an_answer_of_the_department_resolves(self, office: Office) -> None:
        r40(office)
        office.says("tang", "answer", 40, words="150 ms holds")
        assert office.request(40).state == RequestState.RESOLVED

    def test_nothing_waits_nothing_resumes(self, office: Office) -> None:
        r40(office)
        office.says("tang", "start", 40)
        assert office.says("tang", "resume", 40) == (
            "R40 isn't waiting; Tang Wei is on it, due Thu 26 Nov 09:40.\n[Open R40]"
        )
        assert office.says("tang", "resume", 40, language="zh_Hans") == (
            "R40 没有停表，唐薇在办，时限11月26日周四 09:40。\n[看 R40]"
        )


class TestDeclining:
    """Conversation 8."""

    def test_a_no_is_seen(self, office: Office) -> None:
        assert r38(office) == (
            "R38 declined. He Rui looks at it; Chen Bo sees your reason. "
            "It counts in the decline rate, not as resolved.\n[Open R38]"
        )
        heard = office.hears("chen", "he")
        assert heard["chen"] == (
            "R38 was declined by Tang Wei: “rig booked till 15 Dec”. He Rui looks at it now.\n[Open R38]"
        )
        assert heard["he"] == (
            "R38 was declined: your look. Chen Bo asked for a lab trial at Huaxing Rail; "
            "Tang Wei: “rig booked till 15 Dec”.\n[It stands] [Reopen] [Offer another day]"
        )

    def test_in_chinese(self, office: Office) -> None:
        r38(office)
        heard = office.hears("chen", "he", language="zh_Hans")
        assert heard["chen"] == "唐薇回绝了 R38： “rig booked till 15 Dec”，何睿在复核。\n[看 R38]"
        assert heard["he"].startswith(
            "R38 已回绝，请你看一下。 陈博为华星轨道求助实验局，唐薇：“rig booked till 15 Dec”。"
        )

    def test_the_lead_reopens_it(self, office: Office) -> None:
        r38(office)
        office.at("wed 11:10")
        office.heard()
        office.says("he", "reopen", 38, why="night shift 1 Dec")
        heard = office.hears("chen", "tang")
        assert heard["chen"] == (
            "R38 is on again: He Rui, “night shift 1 Dec”. Due Tue 1 Dec 17:00 (3 h 10 min of 5 d used).\n[Open R38]"
        )

    def test_reopened_in_chinese(self, office: Office) -> None:
        r38(office)
        office.at("wed 11:10")
        office.heard()
        office.says("he", "reopen", 38, why="12月1日夜班")
        assert office.hears("chen", "tang", language="zh_Hans")["chen"] == (
            "R38 已重启： 何睿，“12月1日夜班”。时限12月1日周二 17:00（已用3小时10分，共5天）。\n[看 R38]"
        )

    def test_the_lead_offers_another_day(self, office: Office) -> None:
        r38(office)
        office.heard()
        office.says("he", "offer", 38, day=date(2026, 12, 1))
        assert "He Rui, expected Tue 1 Dec." in office.hears("chen", "tang")["chen"]

    def test_it_stands(self, office: Office) -> None:
        r38(office)
        office.heard()
        assert office.upholds("he", 38).startswith("R38 stays declined. Chen Bo is told.")
        assert office.hears("chen")["chen"].startswith(
            "R38 stays declined: “rig booked till 15 Dec”. He Rui looked at it."
        )

    def test_the_requester_does_not_reopen_a_no(self, office: Office) -> None:
        r38(office)
        assert office.says("chen", "reopen", 38, why="please").startswith("Only the department's lead")
        assert office.request(38).state == RequestState.DECLINED

    def test_a_no_of_the_lead_is_seen_above(self, office: Office) -> None:
        office.at("tue 16:20")
        office.asks("chen", "huaxing", "rd_lab", "P2", "lab trial", number=38)
        office.says("he", "decline", 38, why="no rig")
        assert "sun" in {each.to for each in office.heard()}

    def test_it_counts_as_declined_and_not_as_resolved(self, office: Office) -> None:
        r38(office)
        (row,) = office.served()
        assert (row.declined, row.ended, row.ack_met, row.ack_ended) == (1, 0, 1, 1)
        office.says("he", "reopen", 38, why="night shift")
        (row,) = office.served()
        assert (row.declined, row.ended) == (0, 0)


class TestTheEnd:
    def test_who_asked_hears_the_answer(self, office: Office) -> None:
        r40(office)
        office.at("wed 16:45")
        office.heard()
        assert office.says("tang", "resolve", 40, note="150 ms holds, letter attached").startswith(
            "✅ R40 resolved in 6 h 5 min of 8 h. Lin Yue is asked whether it helped."
        )
        assert office.hears("lin")["lin"] == (
            "✅ R40 answered: “150 ms holds, letter attached” Tang Wei, in 6 h 5 min of 8 h. Did it help?\n"
            "[👍 It helped] [👎 Not yet]"
        )

    def test_a_good_rating_closes_it(self, office: Office) -> None:
        r40(office)
        office.says("tang", "resolve", 40)
        office.says("lin", "rate", 40, how="good")
        assert office.request(40).state == RequestState.CLOSED
        assert not office.request(40).open

    def test_a_bad_rating_reopens_it_from_the_time_used(self, office: Office) -> None:
        r40(office)
        office.at("wed 16:45")
        office.says("tang", "resolve", 40)
        office.heard()
        office.says("lin", "rate", 40, how="bad", why="letter unsigned")
        assert office.request(40).state == RequestState.IN_PROGRESS
        assert office.hears("tang")["tang"].startswith(
            "R40 is on again, your turn: Lin Yue, “letter unsigned”. Due Thu 26 Nov 09:40 (6 h 5 min of 8 h used)."
        )

    def test_the_requester_reopens_within_five_days(self, office: Office) -> None:
        r40(office)
        office.says("tang", "resolve", 40)
        office.says("lin", "rate", 40, how="good")
        office.at("2026-12-01 09:00")
        assert "five days" in office.says("lin", "reopen", 40, why="again")
        office.says("he", "reopen", 40, why="again")
        assert office.request(40).state == RequestState.IN_PROGRESS

    def test_a_cancelled_one_counts_nothing(self, office: Office) -> None:
        office.at("wed 09:40")
        office.asks("lin", "huaxing", "rd_clarification", "P1", SPEC, number=40)
        assert office.says("lin", "cancel", 40).startswith("R40 cancelled. Clocks end as they stood.")
        assert office.served() == []
        office.at("thu 18:00")
        assert office.heard() == []

    def test_a_cancelled_one_counts_where_it_had_breached(self, office: Office) -> None:
        office.at("wed 09:40")
        office.asks("lin", "huaxing", "rd_clarification", "P1", SPEC, number=40)
        office.at("wed 11:00")
        office.says("lin", "cancel", 40)
        (row,) = office.served()
        assert (row.ack_met, row.ack_ended, row.ended) == (0, 1, 0)

    def test_the_owner_hears_of_a_cancel(self, office: Office) -> None:
        r40(office)
        office.says("lin", "cancel", 40)
        assert office.hears("tang")["tang"].startswith("R40 was cancelled by Lin Yue.")


class TestHands:
    def test_the_new_owner_hears_it(self, office: Office) -> None:
        r40(office)
        office.says("he", "assign", 40, who=office.id["tang"])
        assert office.hears("tang")["tang"].startswith("R40 is yours now: He Rui handed it to you, for Huaxing Rail.")

    def test_only_the_department_gets_it(self, office: Office) -> None:
        r40(office)
        said = office.says("he", "assign", 40, who=office.id["zhao"])
        assert said.startswith("Zhao Ning isn't in R&D. R&D has He Rui or Tang Wei")
        assert office.request(40).owner_id == office.id["tang"]

    def test_taking_it_is_an_acknowledgement(self, office: Office) -> None:
        office.at("wed 09:40")
        office.asks("lin", "huaxing", "rd_clarification", "P1", SPEC, number=40)
        office.says("tang", "take", 40)
        assert office.clock(40, "acknowledge").state == "stopped"
        assert office.request(40).owner_id == office.id["tang"]

    def test_another_priority_moves_the_targets(self, office: Office) -> None:
        office.at("wed 09:40")
        office.asks("lin", "huaxing", "rd_clarification", "P2", SPEC, number=40)
        assert office.says("lin", "priority", 40, priority=Priority.P1) == (
            "R40 is P1 now. Acknowledge by 10:40, resolve by Thu 26 Nov 09:40.\n[Open R40]"
        )
        assert office.says("lin", "priority", 40, priority=Priority.P1).startswith("R40 is P1 already.")

    def test_somebody_above_asks_the_lead_in_one_press(self, office: Office) -> None:
        r40(office)
        office.says("sun", "message", 40, who=office.id["he"])
        assert office.hears("he")["he"].startswith("Sun Hao asks you about R40: Huaxing Rail, “Rail spec 4.2")

    def test_no_such_request(self, office: Office) -> None:
        assert office.says("tang", "start", 999) == "No request R999 that you can see.\n[My requests]"

    def test_everything_is_on_the_timeline_and_posted(self, office: Office) -> None:
        r40(office)
        office.says("tang", "start", 40)
        office.says("tang", "still", 40)
        assert [each.how for each in office.all(Remark)] == ["ack", "start", "still"]
        kinds = [each.kind for each in office.all(Fact)]
        assert kinds == ["request.asked", "request.ack", "request.start", "request.still"]


def test_the_week_is_in_shanghai() -> None:
    assert at("wed 09:40").astimezone(SHANGHAI).isoformat() == "2026-11-25T09:40:00+08:00"
