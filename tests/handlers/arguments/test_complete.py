"""Candidates, parts and what is understood so far, while one types (voice.md 5.3)."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.words.reader import Reader
from bot.words.say import plain
from handlers.arguments import complete as completion
from handlers.arguments import words
from handlers.arguments.complete import Completion
from scoring.terms import Language
from tests.handlers.arguments import grammar as g
from tests.handlers.arguments.desk import Desk

HOUSE = {each.word: each for each in (g.WIN, g.LOG, g.ASK, g.SCORE, g.STANDINGS, g.ACK, g.AWAY, g.EVENTS)}
READER = Reader(Language.EN, ZoneInfo("Asia/Shanghai"), datetime(2026, 11, 25, 2, 14, tzinfo=UTC))


@pytest.fixture(autouse=True)
def house(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "every", lambda: HOUSE)
    monkeypatch.setattr(completion, "every", lambda: HOUSE)


def at(desk: Desk, line: str) -> Completion:
    return completion.complete(line, len(line), desk.ctx)


def inserts(desk: Desk, line: str) -> list[str]:
    return [each.insert for each in at(desk, line).candidates]


def understood(desk: Desk, line: str) -> str:
    return " · ".join(plain(each, READER) for each in at(desk, line).understood)


def test_commands_come_first(desk: Desk) -> None:
    assert inserts(desk, "/s") == ["/score ", "/standings ", "/ask ", "/events "]
    assert inserts(desk, "/") == sorted(f"/{word} " for word in HOUSE)
    assert inserts(desk, "/win") == ["/win "]


@pytest.mark.parametrize("typed", ["hua", "华", "華星", "hx", "huaxingg"])
def test_then_accounts_in_any_script(typed: str, desk: Desk) -> None:
    (label, *_) = [plain(each.label, READER) for each in at(desk, f"/win {typed}").candidates]
    assert label == "Huaxing Rail"


def test_ones_accounts_stand_there_before_anything_is_typed(desk: Desk) -> None:
    assert inserts(desk, "/win ")[:2] == ["Huaxing Rail ", "Acme Ports "]


def test_kinds_in_three_languages_and_pinyin(desk: Desk) -> None:
    assert inserts(desk, "/ask Huaxing rd_cl") == ["rd_clarification "]
    assert inserts(desk, "/log Huaxing exec") == ["exec_meeting "]
    assert inserts(desk, "/log 华星 高") == ["高层拜访 "]
    assert inserts(desk, "/log 華星 實驗") == ["实验局 "]
    assert inserts(desk, "/log huaxing gaoc") == ["exec_meeting "]


def test_people_priorities_departments_and_days(desk: Desk) -> None:
    assert inserts(desk, "/log Huaxing site_visit with @che") == ["@chen ", "@chenli "]
    assert inserts(desk, "/log Huaxing site_visit with 吴") == ["@wu "]
    assert inserts(desk, "/ask Huaxing bid P")[:3] == ["P1 ", "P2 ", "P3 "]
    assert inserts(desk, "/ask Huaxing other to=rec") == ["reception "]
    assert inserts(desk, "/log Huaxing site_visit on y") == ["yesterday "]
    assert inserts(desk, "/ack 40 to") == ["today ", "tomorrow "]


def test_marks_are_offered_as_they_are_begun(desk: Desk) -> None:
    assert "with " in inserts(desk, "/log Huaxing site_visit wi")


def test_what_is_understood_so_far(desk: Desk) -> None:
    assert understood(desk, "/win Huaxing 2.5M Signalling") == "order · Huaxing Rail · ¥2,500,000 · today"
    assert understood(desk, "/log 华星 高层拜访 with @chen") == "executive meeting · Huaxing Rail · Chen Bo · today"
    assert understood(desk, "/ack R40 fri") == "R40 · Fri 27 Nov"


def test_the_part_that_is_being_typed_is_marked(desk: Desk) -> None:
    spots = {spot.name: spot.state for spot in at(desk, "/ask Huaxing rd_cl").spots}
    assert spots == {"account": "done", "kind": "current", "priority": "open", "to": "open", "words": "open"}


def test_a_candidate_replaces_what_is_typed_of_it(desk: Desk) -> None:
    line = "/log Huaxing site_visit with @che"
    assert line[: at(desk, line).start] + "@chen " == "/log Huaxing site_visit with @chen "


def test_at_most_eight_and_never_a_mistake(desk: Desk) -> None:
    for line in (
        "",
        "/",
        "🙂",
        "/win \u200b",
        "/win 华",
        "/log Huaxing order ?",
        "/win Huaxing 250",
        "x" * 13_000,
        "/win -- ",
    ):
        assert len(at(desk, line).candidates) <= 8
