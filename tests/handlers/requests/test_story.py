"""A request from asking to rating, through the gateway: lines and presses, as everybody reads them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.world import World, a_company


@pytest.fixture
def world() -> Iterator[World]:
    with a_company().with_account("ACME", ar="ann", sponsor="sue").with_department("R&D", lead="lee") as made:
        made.at("mon 09:00")
        yield made


def test_asked_acknowledged_asked_back_resolved_rated(world: World) -> None:
    world.ann.says("ask ACME rd_clarification P1 rail spec 4.2")
    world.passes("6min")
    days = world.ray.says("ack when R1")
    assert days.buttons == ["Today", "Tue 24 Nov", "Wed 25 Nov", "Another day"]
    late = world.ray.presses(days, "Wed 25 Nov")
    assert late.text.startswith("Wed 25 Nov is after the target (Mon 23 Nov 18:00); Ann will see both.")
    done = world.ray.presses(late, "Mon 23 Nov")
    assert done.first == "👀 R1 acknowledged after 6 min (target 1 h). Ann sees: expected Mon 23 Nov, Ray."
    world.passes("1min")
    world.ray.presses(done, "Start")
    world.ray.says("wait R1 which version?")
    assert world.ann.hears().last.text.startswith("⏳ R1: your turn. Ray asks: “which version?”")
    world.passes("10min")
    world.ann.says("answer 1 the new one")
    assert world.ray.hears().last.text.startswith("R1: Ann answers: “the new one”")
    world.passes("43min")
    world.ray.says("resolve R1 150 ms holds")
    answered = world.ann.hears().last
    assert answered.text.startswith("✅ R1 answered: “150 ms holds” Ray, in 50 min of 8 h. Did it help?")
    assert world.ann.presses(answered, "👍 It helped").first == "👍 R1 is closed. What did it bring?"


def test_a_word_left_out_opens_the_form(world: World) -> None:
    world.ann.says("ask ACME rd_clarification P1 rail spec 4.2")
    asked = world.ray.says("decline R1")
    assert [ask.name for ask in asked.form.asks if ask.value is None] == ["why"]
    assert "Why not?" in asked.text


def test_who_may_not_see_it_learns_nothing_of_it(world: World) -> None:
    world.ann.says("ask ACME rd_clarification P1 rail spec 4.2")
    assert world.zoe.says("start R1").text == world.zoe.says("start R7").text.replace("R7", "R1")


def test_nobody_answers_and_each_hears_it_once(world: World) -> None:
    world.ann.says("ask ACME rd_clarification P1 rail spec 4.2")
    world.at("mon 10:00")
    told = [message.text for message in world.lee.hears() if message.text.startswith(("⏰", "⛔"))]
    assert [text.split("**")[0][:1] for text in told] == ["⏰", "⛔"]
    assert world.ann.hears().last.text.startswith(
        "⛔ Nobody acknowledged R1 by 10:00. Lee knows. Sue hears of it at 10:30 if it is still open."
    )
