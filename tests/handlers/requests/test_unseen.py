"""A P1 step that nobody saw goes to the reader's other platform; what is no longer news does not (traps.md 22)."""

from __future__ import annotations

from datetime import timedelta

from bot.platforms.port import Outgoing, Undelivered, Verdict
from tests.world import World, a_company


def a_p1(priority: str = "P1") -> World:
    """Its acknowledge clock is half used at 9:30; ray is on duty, and on two platforms."""
    world = a_company().with_account("ACME").with_department("R&D", on_duty="ray").with_second_platform("ray")
    world.ann.says(f"/ask ACME rd_clarification {priority} rail spec")
    return world.settles()


def steps(world: World) -> tuple[int, int]:
    """How many messages of steps came on either platform."""
    one, other = (who.hears().rang.about("⏰") for who in (world.ray, world.ray.elsewhere))
    return len(one), len(other)


def test_a_step_unseen_for_a_quarter_of_an_hour_goes_to_the_other_platform() -> None:
    with a_p1() as world:
        world.at("09:44")
        assert steps(world) == (1, 0)
        world.at("09:45")
        assert steps(world) == (2, 1)


def test_whoever_did_something_since_has_seen_it() -> None:
    with a_p1() as world:
        world.at("09:40").ray.says("/requests")
        world.settles().at("09:50")
        assert steps(world)[1] == 0


def test_a_step_of_a_lesser_request_waits_to_be_seen() -> None:
    with a_p1("P2") as world:
        world.passes("3h")
        assert steps(world)[0] > 0
        assert steps(world)[1] == 0


def test_an_acknowledged_request_is_no_news_anywhere() -> None:
    """lee acknowledges for the department before ray has seen it."""
    with a_p1() as world:
        world.at("09:40").lee.says("/ack R1")
        world.at("09:50")
        assert steps(world)[1] == 0


def test_an_acknowledgement_overtakes_a_step_that_waits_in_the_outbox() -> None:
    """The 75 % message is held up by the platform; what came meanwhile makes it old (traps.md 22)."""
    with a_p1() as world:
        world.at("09:44")
        world.port.refuse = lambda message: _later(message, world)
        world.sleeps("1m").settles()
        world.lee.says("/ack R1")
        world.port.refuse = lambda message: None
        before = steps(world)
        world.sleeps("1m").settles().passes("1h")
        assert before == steps(world) == (1, 0)


def test_one_platform_is_as_before() -> None:
    with a_company().with_account("ACME").with_department("R&D", on_duty="ray") as world:
        world.ann.says("/ask ACME rd_clarification P1 rail spec")
        world.at("09:50")
        assert len(world.ray.hears().rang.about("⏰")) == 2


def _later(message: Outgoing, world: World) -> Undelivered | None:
    return Undelivered(Verdict.LATER, "429", after=timedelta(seconds=1))
