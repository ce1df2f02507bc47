"""A restart of the demo never goes back."""

from __future__ import annotations

from datetime import timedelta

from bot.demo_clock import resumed
from storage import instants
from tests.world import a_company
from tests.world.company import BEGINNING

HOUR = timedelta(hours=1)


def test_a_new_demo_begins_where_it_is_told_to() -> None:
    world = a_company()
    assert resumed(world.database, BEGINNING, speed=0).now() == BEGINNING


def test_a_restart_goes_on_where_the_clock_was_kept() -> None:
    world = a_company()
    clock = resumed(world.database, BEGINNING, speed=0)
    clock.jump(BEGINNING + HOUR)
    clock.keep()
    assert resumed(world.database, BEGINNING, speed=0).now() == BEGINNING + HOUR


def test_a_restart_is_not_before_what_was_said_since() -> None:
    world = a_company().with_account("ACME")
    world.write(lambda unit: instants.keep(unit, BEGINNING))
    world.passes("3h").ann.says("/win ACME 2.5M")
    assert resumed(world.database, BEGINNING, speed=0).now() == BEGINNING + 3 * HOUR


def test_nobody_works_at_noon() -> None:
    world = a_company().with_department("R&D")
    clock = resumed(world.database, BEGINNING, speed=0)
    clock.jump(BEGINNING + 3.5 * HOUR)
    assert clock.now() == BEGINNING + 4 * HOUR
