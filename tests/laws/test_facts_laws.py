"""Laws of the journal (architecture.md Laws): a void gives back exactly what its event gave; replay equals."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage import rows
from storage.replay import check
from storage.tables.standings import AccountDay, KindDay, MemberQuarter
from tests.world import World, a_company

LINES = (
    "/log ACME order {amount}00k again=yes",
    "/log ACME exec_meeting visit {amount} again=yes",
    "/log ACME collection {amount}50k with @bo again=yes",
    "/log ACME dso {amount}",
)
STEPS = st.lists(
    st.tuples(st.sampled_from(("log", "confirm", "join", "dispute", "void")), st.integers(1, 9), st.integers(0, 3)),
    min_size=1,
    max_size=14,
)


def sums(world: World) -> list[object]:
    def find(unit: object) -> list[object]:
        tables = (KindDay, MemberQuarter, AccountDay)
        return [sorted(map(repr, rows.many(unit, each, rows.table(each).select()))) for each in tables]  # type: ignore[arg-type]

    found: list[object] = world.read(find)
    return found


def live(world: World, steps: Sequence[tuple[str, int, int]]) -> int:
    """Play the steps; how many events there are."""
    count = 0
    for step, number, kind in steps:
        if step == "log":
            count += not world.ann.says(LINES[kind].format(amount=number)).refused
        elif step == "confirm":
            world.bo.says(f"/confirm {number} again=yes")
        elif step == "join":
            world.ann.says(f"/joined {number} @bo again=yes")
        elif step == "dispute":
            world.bo.says(f"/dispute {number} why again=yes")
        else:
            world.mia.says(f"/void {number} why again=yes")
    return count


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS)
def test_replay_equals_what_was_moved_step_by_step(steps: Sequence[tuple[str, int, int]]) -> None:
    with a_company().with_account("ACME") as world:
        live(world, steps)
        assert world.read(check) == []


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS)
def test_voiding_everything_leaves_what_nothing_would_have_left(steps: Sequence[tuple[str, int, int]]) -> None:
    with a_company().with_account("ACME") as world:
        for number in range(1, live(world, steps) + 1):
            world.mia.says(f"/void {number} all of it again=yes")
        days, members, _ = sums(world)
        assert all("=0" in each and "count=0" in each for each in days)  # type: ignore[attr-defined]
        assert all("hundredths=0" in each and "pending=0" in each for each in members)  # type: ignore[attr-defined]
