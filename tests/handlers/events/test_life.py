"""An event's life: confirmed, disputed, upheld, voided, undone (domain.md 3)."""

from __future__ import annotations

from tests.world import World, a_company


def a_win() -> World:
    world = a_company().with_account("ACME")
    world.ann.says("/win ACME 2.5M lot 2")
    return world


def test_a_second_person_makes_it_count() -> None:
    with a_win() as world:
        answer = world.bo.says("/confirm 1")
        assert answer.text.split("\n")[:2] == [
            "✅ Confirmed #1. ACME: outlook 0.00 → 6.01 (+6.01), rank 1 of 1.",
            "Points: Ann 14.29.",
        ]


def test_nobody_confirms_their_own() -> None:
    with a_win() as world:
        answer = world.ann.says("/confirm 1")
        assert answer.refused
        assert answer.first == "You logged #1, so somebody else confirms it: Bo or Mia."


def test_the_second_of_two_is_told_who_was_first() -> None:
    with a_win() as world:
        world.bo.says("/confirm 1")
        assert world.mia.says("/confirm 1").first == "Bo confirmed #1 at 09:00. Nothing changed."


def test_naming_another_takes_nothing_from_anyone() -> None:
    with a_company().with_account("ACME") as world:
        answer = world.ann.says("/log ACME hq_visit five people")
        world.ann.presses(answer, "Bo")
        credited = world.mia.says("/confirm 1")
        assert "Points: Ann 5.71, Bo 4.29." in credited.text


def test_a_helper_who_resolved_a_request_gets_an_assist_on_top() -> None:
    with a_company().with_account("ACME").with_department("R&D", lead="lee", people=("ray",)) as world:
        world.ann.says("/ask ACME other to=R&D P2 proof of the braking curve")
        world.ray.says("/ack R1")
        world.ray.says("/resolve R1 report attached")
        logged = world.ann.says("/win ACME 2.5M lot 2")
        world.ann.presses(logged, "R1 helped")
        assert "Ray 2.50 (assist)" in world.bo.says("/confirm 1").text


def test_several_are_confirmed_at_once_but_ones_own() -> None:
    with a_company().with_account("ACME") as world:
        world.ann.says("/log ACME exec_meeting with @bo vice president")
        world.ann.says("/log ACME technical_exchange with @bo radio")
        world.mia.says("/log ACME summit with @ann rail days")
        listed = world.mia.says("/events ACME pending")
        assert "#3 is yours: someone else confirms it" in listed.text
        assert "✅ Confirmed 2" in world.mia.presses(listed, "Confirm 2").text


def test_a_disputed_event_counts_on_until_a_manager_decides() -> None:
    with a_win() as world:
        world.mia.says("/confirm 1")
        answer = world.bo.says("/dispute 1 booked already")
        assert answer.first == "#1 is disputed. Mia decides; it counts on until then."
        assert world.ann.says("/uphold 1").refused
        assert "Disputed by Bo: “booked already”" in world.channel("ACME").hears().last.text
        assert world.mia.says("/uphold 1").first == "#1 stands. Bo can see it."


def test_undo_takes_back_ones_own_last_within_five_minutes_and_tells_who_confirmed() -> None:
    with a_win() as world:
        world.bo.says("/confirm 1")
        assert world.ann.says("/undo").first.startswith("Undone: #1. ACME: outlook 6.01 → 0.00 (−6.01)")
        assert world.bo.hears().about("#1")


def test_after_five_minutes_undo_offers_the_void() -> None:
    with a_win() as world:
        world.passes("12min")
        answer = world.ann.says("/undo")
        assert answer.first == "#1 is 12 minutes old; undo reaches back 5. With a reason it can be voided."
        assert answer.buttons == ["Void #1"]


def test_a_void_gives_back_what_the_event_gave() -> None:
    with a_win() as world:
        world.bo.says("/confirm 1")
        assert world.ann.says("/void 1 wrong").refused
        assert "Voided #1" in world.mia.says("/void 1 customer cancelled").text
        assert "outlook 0.00" in world.ann.says("/score ACME").text.lower()


def test_amounts_are_for_the_team_and_its_managers() -> None:
    with a_win() as world:
        seen = world.zoe.says("/events ACME order")
        assert seen.first.startswith("🔒 ACME: 1 order this period; amounts are for its team and managers.")
        assert "2,500,000" not in seen.text
        assert "25.00" not in seen.text


def test_no_such_event_and_not_yours_are_the_same_words() -> None:
    with a_win() as world:
        theirs, none = world.zoe.says("/confirm 1"), world.zoe.says("/confirm 999")
        assert theirs.first.replace("#1", "#999") == none.first
