"""Nudges: what is seen is said to whom it concerns, at 9:00 and 14:00 of theirs, once (domain.md 7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, cast

import pytest

from scoring.terms import Language
from storage import rows
from storage.database import Unit
from storage.find import company
from storage.tables.coaching import Nudge
from storage.tables.company import OrgUnit
from tests.world import World, a_company
from tests.world.clocks import office_hours
from tests.world.listening import Heard
from tests.world.people import Person

SILENT = "has been silent for"
NOTHING = "in nothing at"
WAIT = "for a confirmation since"
LAST_WEEK = date(2026, 11, 17)
CLOSED_ON_THURSDAY = replace(office_hours(), holidays=frozenset({date(2026, 11, 26)}))


def a_team(since: date = LAST_WEEK, **more: Any) -> World:
    """ACME in its initial stage, opened on a Tuesday: silent from Tuesday 24 November on."""
    return a_company().with_account("ACME", fr="cy", stage="initial", plan=False, since=since, **more)


def nudges(world: World) -> list[Nudge]:
    found: list[Nudge] = world.read(lambda unit: rows.many(unit, Nudge, rows.table(Nudge).select()))
    return found


def told(person: Person, words: str) -> Heard:
    return person.hears().about(words)


def hours_of_day(heard: Heard) -> list[str]:
    return [message.at.astimezone(message.reader.zone).strftime("%a %H:%M") for message in heard]


# --- who hears what ---


def test_a_silent_account_is_the_ars_to_hear_and_the_managers_after_twice_as_long() -> None:
    with a_team() as world:
        world.at("mon 14:30")
        assert not told(world.ann, SILENT)
        world.at("tue 09:01")
        assert told(world.ann, SILENT).last.text.startswith(
            "One thing at ACME\nACME has been silent for 7 days. Initial"
        )
        assert not told(world.bo, SILENT)
        assert not told(world.mia, SILENT)
        world.at("2026-12-01 09:01")
        assert "ACME has been silent for 14 days." in told(world.mia, SILENT).last.text


def test_an_event_ends_the_silence() -> None:
    with a_team() as world:
        world.ann.says("log ACME technical_exchange with @bo @cy")
        world.at("thu 09:01")
        assert not told(world.ann, SILENT)


def test_a_silent_role_is_told_and_the_manager_after_twice_as_long() -> None:
    with a_team(since=date(2026, 11, 3)) as world:
        world.ann.says("log ACME technical_exchange with @bo")
        world.bo.says("confirm 1")
        world.at("tue 09:01")
        assert "You were in nothing at ACME for 21 days." in told(world.cy, NOTHING).last.text
        assert not told(world.ann, NOTHING)
        assert not told(world.bo, NOTHING)
        assert not told(world.mia, NOTHING)
        world.at("2026-12-15 09:01")
        assert "Cy was in nothing at ACME for 42 days" in told(world.mia, NOTHING).last.text


def test_two_roles_of_one_member_are_one_thing() -> None:
    with a_company().with_account("ACME", ar="ann", sr="ann", plan=False, since=date(2026, 11, 3)) as world:
        world.at("tue 09:01")
        assert told(world.ann, NOTHING).last.text.count(NOTHING) == 1


def two_wait(world: World) -> World:
    world.ann.says("log ACME technical_exchange with @bo @cy")
    world.bo.says("log ACME site_visit with @ann @cy")
    return world.at("thu 14:01")


def test_those_who_may_confirm_are_asked_for_what_they_did_not_log() -> None:
    with a_team() as world:
        two_wait(world)
        assert told(world.cy, WAIT).last.text.startswith(
            "One thing at ACME\nTwo events wait for a confirmation since Mon (#1, #2; 12.00 points). You did not"
        )
        assert told(world.cy, WAIT).last.buttons[0] == "Confirm 2"
        assert "(#2; 8.00 points)" in told(world.ann, WAIT).last.text
        assert "(#1; 4.00 points)" in told(world.bo, WAIT).last.text
        assert not told(world.mia, WAIT)


def test_the_button_confirms_them_all() -> None:
    with a_team() as world:
        two_wait(world)
        answer = world.cy.presses(told(world.cy, WAIT).last, "Confirm 2")
        assert answer.first.startswith("✅ Confirmed 2")


def test_where_nobody_of_the_team_may_confirm_the_manager_is_asked() -> None:
    with a_company().with_account("ACME", sr=None, plan=False) as world:
        world.ann.says("log ACME technical_exchange")
        world.at("thu 14:01")
        assert "One event waits for a confirmation since Mon (#1" in told(world.mia, WAIT).last.text
        assert not told(world.ann, WAIT)


def test_the_requester_is_reminded_of_an_answer_after_two_working_days_with_a_button_that_takes_it() -> None:
    with a_team().with_department("R&D") as world:
        world.ann.says("log ACME technical_exchange with @bo @cy")
        world.ann.says("ask ACME rd_clarification rail spec")
        world.ray.says("wait R1 which line?")
        world.at("wed 14:01")
        message = told(world.ann, "has waited for your answer").last
        assert "R1 has waited for your answer for 2 working days: “which line?”" in message.text
        assert [ask.name for ask in world.ann.presses(message, "Answer").form.asks] == ["number", "words"]
        world.ann.says("answer R1 the red one")
        world.at("fri 14:01")
        assert len(told(world.ann, "has waited for your answer")) == 1


@pytest.mark.parametrize("language", list(Language))
def test_each_reads_it_in_their_language(language: Language) -> None:
    with a_team().with_person("cy", language=language) as world:
        two_wait(world)
        begins = {Language.EN: "One thing", Language.ZH_HANS: "ACME", Language.ZH_HANT: "ACME"}
        assert world.cy.hears().about("12.00").last.text.startswith(begins[language])


# --- when ---


def test_nobody_is_nudged_but_at_nine_and_at_two_of_their_own_day() -> None:
    with a_team().with_person("bo", timezone="Europe/Berlin") as world:
        world.ann.says("log ACME technical_exchange")
        world.at("2026-12-20 12:00")
        heard = [*hours_of_day(told(world.bo, "")), *hours_of_day(told(world.cy, ""))]
        assert heard
        assert {each[4:] for each in heard} <= {"09:00", "14:00"}
        assert not {each[:3] for each in heard} & {"Sat", "Sun"}


def test_a_batch_is_one_message_where_zones_lie_half_an_hour_apart() -> None:
    with a_team().with_person("cy", timezone="Australia/Adelaide").with_person("bo", timezone="Asia/Tokyo") as world:
        world.ann.says("log ACME technical_exchange")
        world.at("2026-12-10 18:00")
        assert {each[4:] for each in hours_of_day(told(world.cy, ""))} <= {"09:00", "14:00"}


def test_on_a_holiday_of_ones_department_nothing_is_said() -> None:
    with a_team().with_department("Sales", lead=None, people=("cy",), calendar=CLOSED_ON_THURSDAY) as world:
        two_wait(world)
        assert not told(world.cy, WAIT)
        assert told(world.ann, WAIT)
        world.at("fri 09:01")
        assert told(world.cy, WAIT)


def test_on_a_holiday_of_the_company_nothing_is_said_to_who_has_no_department() -> None:
    def close(unit: Unit) -> None:
        root = next(each for each in company.units(unit) if each.kind == "company")
        company.put_calendar(unit, root.id, date(2026, 1, 1), cast(dict[str, object], CLOSED_ON_THURSDAY.to_json()))

    with a_team() as world:
        world.write(close)
        two_wait(world)
        assert not told(world.ann, WAIT)
        world.at("fri 09:01")
        assert told(world.ann, WAIT)


def test_who_is_away_is_left_alone_till_they_are_back() -> None:
    with a_team() as world:
        world.cy.says("away until thu @bo")
        two_wait(world)
        assert not told(world.cy, WAIT)
        world.at("fri 09:01")
        assert told(world.cy, WAIT)


def test_in_quiet_hours_it_waits_for_their_end() -> None:
    with a_team() as world:
        world.cy.says("settings quiet 20:00-15:30")
        two_wait(world)
        assert not told(world.cy, WAIT)
        world.at("15:31")
        assert hours_of_day(told(world.cy, WAIT)) == ["Thu 15:30"]


def test_a_batch_that_was_missed_is_not_said_in_the_evening() -> None:
    with a_team() as world:
        world.ann.says("log ACME technical_exchange with @bo @cy")
        world.at("wed 18:00").sleeps("25h").settles()
        assert not told(world.bo, WAIT)
        world.at("fri 09:01")
        assert told(world.bo, WAIT)


# --- how often ---


def many(world: World) -> World:
    """Five accounts, each with an event that waits for ann."""
    for name in ("ACME", "Bolt", "Coda", "Dune", "Echo"):
        world = world.with_account(name, plan=False)
        world.bo.says(f"log {name} technical_exchange with @ann")
    return world.at("thu 14:01")


def test_at_most_three_a_day_and_the_others_the_next_day() -> None:
    with many(a_company()) as world:
        assert len(told(world.ann, WAIT)) == 1
        assert told(world.ann, WAIT).last.text.startswith("Three things for you\n1 ")
        world.at("fri 09:01")
        assert told(world.ann, WAIT).last.text.startswith("Two things for you\n1 ")


def test_the_same_cause_is_not_repeated_within_three_days() -> None:
    with a_team() as world:
        two_wait(world)
        world.at("fri 14:01")
        assert len(told(world.cy, WAIT)) == 1
        world.at("2026-11-30 09:01")
        assert len(told(world.cy, WAIT)) == 2


def test_it_is_repeated_sooner_where_it_got_worse() -> None:
    with a_team() as world:
        world.ann.says("log ACME technical_exchange with @bo @cy")
        world.at("tue 10:00").bo.says("log ACME site_visit with @ann @cy")
        world.at("fri 14:01")
        assert [message.buttons[0] for message in told(world.cy, WAIT)] == ["Confirm", "Confirm 2"]


# --- what came of it ---


def test_what_was_acted_on_within_three_days_is_recorded() -> None:
    with a_team() as world:
        two_wait(world)
        world.cy.says("confirm 1 2")
        world.at("fri 09:01")
        acted = {
            each.member_id: each.acted_at is not None for each in nudges(world) if each.cause.startswith("pending")
        }
        assert acted == {world.ann.id: True, world.bo.id: True, world.cy.id: True}


def test_what_nobody_acted_on_is_not() -> None:
    with a_team() as world:
        two_wait(world)
        world.at("2026-12-01 18:00")
        assert {each.acted_at for each in nudges(world) if each.cause.startswith("pending")} == {None}


def test_after_three_days_it_is_too_late_to_count() -> None:
    with a_team() as world:
        two_wait(world)
        first = [each.id for each in nudges(world) if each.cause.startswith("pending")]
        world.at("2026-11-29 18:00").cy.says("confirm 1 2")
        world.at("2026-11-30 14:01")
        assert {each.acted_at for each in nudges(world) if each.id in first} == {None}


def test_each_nudge_is_a_fact() -> None:
    with a_team() as world:
        two_wait(world)
        assert {each.rule for each in nudges(world)} >= {"pending_confirmation"}
        assert all(each.sent_at is not None for each in nudges(world))


def test_a_region_without_a_manager_breaks_nothing() -> None:
    with a_company().with_account("ACME", sr=None, plan=False, since=date(2026, 10, 1)) as world:
        world.write(lambda unit: rows.change(unit, OrgUnit, 2, manager_id=None))
        world.ann.says("log ACME technical_exchange")
        world.at("thu 14:01")
        assert not told(world.mia, WAIT)
