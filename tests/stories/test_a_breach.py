"""Nobody answers, then somebody does (house rule 19; domain.md 6)."""

from __future__ import annotations

import pytest

from tests.databases import BOTH
from tests.world import a_company


@pytest.mark.parametrize("kind", BOTH)
def test_a_breach_pings_the_lead_once(kind: str) -> None:
    world = a_company(kind).with_account("ACME", plan=False).with_department("R&D", lead="lee", owner="ray")
    world.at("mon 09:00").ann.says("/ask ACME rd_clarification P1 rail spec")
    world.passes("1h1m", working=True)
    breached = world.lee.hears().about("Nobody acknowledged R1 by 10:00")
    assert len(breached.rang) == 1
    which_day = world.ray.presses(world.channel("R&D").hears()[0], "Acknowledge")
    world.ray.presses(which_day, "Today")
    world.passes("30m")
    assert world.lee.hears().last == breached.last


@pytest.mark.parametrize("kind", BOTH)
def test_after_downtime_only_the_highest_step_rings(kind: str) -> None:
    world = a_company(kind).with_account("ACME", plan=False, sponsor="sue").with_department("R&D")
    world.at("mon 09:00").ann.says("/ask ACME rd_clarification P1 rail spec")
    world.sleeps("1h35m").settles()
    assert len(world.lee.hears()) == 1
    assert "1 h 35 min" in world.sue.hears().last.text
