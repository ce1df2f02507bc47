"""/log and /win: what is stored, what is said, what is asked first (domain.md 3)."""

from __future__ import annotations

import pytest

from storage import rows
from storage.tables.events import Event
from tests.world import World, a_company


def events(world: World) -> list[Event]:
    found: list[Event] = world.read(lambda unit: rows.many(unit, Event, rows.table(Event).select()))
    return found


def test_a_win_waits_for_a_second_person_and_shows_what_it_would_do() -> None:
    with a_company().with_account("ACME") as world:
        answer = world.ann.says("/win ACME 2.5M lot 2")
        assert answer.number == "#1"
        assert answer.text.startswith(
            "Logged #1: order, ¥2,500,000, ACME, today. It counts once a second person confirms; "
            "the outlook would be 6.01 (now 0.00)."
        )
        assert answer.buttons == ["✓ Ann", "Bo", "That's all"]
        (event,) = events(world)
        assert (event.state, event.minor, event.points, event.note) == ("pending", 250_000_000, 2500, "lot 2")


def test_an_event_without_points_counts_at_once() -> None:
    with a_company().with_account("ACME") as world:
        answer = world.ann.says("/log ACME dso 86")
        assert "It counts at once" in answer.text
        assert events(world)[0].state == "counted"


def test_its_card_stands_in_the_accounts_channel_and_follows_it() -> None:
    with a_company().with_account("ACME") as world:
        world.ann.says("/win ACME 2.5M lot 2")
        assert "To be confirmed · +25.00 points" in world.channel("ACME").hears().last.text
        world.bo.says("/confirm 1")
        assert "✅ Confirmed by Bo" in world.channel("ACME").hears().last.text
        assert len(world.channel("ACME").hears()) == 1


def test_a_kind_is_known_by_its_name_in_each_language() -> None:
    with a_company().with_account("ACME") as world:
        for line in ("/log ACME 高层拜访 副总", "/log ACME 技術交流 信號", "/log ACME HQ visit five people"):
            assert not world.ann.says(line).refused
        assert [event.kind for event in events(world)] == ["exec_meeting", "technical_exchange", "hq_visit"]


def test_the_same_by_another_on_the_same_day_is_asked_first() -> None:
    with a_company().with_account("ACME") as world:
        world.ann.says("/win ACME 2.5M lot 2")
        world.passes("2h")
        asked = world.bo.says("/win ACME 2.5M second lot")
        assert asked.text.startswith("Looks like #1")
        assert len(events(world)) == 1
        assert world.bo.presses(asked, "It is another").number == "#2"


def test_one_may_be_added_to_the_event_that_is_there() -> None:
    with a_company().with_account("ACME") as world:
        world.ann.says("/win ACME 2.5M lot 2")
        world.passes("2h")
        world.bo.presses(world.bo.says("/win ACME 2.5M second lot"), "Add me to #1")
        assert "SR ● Bo" in world.channel("ACME").hears().last.text


def test_the_same_words_within_a_minute_are_stored_once() -> None:
    with a_company().with_account("ACME") as world:
        world.ann.says("/win ACME 2.5M lot 2")
        asked = world.ann.says("/win ACME 2.5M lot 2")
        assert asked.first.startswith("Same words as #1, a minute ago. Stored once.")
        assert asked.buttons == ["Log another", "One is right"]
        assert len(events(world)) == 1
        world.ann.presses(asked, "Log another")
        assert len(events(world)) == 2


@pytest.mark.parametrize(
    "line", ["/log ACME order 2M on 2026-12-05", "/win ACME -250万", "/win ACME 9e30", "/log ACME lunch"]
)
def test_what_cannot_be_is_refused_and_nothing_is_stored(line: str) -> None:
    with a_company().with_account("ACME") as world:
        assert world.ann.says(line).refused
        assert events(world) == []


def test_who_is_not_on_the_team_logs_nothing() -> None:
    with a_company().with_account("ACME") as world:
        assert world.zoe.says("/win ACME 2.5M lot 2").refused
        assert events(world) == []
