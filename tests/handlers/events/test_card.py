"""The card of an event in each of its states, and what a channel may see of it (voice.md 2.3)."""

from __future__ import annotations

from tests.world import World, a_company
from tests.world.people import Answer


def lines(answer: Answer) -> list[str]:
    return answer.text.split("\n")


def a_win() -> World:
    world = a_company().with_account("ACME")
    world.ann.says("/win ACME 2.5M contract.pdf signed")
    return world


def test_it_names_the_order_its_state_its_triangle_and_its_evidence() -> None:
    with a_win() as world:
        assert lines(world.bo.says("/event 1"))[:5] == [
            "🏆 Order · ACME · ¥2,500,000",
            "To be confirmed · +25.00 points once a second person confirms",
            "AR ● Ann   SR ○ Bo   FR –",
            "> contract.pdf signed",
            "#1 · Mon 23 Nov · logged by Ann · contract.pdf",
        ]


def test_who_logged_it_is_not_offered_to_confirm_it() -> None:
    with a_win() as world:
        assert world.bo.says("/event 1").buttons[:2] == ["Confirm", "Dispute"]
        assert world.ann.says("/event 1").buttons[:2] == ["Remind them", "Dispute"]


def test_confirmed_it_offers_to_add_who_of_the_triangle_is_missing() -> None:
    with a_win() as world:
        world.mia.says("/confirm 1")
        card = world.mia.says("/event 1")
        assert lines(card)[1] == "✅ Confirmed by Mia · 14.29 of 25.00 points credited: Ann 14.29"
        assert card.buttons[0] == "Add Bo"
        assert lines(world.mia.presses(card, "Add Bo"))[0] == "Bo in #1: added. Nobody else has less for it."
        assert (
            lines(world.mia.says("/event 1"))[1] == "✅ Confirmed by Mia · 25.00 points credited: Ann 14.29, Bo 10.71"
        )


def test_the_last_change_is_the_last_of_the_foot() -> None:
    with a_win() as world:
        world.at("10:14")
        world.bo.says("/confirm 1")
        assert world.channel("ACME").hears().last.text.split("\n")[4].endswith(" · changed 10:14: confirmed by Bo")


def test_a_kind_without_points_is_noted() -> None:
    with a_company().with_account("ACME") as world:
        world.ann.says("/log ACME dso 86")
        card = world.ann.says("/event 1")
        assert lines(card)[:2] == ["DSO · ACME", "Noted: DSO 86 days"]
        assert card.buttons == ["Correct", "Void"]


def test_a_correction_leaves_the_old_one_pointing_at_the_new() -> None:
    with a_company().with_account("ACME") as world:
        world.ann.says("/log ACME dso 86")
        asked = world.ann.presses(world.ann.says("/event 1"), "Correct")
        assert world.ann.fills(asked, value="84").number == "#2"
        old = world.ann.says("/event 1")
        assert (lines(old)[1], old.buttons) == ("Corrected by #2", ["Open #2"])
        assert world.ann.says("/void 1 wrong").refused


def test_a_correction_keeps_account_and_kind() -> None:
    with a_company().with_account("ACME") as world:
        world.ann.says("/log ACME dso 86")
        assert world.ann.says("/correct 1 ACME margin 18%").first.startswith("#1 stays on its account and kind.")


def test_a_void_one_is_struck_through_and_has_no_buttons() -> None:
    with a_win() as world:
        world.ann.says("/void 1 customer cancelled")
        card = world.ann.says("/event 1")
        assert lines(card)[1] == "Void (Ann: “customer cancelled”) · points and outlook taken back"
        assert card.buttons == []


def test_a_disputed_one_is_the_managers_to_decide() -> None:
    with a_win() as world:
        world.bo.says("/dispute 1 booked in lot 1 already")
        card = world.mia.says("/event 1")
        assert lines(card)[1] == "Disputed by Bo: “booked in lot 1 already” · Mia decides"
        assert card.buttons == ["It stands", "Void"]


def test_where_not_everyone_may_see_money_neither_amount_nor_points_nor_note_stand() -> None:
    with a_company().with_account("ACME").with_channel("#mixed", "ann", "bo", "zoe", account="ACME") as world:
        world.ann.says("/win ACME 2.5M lot 2 for 2.5M")
        card = world.channel("#mixed").hears().last
        assert card.text.split("\n")[:2] == [
            "🔒 Order · ACME · amount: team only",
            "To be confirmed by a second person",
        ]
        assert card.buttons == ["Show me"]
        assert not any(told in card.text for told in ("2.5", "2,500", "25.00"))
        assert "¥2,500,000" in world.bo.presses(card, "Show me").text
        refused = world.zoe.presses(card, "Show me")
        assert refused.first == "The amount is for ACME's team and managers."
        assert refused.buttons == ["Ask Ann"]
