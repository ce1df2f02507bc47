"""The weekly digest: one page on the manager's Monday, the one thing first (domain.md 7, conversation 14)."""

from __future__ import annotations

import pytest

from scoring.terms import Language, Role, UnitKind
from storage import rows
from storage.database import Unit
from storage.find import company
from storage.tables.company import OrgUnit
from tests.handlers.coaching.week import a_week
from tests.world import a_company
from tests.world.listening import Heard
from tests.world.people import Person


def digests(person: Person) -> Heard:
    return Heard(message for message in person.hears() if "talks worth having" in message.text)


def test_it_comes_on_monday_at_nine_once() -> None:
    with a_week() as world:
        world.at("2026-11-30 08:59")
        assert not digests(world.mia)
        world.at("2026-11-30 09:01")
        message = digests(world.mia).last
        assert message.at.astimezone(message.reader.zone).strftime("%a %H:%M") == "Mon 09:00"
        world.at("2026-12-06 23:00")
        assert len(digests(world.mia)) == 1


def test_the_page() -> None:
    with a_week() as world:
        world.at("2026-11-30 09:01")
        page = digests(world.mia).last.text.split("\n")
        assert page[:3] == [
            "Your Monday, 30 Nov (day 61 of 92)",
            "First: Lanhai is one day of DSO away from grade B.",
            "⛔ DSO 91, at most 90: capped at 60.00; passed, it would be 84.97",
        ]
        assert any(line.endswith("Lanhai: gate failed, DSO 91") for line in page)
        assert any(line.endswith("ACME: gate open, key events 0% of 80%") for line in page)
        assert any(line.endswith("Bare: no plan signed") for line in page)
        headings = ["To applaud", "Who waits for whom", "Slipping and silent", "Three talks worth having"]
        assert [line for line in page if line in headings] == headings
        assert "👏 Ann, Bo: order ¥2.5M, ACME" in page
        assert "R&D: R1, ACME, has used 40 h of 8 h; nobody has it yet" in page
        assert "Cy in nothing at ACME for 60 days" in page
        assert "ACME silent for 7 days" in page


def test_a_late_request_that_was_resolved_this_week_is_said_once() -> None:
    with a_week() as world:
        world.at("fri 16:00").lee.says("resolve R1 150 ms holds")
        world.at("2026-11-30 09:01")
        page = digests(world.mia).last.text.split("\n")
        assert [line for line in page if "R1" in line] == ["R&D: R1, ACME, took 38 h of 8 h"]
        world.at("2026-12-07 09:01")
        assert not any("R1, ACME" in line for line in digests(world.mia).last.text.split("\n"))


def test_what_was_confirmed_last_monday_at_ten_is_in_this_week() -> None:
    with a_week() as world:
        world.at("2026-11-30 09:01")
        assert "order ¥2.5M" in digests(world.mia).last.text
        world.at("2026-12-07 09:01")
        assert "order" not in digests(world.mia).last.text


def test_each_manager_gets_it_on_their_own_monday() -> None:
    with a_week().with_person("mia", Role.MANAGER, timezone="America/New_York") as world:
        world.at("2026-11-30 18:00")
        assert not digests(world.mia)
        world.at("2026-11-30 22:01")
        message = digests(world.mia).last
        assert message.at.astimezone(message.reader.zone).strftime("%a %H:%M") == "Mon 09:00"


def test_a_late_one_says_so_first() -> None:
    with a_week() as world:
        world.at("2026-11-29 18:00").sleeps("40h").settles()
        assert digests(world.mia).last.text.startswith("For Mon 30 Nov, sent Tue: I was down.\nYour Tuesday, 1 Dec")


def test_who_has_no_accounts_is_told_so() -> None:
    with a_company() as world:
        assert world.mia.says("digest").text.startswith("No accounts are yours to look after yet.")


def test_a_member_may_not_ask_for_one() -> None:
    with a_week() as world:
        answers = [world.person(who).says("digest") for who in ("ann", "zoe", "ray")]
        assert [answer.refused for answer in answers] == [True] * 3
        assert len({answer.text for answer in answers}) == 1


def test_a_manager_asks_for_it_any_day_and_only_they_see_it() -> None:
    with a_week() as world:
        answer = world.mia.says("digest", world.channel("ACME"))
        assert answer.reply.private
        assert answer.first == "Your Wednesday, 25 Nov (day 56 of 92)"


def test_a_sponsor_reads_of_their_accounts_alone() -> None:
    with a_week().with_account("Coda", sponsor="sue") as world:
        world.ann.says("win Coda 3M lot 1")
        world.bo.says("confirm 12")
        page = world.sue.says("digest").text
        assert "👏 Ann: order ¥3M, Coda" in page
        assert "¥2.5M" not in page
        assert "Lanhai" not in page


def test_amounts_are_for_who_may_see_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever gets a digest may see the money of its accounts today; should that change, the words go without."""
    monkeypatch.setattr("handlers.coaching.portfolio.sees_money", lambda account, ctx: False)
    with a_week() as world:
        page = world.mia.says("digest").text
        assert "👏 Ann, Bo: order, ACME" in page
        assert "¥" not in page


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            Language.ZH_HANS,
            (
                "首先：Lanhai 的周转天数再降1天，就到 B 级。",
                "Lanhai：门槛未过，周转天数91",
                "ACME：门槛未定，关键事件0%（≥80%）",
                "R&D：R1（ACME）用了40小时1分，时限8小时，还没人接",
                "Cy 已有60天没参与 ACME 的事",
                "值得谈的三次话",
                "1 Ann，Lanhai。周转天数一周 94 → 91，怎么到90？",
            ),
        ),
        (
            Language.ZH_HANT,
            (
                "首先：Lanhai 的週轉天數再降1天，就到 B 級。",
                "Lanhai：門檻未過，週轉天數91",
                "ACME：門檻未定，關鍵事件0%（≥80%）",
                "R&D：R1（ACME）用了40小時1分，時限8小時，還沒有人接",
                "逾期與沒動靜",
                "值得談的三次話",
                "1 Ann，Lanhai。週轉天數一週 94 → 91，怎麼到90？",
            ),
        ),
    ],
)
def test_it_is_written_in_chinese(language: Language, lines: tuple[str, ...]) -> None:
    with a_week().with_person("mia", Role.MANAGER, language=language) as world:
        world.at("2026-11-30 09:01")
        page = world.mia.says("digest").text
        assert [line for line in lines if line not in page] == []


def test_several_gates_are_counted() -> None:
    with a_week() as world:
        world.ann.says("log Lanhai satisfaction 79 on 2026-11-25")
        assert "First: Lanhai is 2 gates away from grade B." in world.mia.says("digest").text


def test_without_a_failed_gate_the_deepest_fall_comes_first() -> None:
    with a_company().with_account("ACME") as world:
        world.ann.says("log ACME satisfaction 90")
        world.at("2026-11-29 12:00").ann.says("log ACME satisfaction 80")
        world.at("2026-11-30 09:01")
        assert world.mia.says("digest").text.split("\n")[1].startswith("First: ACME moved −")


def test_a_company_without_regions_breaks_nothing() -> None:
    def nobody(unit: Unit) -> None:
        for each in company.units(unit, UnitKind.REGION):
            rows.change(unit, OrgUnit, each.id, manager_id=None)

    with a_company().with_account("ACME") as world:
        world.write(nobody)
        world.at("2026-11-30 09:01")
        assert not digests(world.mia)


def test_one_page_stays_within_its_length() -> None:
    with a_week() as it:
        it.at("2026-11-30 09:01")
        assert len(digests(it.mia).last.text.split("\n")) <= 45
