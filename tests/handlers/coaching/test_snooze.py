"""/snooze and [Done]: a nudge rests as long as its reader says (domain.md 7)."""

from __future__ import annotations

from tests.handlers.coaching.test_nudges import WAIT, a_team, nudges, told, two_wait


def test_one_is_snoozed_for_a_day_and_comes_back() -> None:
    with a_team() as world:
        two_wait(world)
        answer = world.cy.presses(told(world.cy, WAIT).last, "1 day")
        assert answer.text == "Quiet about this until Fri 27 Nov 14:01."
        world.at("fri 13:59")
        assert len(told(world.cy, WAIT)) == 1
        world.at("2026-11-30 09:01")
        assert len(told(world.cy, WAIT)) == 2


def test_a_snooze_outlasts_what_got_worse() -> None:
    with a_team() as world:
        world.ann.says("log ACME technical_exchange with @bo @cy")
        world.at("tue 10:00").bo.says("log ACME site_visit with @ann @cy")
        world.at("thu 14:01").cy.presses(told(world.cy, WAIT).last, "1 week")
        world.at("2026-12-03 13:00")
        assert len(told(world.cy, WAIT)) == 1
        world.at("2026-12-03 14:05")
        world.at("2026-12-04 09:01")
        assert told(world.cy, WAIT).last.buttons[0] == "Confirm 2"


def test_all_are_snoozed_and_answers_still_come() -> None:
    with a_team().with_department("R&D") as world:
        assert world.ann.says("snooze 3d").text == (
            "No nudges until Thu 26 Nov 09:00. Breaches and answers still come."
        )
        world.ann.says("ask ACME rd_clarification rail spec")
        world.ray.says("wait R1 which line?")
        world.at("wed 18:00")
        assert not told(world.ann, "has been silent for")
        assert told(world.ann, "R1: your turn.")
        world.at("thu 09:01")
        assert told(world.ann, "has been silent for")


def test_done_is_recorded_and_it_is_not_said_again_unless_it_got_worse() -> None:
    with a_team() as world:
        two_wait(world)
        assert world.cy.presses(told(world.cy, WAIT).last, "Done").text == "Noted: done."
        mine = [each for each in nudges(world) if each.member_id == world.cy.id]
        assert all(each.done_at is not None and each.acted_at is not None for each in mine)
        world.at("2026-12-01 18:00")
        assert len(told(world.cy, WAIT)) == 1
        world.ann.says("log ACME workshop with @bo @cy")
        world.at("2026-12-04 18:01").at("2026-12-07 09:01")
        assert told(world.cy, WAIT).last.buttons[0] == "Confirm 3"


def test_done_twice_is_calm() -> None:
    with a_team() as world:
        two_wait(world)
        message = told(world.cy, WAIT).last
        assert [world.cy.presses(message, "Done").text for _ in range(2)] == ["Noted: done."] * 2


def test_anothers_nudge_reads_like_none() -> None:
    with a_team() as world:
        two_wait(world)
        (hers,) = (each for each in nudges(world) if each.member_id == world.cy.id)
        words = [
            world.zoe.says(line).text for line in (f"nudge done {hers.id}", "nudge done 99", f"snooze 1d {hers.id}")
        ]
        assert len(set(words)) == 1
        assert words[0].startswith("That nudge is not one of yours.")


def test_a_length_that_is_none_is_asked_for() -> None:
    with a_team() as world:
        assert [option.value for option in world.ann.says("snooze").form.asks[0].options] == ["1d", "3d", "1w"]
