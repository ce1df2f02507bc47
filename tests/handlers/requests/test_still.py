"""What may still be pressed under a message of a request: what its state does not allow is absent (voice.md 2.2)."""

from __future__ import annotations

from tests.world import World, a_company


def a_desk() -> World:
    world = a_company().with_account("ACME").with_department("R&D", lead="lee", people=("ray",))
    world.ann.says("ask ACME rd_clarification P1 rail spec")
    return world


def test_what_the_queue_heard_no_longer_asks_to_be_acknowledged() -> None:
    with a_desk() as world:
        world.passes("31m")
        asked, half = world.channel("R&D").hears().about("R1").rang[-2:]
        assert asked.buttons == half.buttons == ["Acknowledge", "Take it"]
        words = half.text.split("\n")[0]
        world.ray.says("ack R1")
        world.settles()
        assert asked.buttons == half.buttons == ["Open R1"]
        assert half.text.split("\n")[0] == words, "what was said stays said"


def test_a_request_that_came_back_can_be_taken_again() -> None:
    with a_desk() as world:
        world.passes("31m")
        half = world.channel("R&D").hears().about("R1").rang.last
        world.ray.says("ack R1")
        world.ada.presses(world.ada.says("people remove @ray"), "Remove")
        world.settles()
        assert half.buttons == ["Acknowledge", "Take it"]


def test_the_question_whether_it_helped_is_asked_until_it_is_answered() -> None:
    with a_desk() as world:
        world.ray.says("resolve R1 it holds")
        asked = world.ann.hears().last
        assert asked.buttons == ["👍 It helped", "👎 Not yet"]
        world.ann.presses(asked, "👍 It helped")
        world.settles()
        assert asked.buttons == ["Open R1"]
