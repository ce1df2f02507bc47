"""Who may do what: every permission × role × standing against domain.md's words, and every command said aloud."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from itertools import product

import pytest

from handlers.command import every
from handlers.permissions import TABLE, May, Relations, allowed, why_not
from scoring.terms import Language, Role
from storage.tables.base import metadata
from tests.handlers.permission_table import BY_STANDING, RELATIONS, Standing, expected
from tests.house.texts import messages
from tests.world import Person, World, a_company


@pytest.mark.parametrize("may", May)
def test_who_may_is_what_the_domain_says(may: May) -> None:
    wrong = [
        (role, standing)
        for role, standing in product(Role, Standing)
        if allowed(may, replace(RELATIONS[standing], role=role)) != expected(may, role, standing)
    ]
    assert wrong == []


def test_every_permission_has_its_line() -> None:
    assert set(BY_STANDING) == set(TABLE) == set(May)


def every_relation() -> Iterator[Relations]:
    flags = [field.name for field in fields(Relations) if field.name != "role"]
    for role in Role:
        yield Relations(role=role)
        for one, other in product(flags, flags):
            yield Relations(**{"role": role, one: True, other: True})  # type: ignore[arg-type]


def test_two_standings_give_no_more_than_each_of_them_but_what_is_said() -> None:
    """Being more never takes a right away, but for the second pair of eyes, and for what is confirmed."""
    negative = {"logged", "confirmed_yet"}
    for may, it in product(May, every_relation()):
        for field in fields(Relations):
            if field.name not in negative | {"role"} and allowed(may, it):
                more = replace(it, **{field.name: True})  # type: ignore[arg-type]
                assert allowed(may, more), (may, it, field.name)


def test_each_no_has_its_words_in_each_language() -> None:
    asked = {why_not(may, it) for may, it in product(May, every_relation())} - {None, "it_is_an_event"}
    reached = {f"permissions.{fact}" for fact in asked if fact not in NEVER_SAID}
    assert all(reached <= messages(language).keys() for language in Language)


NEVER_SAID = frozenset(("anyone",))


# --- every command, said by somebody who may not ---


@pytest.fixture
def company() -> World:
    """An account with an order of ¥2,500,000, and a request of it; zoe has nothing to do with either."""
    world = (
        a_company().with_account("ACME", fr="cy", sponsor="sue").with_department("R&D", lead="lee", people=("ray",))
    )
    world.ann.says("win ACME 2.5M lot 2 with @bo")
    world.bo.says("confirm 1")
    world.ann.says("log ACME site_visit with @bo")
    world.ann.says("ask ACME rd_clarification P1 can we state 150 ms?")
    return world


LINES = {
    "account": "account ACME",
    "account alias": "account alias ACME Acme Harbour",
    "account channel": "account channel ACME in=#acct-acme",
    "account contradiction": "account contradiction ACME nobody knows us",
    "account create": "account create Other stage=initial region=north",
    "account leave": "account leave ACME @bo",
    "account name": "account name ACME lang=zh_Hans 安科",
    "account sponsor": "account sponsor ACME @hal",
    "account stage": "account stage ACME mature",
    "account team": "account team ACME @zoe FR",
    "account weight": "account weight ACME 2",
    "away": "away @sue until fri @zoe",
    "back": "back @sue",
    "correct": "correct 1 ACME order 2.6M",
    "uphold": "uphold R1",
    "people add": "people add New Person",
    "people assistant": "people assistant @sue @zoe",
    "people department": "people department @zoe R&D",
    "people duty": "people duty R&D @zoe",
    "people lead": "people lead R&D @zoe",
    "people name": "people name @ann en=Anne",
    "people remove": "people remove @ann again=yes",
    "people role": "people role @zoe admin",
}
"""What zoe would say; where nothing is written here, the command's own example on what there is."""

HERS = frozenset(
    {
        "events",
        "fine",
        "help",
        "home",
        "link",
        "my pending",
        "nudge done",
        "people",
        "requests",
        "score",
        "settings",
        "settings language",
        "settings platform",
        "settings quiet",
        "settings zone",
        "sight",
        "snooze",
        "standings",
        "why",
        "account",
        "undo",
        "welcome",
    }
)
"""What everybody may say, each about themselves or about what is public."""


