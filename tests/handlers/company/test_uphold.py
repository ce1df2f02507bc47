"""/uphold N: a doubted event and a declined request, each by who decides (domain.md 3, 6)."""

from __future__ import annotations

from tests.world import a_company


def test_a_manager_lets_a_doubted_event_stand() -> None:
    world = a_company().with_account("ACME", fr="cy")
    world.ann.says("win ACME 2.5M lot 2 with @bo")
    world.bo.says("confirm 1")
    world.cy.says("dispute 1 booked in lot 1 already")
    assert world.bo.says("uphold 1").first == "A manager does that for #1: Mia."
    assert not world.mia.says("uphold #1").refused
    assert world.mia.says("uphold 1").refused
    assert "#1" in world.cy.hears().last.text


def test_a_lead_lets_a_decline_stand() -> None:
    world = a_company().with_account("ACME").with_department("R&D", lead="lee", people=("ray",))
    world.ann.says("ask ACME rd_clarification P1 rail spec")
    world.ray.says("decline R1 rig booked till 15 Dec")
    assert world.ann.says("uphold R1").first == "That is for who leads R&D: Lee."
    assert not world.lee.says("uphold R1").refused
