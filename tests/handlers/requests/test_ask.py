"""/ask: what is stored, who is rung, where the card stands, what is asked before it is sent."""

from __future__ import annotations

from scoring.terms import Function
from storage import rows
from storage.database import Unit
from storage.find import requests as find
from storage.tables.requests import Request, RequestClock
from storage.tables.standings import Served
from tests.handlers.requests.desk import BOARD, a_desk, put_on_duty
from tests.world import World


def the_request(world: World, number: int = 42) -> Request:
    found: Request | None = world.read(lambda unit: find.request_numbered(unit, number))
    assert found is not None
    return found


def all_of(world: World, model: type) -> list[object]:
    def work(unit: Unit) -> list[object]:
        return list(rows.many(unit, model, rows.table(model).select()))

    found: list[object] = world.read(work)
    return found


def test_the_policy_in_force_is_copied_and_both_clocks_run() -> None:
    with a_desk() as world:
        answer = world.at("wed 14:05").ann.says(f"/ask Acme reception P1 {BOARD}")
        request = the_request(world)
        assert answer.number == "R42"
        assert request.words == BOARD
        assert request.policy["targets"]["P1"] == {"acknowledge": 60, "resolve": 480}  # type: ignore[index]
        clocks = world.read(lambda unit: find.clocks_of(unit, request.id))
        assert [(each.state, each.target_us // 60_000_000) for each in clocks.values()] == [
            ("running", 60),
            ("running", 480),
        ]


def test_without_a_priority_it_is_p2() -> None:
    with a_desk() as world:
        world.ann.says("/ask Acme bid tender for the gate")
        assert the_request(world).priority == "P2"


def test_numbers_count_up() -> None:
    with a_desk(last=39) as world:
        answers = [world.ann.says(f"/ask Acme reception {words}") for words in ("visit in May", "hotel rooms")]
        assert [each.number for each in answers] == ["R40", "R41"]


def test_the_department_counts_it() -> None:
    with a_desk() as world:
        world.ann.says("/ask Acme reception visit")
        assert [each.requests for each in all_of(world, Served)] == [1]  # type: ignore[attr-defined]


def test_both_sides_get_the_card_and_the_queue_is_rung() -> None:
    with a_desk() as world:
        world.at("wed 14:05").ann.says(f"/ask Acme reception P1 {BOARD}")
        asking, doing = world.channel("Acme").hears(), world.channel("Reception").hears()
        assert asking.last.buttons == ["Add helper", "Cancel"]
        assert doing[0].buttons[:2] == ["Acknowledge", "Take it"]
        assert [message.rings for message in doing] == [False, True]
        assert doing.last.text.split("\n")[0] == (
            "R42: Reception's turn. Zhao Ning asks for Acme Ports: reception, P1, "
            "“board visits HQ on Fri 4 Dec, 14 guests”. Acknowledge by 15:05."
        )
        assert world.ann.hears().about("R42") == []


def test_who_is_on_duty_is_rung_in_person() -> None:
    with a_desk() as world:
        put_on_duty(world, "Reception", "xu")
        world.at("wed 14:05").ann.says("/ask Acme reception P1 visit")
        assert [message.rings for message in world.xu.hears()] == [False, True]
        assert world.channel("Reception").hears() == []


def test_without_a_channel_of_the_account_who_asks_gets_the_card() -> None:
    with a_desk().with_account("Lanhai", channel=False) as world:
        world.ann.says("/ask Lanhai reception visit")
        assert world.ann.hears().last.buttons == ["Add helper", "Cancel"]


def test_a_channel_with_people_from_outside_gets_no_card() -> None:
    with a_desk() as world:
        outside = world.with_channel("#acme-shared", "ann", outsiders=True, account="Acme").channel("#acme-shared")
        world.ann.says("/ask Acme reception visit")
        assert outside.hears() == []


def test_the_first_press_acknowledges() -> None:
    with a_desk() as world:
        world.at("wed 14:05").ann.says("/ask Acme reception P1 visit")
        asked = world.xu.presses(world.channel("Reception").hears()[0], "Acknowledge")
        assert asked.first == "R42: by which day?"


def test_much_the_same_is_shown_first() -> None:
    with a_desk() as world:
        world.at("wed 14:05").ann.says(f"/ask Acme reception P1 {BOARD}")
        again = world.at("15:00").bo.says("/ask Acme reception P2 Board visits HQ on Fri 4 Dec: 14 guests")
        assert again.refused
        assert again.first == (
            "Looks like R42 (reception, 14:05, Zhao Ning: “board visits HQ on Fri 4 Dec, 14 guests”), which is open. "
            "Not sent yet."
        )
        assert again.buttons == ["Open R42", "It is another"]
        assert world.bo.presses(again, "It is another").number == "R43"


def test_other_words_another_kind_or_another_day_are_sent() -> None:
    with a_desk() as world:
        world.at("wed 14:05").ann.says("/ask Acme reception P1 board visits HQ")
        assert world.ann.says("/ask Acme reception P1 hotel for the engineers").number == "R43"
        assert world.ann.says("/ask Acme bid P1 board visits HQ").number == "R44"
        assert world.ann.says("/ask Huaxing reception P1 board visits HQ").number == "R45"
        assert world.at("thu 14:06").ann.says("/ask Acme reception P1 board visits HQ").number == "R46"


def test_other_needs_a_department() -> None:
    with a_desk() as world:
        asked = world.ann.says("/ask Acme other P1 a translator")
        assert asked.first == "Not sent yet: which department? For something else: Reception or R&D."
        sent = world.ann.presses(asked, "R&D")
        assert sent.first.startswith("R42 is with R&D.")
        assert world.ann.says("/ask Acme other to=Reception P1 a second translator").number == "R43"


def test_of_several_departments_the_one_called_after_the_kind_takes_it() -> None:
    with a_desk().with_department("Tenders", lead=None, people=(), function=Function.PLATFORM) as world:
        assert world.ann.says("/ask Acme reception visit").first.startswith("R42 is with Reception.")
        assert world.ann.says("/ask Acme bid the gate").buttons == ["Reception", "Tenders"]


def test_a_stranger_to_the_account_may_not_ask_for_it() -> None:
    with a_desk() as world:
        assert world.zoe.says("/ask Acme reception visit").refused
        assert all_of(world, RequestClock) == []


def test_who_asked_cancels_from_the_answer() -> None:
    with a_desk() as world:
        answer = world.ann.says("/ask Acme reception visit")
        world.ann.presses(answer, "Cancel R42")
        assert the_request(world).state == "cancelled"


def test_opening_shows_the_card_with_its_timeline_and_the_credit() -> None:
    with a_desk(last=36) as world:
        asked = world.at("mon 14:00").ann.says("/ask Acme reception P2 visitors")
        world.at("tue 10:00").xu.says("/wait 37 how many guests?")
        opened = world.at("wed 10:00").ann.presses(asked, "Open R37")
        assert "Tue 24 Nov 10:00 Xu Fei asked back: “how many guests?”" in opened.text
        assert "Time credited for waiting: 8 h" in opened.text
        assert opened.buttons == ["Answer", "Cancel", "Add helper"]
        assert world.xu.says("/request R37").buttons[:2] == ["Resume", "Done"]


def test_no_such_and_not_yours_are_the_same_words() -> None:
    with a_desk() as world:
        world.ann.says("/ask Acme reception visit")
        assert world.zoe.says("/request 42").first == "No request R42 that you can see."
        assert world.zoe.says("/request 999").first == "No request R999 that you can see."
        assert world.zoe.says("/ack 42").first == "No request R42 that you can see."