def line_for(word: str) -> str:
    said = LINES.get(word, every()[word].example)
    return said.replace("Huaxing", "ACME").replace("R40", "R1").replace("R38", "R1").replace("118", "1")


def contents(world: World) -> dict[str, list[object]]:
    """Every row of the company's tables, but for what passes through: deliveries, messages, timers."""
    passing = {"inbox", "outbox", "timer", "message", "place", "counter", "room_message", "alembic_version"}

    def read(unit: object) -> dict[str, list[object]]:
        kept = [table for name, table in metadata.tables.items() if name not in passing]
        return {table.name: list(unit.connection.execute(table.select())) for table in kept}  # type: ignore[attr-defined]

    found: dict[str, list[object]] = world.read(read)
    return found


def test_zoe_can_do_nothing_that_is_not_hers(company: World) -> None:
    before = contents(company)
    done = []
    for word in sorted(set(every()) - HERS):
        answer = company.zoe.says(line_for(word))
        if not (answer.refused or answer.reply.parts[0].tag == "form"):
            done.append((word, answer.text))
    assert done == []
    assert contents(company) == before


def test_zoe_sees_no_money_and_nothing_that_says_it(company: World) -> None:
    said = {word: company.zoe.says(line_for(word)).text for word in sorted(every())}
    assert {word: text for word, text in said.items() if any(secret in text for secret in SECRETS)} == {}


SECRETS = ("2,500,000", "2.5M,", "25.00", "lot 2", "can we state")


def test_a_stranger_reads_and_writes_nothing(company: World) -> None:
    before = contents(company)
    said = {company.stranger.says(line_for(word)).text for word in every() if word != "link"}
    assert len(said) == 1
    assert said.pop().startswith("I don't know you yet, so I show and store nothing.")
    assert contents(company) == before


def test_not_yours_and_no_such_are_the_same_words(company: World) -> None:
    numbered = [
        word for word, command in every().items() if word not in HERS and "number" in str(command.takes.model_fields)
    ]
    assert len(numbered) > 20
    differing = []
    for word in numbered:
        yours, none = (company.zoe.says(about(word, number)).text for number in (1, 9))
        if yours.replace("1", "9") != none.replace("1", "9"):
            differing.append((word, yours, none))
    assert differing == []


def about(word: str, number: int) -> str:
    line = line_for(word)
    return line.replace("R1", f"R{number}") if "R1" in line else line.replace(" 1", f" {number}", 1)


def test_the_department_is_told_what_is_the_askers(company: World) -> None:
    answer = company.ann.says("resolve R1")
    assert answer.text == "R1 is R&D's to resolve; nobody has it yet. Yours are:\n[Add helper] [Cancel R1]"


NOES = (
    ("zoe", "win ACME 3M", "ACME is for its team and managers. Ask Ann, Bo or Cy."),
    ("ann", "account stage ACME mature", "A manager does that for ACME: Mia."),
    ("bo", "account contradiction ACME nobody knows us", "Ann or Mia can say that for ACME."),
    ("bo", "void 2 wrong day", "Ann logged #2 and can take it back; a manager can too: Mia."),
    ("bo", "cancel R1", "R1 is Ann's to decide: Ann asked for it."),
    ("zoe", "away @sue until fri @hal", "Sue, Sue's assistant or an administrator sets that: Ada."),
    ("mia", "people add Somebody", "That is for administrators: Ada."),
    ("ann", "account create Other stage=initial region=north", "That is for managers: Mia."),
    ("ray", "people duty R&D @ray", "That is for who leads R&D: Lee."),
)


def test_a_no_says_who_may(company: World) -> None:
    for who, line, said in NOES:
        answer = company.person(who).says(line)
        assert (answer.first, answer.refused) == (said, True)


def people(world: World) -> list[Person]:
    return [world.person(handle) for handle in ("ann", "bo", "cy", "mia", "sue", "hal", "ada", "lee", "ray", "zoe")]


def test_help_lists_to_each_only_what_they_may_try(company: World) -> None:
    for who in people(company):
        listed = who.says("help all").text
        assert ("/people add" in listed) == (who.handle == "ada")
        assert ("/account stage" in listed) == (who.handle in ("mia", "ada"))
        assert ("/ack" in listed) == (who.handle in ("lee", "ray", "mia"))
