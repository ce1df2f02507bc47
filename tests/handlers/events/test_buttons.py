"""What stands behind an event's buttons: reminding, evidence, asking for sight, a closed period (voice.md 3, 4)."""

from __future__ import annotations

from storage import rows
from storage.tables.events import Event
from tests.world import World, a_company


def a_win() -> World:
    world = a_company().with_account("ACME")
    world.ann.says("/win ACME 2.5M lot 2")
    return world


def test_those_who_may_confirm_are_reminded_once_a_day() -> None:
    with a_win() as world:
        refused = world.ann.says("/confirm 1")
        assert world.ann.presses(refused, "Remind them").first == "Asked Bo and Mia to look at #1."
        assert world.ann.says("/remind 1").first == "They were asked about #1 at 09:00; once a day is enough."
        (asked,) = world.bo.hears().about("#1")
        assert asked.text.startswith("#1 waits for a second pair of eyes: order, ¥2.5M, ACME, logged by Ann.")
        assert "✅ Confirmed #1" in world.bo.presses(asked, "Confirm").text


def test_what_was_confirmed_needs_no_reminding() -> None:
    with a_win() as world:
        world.bo.says("/confirm 1")
        assert world.ann.says("/remind 1").first == "#1 waits for nobody: it counts."


def test_a_tick_is_set_taken_off_and_set_again() -> None:
    with a_win() as world:
        asked = world.ann.says("/took 1")
        asked = world.ann.presses(asked, "Bo")
        assert asked.buttons[:2] == ["✓ Ann", "✓ Bo"]
        asked = world.ann.presses(asked, "✓ Bo")
        assert asked.buttons[:2] == ["✓ Ann", "Bo"]
        asked = world.ann.presses(asked, "Bo")
        assert asked.buttons[:2] == ["✓ Ann", "✓ Bo"]
        asked = world.ann.presses(asked, "✓ Bo")
        done = world.ann.presses(asked, "That's all")
        assert done.first == "#1: you took part. It counts once a second person confirms."


def test_who_is_in_it_already_stays_in_it() -> None:
    with a_company().with_account("ACME") as world:
        world.ann.says("/win ACME 2.5M with @bo lot 2")
        world.bo.presses(world.bo.says("/win ACME 2.5M second lot"), "Add me to #1")
        world.mia.says("/confirm 1")
        assert world.mia.says("/joined 1 @bo").first == "#1 has Bo already. Nothing changed."
        assert "SR ● Bo" in world.channel("ACME").hears().last.text


def test_evidence_is_added_and_stands_in_the_foot() -> None:
    with a_win() as world:
        world.ann.says("/evidence 1 https://files.example/lot/contract-2.pdf")
        assert "contract-2.pdf · changed 09:00: evidence added by Ann" in world.bo.says("/event 1").text


def test_who_may_not_see_asks_the_one_who_answers_for_the_account() -> None:
    with a_win() as world:
        seen = world.zoe.says("/events ACME order")
        assert world.zoe.presses(seen, "Ask Ann").first == "Asked Ann."
        assert world.ann.hears().last.text.startswith("Zoe asks about ACME's events.")


def test_one_by_one_shows_each_with_its_button() -> None:
    with a_win() as world:
        world.ann.says("/log ACME exec_meeting vice president")
        each = world.mia.presses(world.mia.says("/events ACME pending"), "One by one")
        assert [label for label in each.buttons if label.startswith("Confirm")] == ["Confirm #2", "Confirm #1"]


def test_a_long_list_is_paged_and_misses_nothing() -> None:
    with a_company().with_account("ACME") as world:
        for number in range(1, 13):
            world.ann.says(f"/log ACME dso {number}")
        first = world.ann.says("/events ACME")
        second = world.ann.presses(first, "Older")
        shown = [line.split()[0] for line in (first.text + "\n" + second.text).split("\n") if line.startswith("#")]
        assert shown == [f"#{number}" for number in range(12, 0, -1)]
        assert "Older" not in second.buttons


def test_my_pending_is_what_waits_on_my_accounts() -> None:
    with a_company().with_account("ACME").with_account("Bolt", ar="cy", sr=None) as world:
        world.ann.says("/win ACME 2.5M lot 2")
        world.cy.says("/win Bolt 3M lot 3")
        assert "#2" not in world.bo.says("/my pending").text
        assert world.mia.says("/my pending").buttons == ["Confirm 2", "One by one"]
        assert world.zoe.says("/my pending").first == "Nothing on your accounts waits for a confirmation."


def test_a_closed_period_is_refused_with_the_way_out() -> None:
    with a_company().with_account("ACME") as world:
        world.mia.says("/period close 2026Q3")
        refused = world.ann.says("/log ACME order 2M on 2026-09-28")
        assert refused.first == "Q3 2026 is closed. A manager can reopen it; Mia is yours."
        assert world.ann.presses(refused, "Ask Mia").first == "Asked Mia. Log it again once it is open."
        assert world.ann.presses(refused, "Other day").form
        world.mia.presses(world.mia.hears().last, "Reopen Q3 2026")
        assert not world.ann.says("/log ACME order 2M on 2026-09-28").refused


def test_an_event_of_a_closed_period_is_neither_confirmed_nor_voided() -> None:
    with a_company().with_account("ACME") as world:
        world.ann.says("/log ACME order 2M on 2026-09-28")
        world.mia.says("/period close 2026Q3")
        assert world.bo.says("/confirm 1").refused
        assert world.mia.says("/void 1 wrong").refused
        assert world.mia.says("/joined 1 @bo").refused


def test_a_foreign_amount_is_booked_at_the_months_rate_or_refused_with_the_way_out() -> None:
    with a_company().with_account("ACME") as world:
        refused = world.ann.says("/win ACME USD 400k")
        assert refused.first.startswith("No USD rate for 2026-11 yet, so nothing was stored. Ada can add it")
        assert not world.ada.says("/settings rate USD 2026-11 7.1025").refused
        world.ann.says("/win ACME USD 400k again=yes")
        (event,) = world.read(lambda unit: rows.many(unit, Event, rows.table(Event).select()))
        assert (event.minor, event.currency, event.points) == (284_100_000, "CNY", 2841)
        assert event.details == {"rates": {"USD": "7.1025"}, "typed": {"minor": 40_000_000, "currency": "USD"}}


def test_a_negative_order_points_at_the_void() -> None:
    with a_win() as world:
        refused = world.ann.says("/win ACME -250万")
        assert "An order is more than zero. If #1 was cancelled, void it." in refused.text
        assert "Void #1" in refused.buttons
