"""A manager's week: Lanhai capped by its DSO, ACME far from its gate, Bare without a plan, R&D late."""

from __future__ import annotations

from tests.world import World, a_company

BEGINNING = (
    "log Lanhai revenue 800k",
    "log Lanhai collection 800k",
    "log Lanhai satisfaction 85",
    "log Lanhai margin 40",
    "log Lanhai dso 94",
    "log Lanhai overdue_receivable 0",
    "log Lanhai best_practice how we did it",
    "log Lanhai best_practice how we did it again on 2026-11-20",
    "log Lanhai exec_meeting with @bo",
    "log ACME order 2.5M lot 2 with @bo",
    "ask ACME rd_clarification P1 rail spec",
)


def a_week() -> World:
    """Up to Wednesday; nothing of it is confirmed before Monday 9:00."""
    world = a_company().with_account("Lanhai", stage="mature", target=1_000_000)
    world = world.with_account("ACME", stage="initial", fr="cy").with_account("Bare", plan=False)
    world = world.with_department("R&D")
    for line in BEGINNING:
        assert not (answer := world.ann.says(line)).refused, answer.text
    world.at("mon 10:00").bo.says("confirm 2 7 8 9 10")
    world.at("wed 10:00").ann.says("log Lanhai dso 91")
    return world
