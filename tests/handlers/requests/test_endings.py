"""What nobody ends (domain.md 6 "What nobody ends"; voice.md conversation 6)."""

from __future__ import annotations

import pytest

from scoring.terms import RequestState
from storage.database import Database
from tests.handlers.requests.office import Office


@pytest.fixture
def office(database: Database) -> Office:
    return Office(database)


def waits(office: Office) -> None:
    office.at("mon 14:00")
    office.asks("song", "lanhai", "reception", "P2", "board visits", number=37)
    office.at("tue 10:00")
    office.says("xu", "wait", 37, why="how many guests?")
    office.heard()


def test_waiting_is_reminded_of_once(office: Office) -> None:
    waits(office)
    office.at("wed 09:59")
    assert office.heard() == []
    office.at("wed 10:00")
    assert office.hears("song")["song"] == (
        "R37 has waited for you for a working day. Without an answer it closes on Tue 8 Dec.\n[Answer] [Cancel R37]"
    )
    office.at("2026-12-07 18:00")
    assert office.heard() == []


def test_in_chinese(office: Office) -> None:
    waits(office)
    office.at("wed 10:00")
    assert office.hears("song", language="zh_Hans")["song"] == (
        "R37 等了你一个工作日，不补充的话12月8日周二自动关闭。\n[回复] [撤回 R37]"
    )


def test_after_ten_working_days_it_is_withdrawn_with_notice(office: Office) -> None:
    waits(office)
    office.at("2026-12-08 10:00")
    assert office.request(37).state == RequestState.WITHDRAWN
    assert office.heard()[-1].text == (
        "R37 is closed as withdrawn: 10 working days without an answer.\n[Reopen] [Open R37]"
    )
    (row,) = office.served()
    assert (row.ended, row.ack_met, row.ack_ended) == (0, 0, 1), "it was acknowledged too late, before it waited"


def test_an_answer_ends_the_reminders(office: Office) -> None:
    waits(office)
    office.says("song", "answer", 37, words="14")
    office.at("2026-12-08 18:00")
    assert office.request(37).state != RequestState.WITHDRAWN


def test_a_withdrawn_one_goes_on_when_it_is_reopened(office: Office) -> None:
    waits(office)
    office.at("2026-12-08 10:00")
    used = office.clock(37, "resolve").used_us
    office.says("song", "reopen", 37, why="14 guests")
    assert office.clock(37, "resolve").state == "running"
    assert office.clock(37, "resolve").used_us == used


def test_unrated_for_five_days_it_is_closed(office: Office) -> None:
    waits(office)
    office.says("song", "answer", 37, words="14")
    office.says("xu", "resolve", 37, note="all set")
    office.heard()
    office.at("2026-11-29 09:59")
    assert office.request(37).state == RequestState.RESOLVED
    office.at("2026-11-29 10:00")
    assert office.request(37).state == RequestState.CLOSED
    assert office.heard() == []
