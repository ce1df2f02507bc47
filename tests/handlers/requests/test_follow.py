"""/watch, /silence, /add: following a request without owing anything."""

from __future__ import annotations

from tests.handlers.requests.desk import a_desk
from tests.world import World


def a_request() -> World:
    world = a_desk(last=39).at("wed 09:40")
    world.ann.says("/ask Huaxing rd_clarification P1 rail spec 4.2")
    return world


def test_who_watches_has_the_card_and_it_changes_silently() -> None:
    with a_request() as world:
        answer = world.bo.says("/watch 40")
        assert answer.first == "You watch R40. Its card stands in our chat and changes without ringing."
        world.ray.says("/start 40")
        heard = world.bo.hears().about("R40")
        assert "Tang Wei is on it" in heard.last.text
        assert heard.rang == []


def test_watching_twice_is_answered_calmly() -> None:
    with a_request() as world:
        world.bo.says("/watch 40")
        assert world.bo.says("/watch 40 on").first == "You watch R40 already. Nothing changed."
        assert len(world.bo.hears().about("R40")) == 1


def test_who_stops_watching_may_start_again_without_a_second_card() -> None:
    with a_request() as world:
        stopped = world.bo.presses(world.bo.says("/watch 40"), "Stop watching")
        assert stopped.first == "You no longer watch R40."
        assert world.bo.says("/watch 40 off").first == "You don't watch R40. Nothing changed."
        world.bo.hears()
        world.at("10:00").bo.says("/watch 40")
        assert len(world.bo.hears().about("R40")) == 1


def test_a_helper_is_told_once_and_sees_the_request() -> None:
    with a_request() as world:
        assert world.cy.says("/request 40").first == "No request R40 that you can see."
        answer = world.ann.says("/add 40 @cy")
        assert answer.first == "Cy helps with R40 and has its card now. Whose turn it is stays as it was."
        assert world.cy.hears().rang.about("R40").last.text.split("\n")[0] == (
            "R40: Zhao Ning asks you to help. Huaxing Rail, technical clarification: “rail spec 4.2”. "
            "Nobody has it, due Thu 26 Nov 09:40."
        )
        assert world.cy.says("/request 40").first.startswith("R40 · ")
        assert world.bo.says("/add 40 @cy").first == "Cy helps with R40 already. Nothing changed."
        assert len(world.cy.hears().rang.about("R40")) == 1


def test_the_card_says_who_added_a_helper() -> None:
    with a_request() as world:
        world.ann.says("/add 40 @cy")
        assert "changed 09:40: helper added by Zhao Ning" in world.channel("Huaxing").hears()[0].text


def test_one_may_help_oneself() -> None:
    with a_request() as world:
        assert world.sue.says("/add 40 @sue").first == "You help with R40. Its card stands in our chat now."
        assert world.sue.hears().rang.about("R40") == []


def test_silence_ends_only_ones_own_pings() -> None:
    with a_request() as world:
        assert world.ann.says("/silence 40").first == (
            "R40 no longer rings for you. Its card still changes; the others hear it as before."
        )
        world.at("thu 09:40")
        assert world.ann.hears().rang.about("R40") == []
        assert world.lee.hears().rang.about("R40") != []


def test_ringing_again() -> None:
    with a_request() as world:
        again = world.ann.presses(world.ann.says("/silence 40"), "Ring again")
        assert again.first == "R40 rings for you again."
        world.at("10:40")
        assert world.ann.hears().rang.about("R40") != []


def test_who_may_not_see_it_may_not_follow_it() -> None:
    with a_request() as world:
        for line in ("/watch 40", "/silence 40", "/add 40 @zoe"):
            assert world.zoe.says(line).first == "No request R40 that you can see."


def test_whom_a_step_reached_opens_the_request_and_takes_part() -> None:
    with a_desk() as world:
        world.at("wed 09:00").ann.says("/ask Huaxing rd_clarification P1 rail spec")
        assert world.hal.says("request R42").refused
        assert world.hal.says("add R42 @hal").refused
        world.passes("2h", working=True)
        message = world.hal.hears().last
        assert message.buttons == ["Take part", "Open R42"]
        assert "R42" in world.hal.presses(message, "Open R42").first
        assert world.hal.presses(message, "Take part").first.startswith("You help with R42")
        assert "R42" in world.hal.says("requests mine").text
        assert world.zoe.says("request R42").refused
