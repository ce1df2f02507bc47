"""A tick runs what is due, once, and what fails blocks nobody (architecture.md Laws; house rule 9)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from handlers.context import Context
from handlers.due import Due
from storage import rows, timers
from storage.database import Unit
from storage.tables.messages import Timer
from tests.databases import BOTH
from tests.world import World, a_company

both = pytest.mark.parametrize("kind", BOTH)
HOUR = timedelta(hours=1)
Run = Callable[[Timer, Context], datetime | None]


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """What ran, by kind: "daily" comes again a day later, "once" never, "stuck" stays, "broken" raises,
    "clears" takes timer 2 of "once" away."""
    ran: list[tuple[str, int]] = []

    def noting(run: Run) -> Run:
        def noted(timer: Timer, ctx: Context) -> datetime | None:
            ran.append((timer.kind, timer.subject_id))
            return run(timer, ctx)

        return noted

    runs: dict[str, Run] = {
        "daily": lambda timer, ctx: ctx.now + timedelta(days=1),
        "once": lambda timer, ctx: None,
        "stuck": lambda timer, ctx: timer.due_at,
        "broken": _breaks,
        "clears": _clears,
    }
    monkeypatch.setattr("bot.scheduler.dues", lambda: {kind: Due(kind, noting(run)) for kind, run in runs.items()})
    return ran


def _breaks(timer: Timer, ctx: Context) -> datetime | None:
    timers.set_timer(ctx.unit, "once", 99, ctx.now)
    raise RuntimeError("broken on purpose")


def _clears(timer: Timer, ctx: Context) -> datetime | None:
    timers.set_timer(ctx.unit, "once", 2, None)
    return None


def due(world: World, kind: str, subject_id: int = 1, after: timedelta = timedelta()) -> None:
    world.write(lambda unit: timers.set_timer(unit, kind, subject_id, world.now + after))


def standing(world: World) -> dict[tuple[str, int], datetime]:
    def find(unit: Unit) -> dict[tuple[str, int], datetime]:
        found = rows.many(unit, Timer, rows.table(Timer).select())
        return {(timer.kind, timer.subject_id): timer.due_at for timer in found if timer.kind != "midnight"}

    return world.read(find)  # type: ignore[no-any-return]


def quiet(kind: str = "sqlite") -> World:
    """A company in which nothing stands but what a test sets."""
    world = a_company(kind)
    world.write(lambda unit: [rows.remove(unit, Timer, kind=each.kind) for each in timers.claim_due(unit, FAR)])
    return world


FAR = datetime.fromisoformat("2099-01-01T00:00:00+00:00")


@both
def test_what_is_due_runs_and_moves_on(kind: str, ran: list[tuple[str, int]]) -> None:
    world = quiet(kind)
    due(world, "daily", 1)
    due(world, "once", 2)
    due(world, "once", 3, after=HOUR)
    now = world.settles().now
    assert ran == [("daily", 1), ("once", 2)] or ran == [("once", 2), ("daily", 1)]
    assert standing(world) == {("daily", 1): now + timedelta(days=1), ("once", 3): now + HOUR}


def test_a_tick_goes_on_until_nothing_is_due(ran: list[tuple[str, int]]) -> None:
    world = quiet()
    for number in range(130):
        due(world, "once", number)
    world.settles()
    assert len(ran) == 130
    assert standing(world) == {}


@both
def test_one_that_fails_rests_for_an_hour_and_blocks_nobody(kind: str, ran: list[tuple[str, int]]) -> None:
    world = quiet(kind).expects_log("timer broken 1 failed and rests for an hour")
    due(world, "broken", 1)
    due(world, "once", 2)
    world.settles().settles()
    assert sorted(ran) == [("broken", 1), ("once", 2)]
    assert standing(world) == {("broken", 1): world.now + HOUR}
    world.passes("1h")
    assert ran.count(("broken", 1)) == 2


def test_one_that_does_not_move_on_is_a_failure(ran: list[tuple[str, int]]) -> None:
    world = quiet().expects_log("timer stuck 1 failed")
    due(world, "stuck")
    world.settles()
    assert standing(world) == {("stuck", 1): world.now + HOUR}


def test_an_unknown_kind_is_a_failure_too(ran: list[tuple[str, int]]) -> None:
    world = quiet().expects_log("timer nobody 1 failed")
    due(world, "nobody")
    due(world, "once")
    world.settles()
    assert ran == [("once", 1)]


def test_what_an_earlier_one_cleared_does_not_run(ran: list[tuple[str, int]]) -> None:
    world = quiet()
    due(world, "once", 2, after=HOUR)
    due(world, "clears", 1, after=HOUR / 2)
    world.sleeps("2h").settles()
    assert ran == [("clears", 1)]


def test_after_downtime_each_runs_once(ran: list[tuple[str, int]]) -> None:
    world = quiet()
    due(world, "daily")
    world.sleeps("5d").settles()
    assert ran == [("daily", 1)]


def test_what_always_stands_is_set_once() -> None:
    world = a_company()
    before = world.read(timers.next_due)
    assert before is not None
    world.settles()
    assert world.read(timers.next_due) > before
