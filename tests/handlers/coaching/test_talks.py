"""Three talks worth having, and the manager's answers to them (domain.md 7)."""

from __future__ import annotations

from storage import rows
from storage.database import Unit
from storage.tables.events import Fact
from tests.handlers.coaching.week import a_week
from tests.world import Answer, World


def page(world: World) -> Answer:
    return world.at("2026-11-30 09:01").mia.says("digest")


def test_the_failed_gate_comes_first_then_the_missing_events_then_silence() -> None:
    with a_week() as world:
        talks = page(world).text.split("Three talks worth having\n")[1].split("\n")[::2]
        assert talks == [
            "1 Ann, Lanhai. DSO 94 → 91 in a week. What makes it 90?",
            "2 Ann, ACME. 8 key events short, 31 days left; principal contradiction not named yet. "
            "Which door can you open?",
            "3 Bare silent for 60 days. What would help?",
        ]


def test_one_account_is_talked_of_once_and_three_talks_are_enough() -> None:
    with a_week().with_account("Coda", plan=False) as world:
        text = page(world).text
        assert "Three talks" in text
        assert "Coda" not in text.split("Three talks")[1]


def test_a_gate_that_stood_still_says_only_where_it_is() -> None:
    with a_week() as world:
        world.at("2026-12-07 09:01")
        assert "1 Ann, Lanhai. DSO is 91. What makes it 90?" in world.mia.says("digest").text


def test_coached_is_noted_as_a_fact() -> None:
    with a_week() as world:
        assert world.mia.presses(page(world), "Coached").text.startswith("Noted: you spoke about")
        world.mia.says("coached Lanhai the invoice of lot 1")
        kept: list[Fact] = world.read(facts)
        assert [each.body["note"] for each in kept] == [None, "the invoice of lot 1"]


def test_the_next_digest_says_how_many_talks_were_had() -> None:
    with a_week() as world:
        world.at("2026-11-30 09:01")
        assert "Last week's talks" not in world.mia.says("digest").text, "there was no week before"
        world.mia.says("coached Lanhai the invoice of lot 1")
        world.mia.says("ask ACME rd_clarification P2 which door opens")
        world.at("2026-12-07 09:01")
        last = "Last week's talks: 2 of 3 done."
        assert world.mia.hears().about("talks worth having").last.text.split("\n")[-1] == last
        assert world.at("2026-12-09 10:00").mia.says("digest").text.endswith(last)


def facts(unit: Unit) -> list[Fact]:
    table = rows.table(Fact)
    return rows.many(unit, Fact, table.select().where(table.c.kind == "account.coached").order_by(table.c.id))


def test_give_help_opens_the_form_of_a_request() -> None:
    with a_week() as world:
        form = world.mia.presses(page(world), "Give help").form
        assert form.command == "ask"
        assert next(ask.value for ask in form.asks if ask.name == "account")


def test_change_plan_opens_the_principal_contradiction() -> None:
    with a_week() as world:
        assert world.mia.presses(page(world), "Change plan").form.command == "account contradiction"


def test_coached_is_for_who_manages_the_account() -> None:
    with a_week() as world:
        assert world.ann.says("coached ACME").refused
        assert world.zoe.says("coached ACME").refused
