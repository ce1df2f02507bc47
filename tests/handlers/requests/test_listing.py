"""/requests: what is open, as each may see it; one condition in SQL for what the permission table says."""

from __future__ import annotations

import pytest

from handlers.context import Context
from handlers.permissions import May, allowed
from handlers.relations import relations
from handlers.requests.listing import eyes_of
from storage.database import Unit
from storage.find import company
from storage.find import requests as find
from storage.find.requests import Which
from storage.tables.requests import Request
from tests.handlers.requests.desk import a_desk, away, member
from tests.world import Answer, World
from tests.world.company import CAST


def a_morning() -> World:
    """R40 of Huaxing Rail with R&D, R41 of Acme Ports with Reception, R42 of Acme Ports with R&D."""
    world = a_desk(last=39).at("wed 09:40")
    world.ann.says("/ask Huaxing rd_clarification P1 rail spec 4.2")
    world.ann.says("/ask Acme reception P2 visitors in May")
    world.bo.says("/ask Acme rd_lab P3 lab trial of the gate")
    return world


def rows_of(answer: Answer) -> list[str]:
    """The lines of the table, without the mark of one's own row."""
    lines = [" ".join(line.removeprefix("›").split()) for line in answer.text.split("\n")]
    return [line for line in lines if line.split()[:1] and line.split()[0] in "●◐○–" and line.split()[1][0] == "R"]


def test_an_accounts_requests_say_when_and_whose_turn() -> None:
    with a_morning() as world:
        world.xu.says("/wait 41 how many guests?")
        answer = world.ann.says("/requests Acme")
        assert answer.first == "Acme Ports: 2 open requests"
        assert rows_of(answer) == [
            "– R41 clock stopped you Acme Ports, reception P2",
            "● R42 seen by Thu 26 Nov 09:40 R&D Acme Ports, lab trial P3",
        ]
        assert answer.buttons == ["Open R41"]


def test_a_departments_requests_with_marks() -> None:
    with a_morning() as world:
        world.ray.says("/take 40")
        world.at("wed 16:40")
        assert rows_of(world.lee.says("/requests R&D"))[0] == (
            "◐ R40 due Thu 26 Nov 09:40 Tang Wei Huaxing Rail, technical clarification P1"
        )
        world.ray.says("/still 40")
        world.at("thu 10:00")
        assert rows_of(world.lee.says("/requests R&D"))[0].startswith("○ R40 late since 09:40 Tang Wei")


def test_mine_are_those_i_asked_own_hold_or_follow() -> None:
    with a_morning() as world:
        world.ray.says("/take 40")
        assert len(rows_of(world.ann.says("/requests mine"))) == 2
        assert [row.split()[1] for row in rows_of(world.ray.says("/requests"))] == ["R40"]
        world.bo.says("/watch 41")
        assert [row.split()[1] for row in rows_of(world.bo.says("/requests mine"))] == ["R41", "R42"]


def test_in_a_channel_the_place_says_which() -> None:
    with a_morning() as world:
        assert world.ann.says("/requests", world.channel("Acme")).first == "Acme Ports: 2 open requests"
        assert world.ray.says("/requests", world.channel("R&D")).first == "R&D: 2 open requests"


def test_a_row_opens_the_card() -> None:
    with a_morning() as world:
        opened = world.ann.presses(world.ann.says("/requests Huaxing"), "R40")
        assert opened.first == "R40 · Technical clarification · P1 · Huaxing Rail"


def test_who_is_done_disappears() -> None:
    with a_morning() as world:
        world.ray.says("/resolve 40 it holds")
        answer = world.ann.says("/requests Huaxing")
        assert answer.text == "No requests open at Huaxing Rail.\n[Ask for support]"
        assert world.ann.presses(answer, "Ask for support").form.command == "ask"


def test_nothing_of_mine_is_one_sentence_and_one_action() -> None:
    with a_desk() as world:
        answer = world.ann.says("/requests")
        assert answer.text == "No request waits for you, and you wait for none.\n[Ask for support]"


def test_the_list_has_pages() -> None:
    with a_desk(last=0) as world:
        for number, words in enumerate(
            ["amber", "birch", "cedar", "dogwood", "elm", "fir", "gorse", "hazel", "ivy", "juniper", "kauri", "larch"]
        ):
            world.ann.says(f"/ask Acme reception {words} {number * 1111}")
        first = world.ann.says("/requests Acme")
        assert first.first == "Acme Ports: 12 open requests"
        second = world.ann.presses(first, "Next")
        assert [row.split()[1] for row in rows_of(second)] == [
            "R11",
            "R12",
        ]
        assert second.buttons == []


def test_who_may_see_nothing_sees_nothing() -> None:
    with a_morning() as world:
        for line in ("/requests Acme", "/requests R&D", "/requests mine"):
            answer = world.zoe.says(line)
            assert "R4" not in answer.text


@pytest.mark.parametrize("who", [*sorted(CAST), "luo", "xu"])
def test_the_condition_of_the_lists_equals_the_permission_table(who: str) -> None:
    with a_morning() as world:
        away(world, "luo", "2026-11-28", "zoe")
        world.ann.says("/add 41 @cy")

        def both(unit: Unit) -> tuple[list[int], list[int]]:
            asker = company.the_member(unit, member(world, who))
            ctx = Context(unit, company.the_company(unit), asker, world.now)
            every = [request for number in (40, 41, 42) if (request := find.request_numbered(unit, number))]
            seen = [each.number for each in every if _sees(each, ctx)]
            return seen, [each.number for each in find.open_page(unit, Which(), eyes_of(ctx), 0, 10)]

        table, listed = world.read(both)
        assert listed == table


def _sees(request: Request, ctx: Context) -> bool:
    return allowed(May.SEE_REQUEST, relations(request, ctx))
