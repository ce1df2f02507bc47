"""Business time is one clock that can be moved; the demo's runs fast and never goes back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.clock import FASTEST, DemoClock, ManualClock
from scoring.worktime import next_opening
from tests.world.clocks import office_hours

NINE = datetime(2026, 11, 25, 1, tzinfo=UTC)
SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)


class Real:
    """The machine's clock, in our hands."""

    def __init__(self) -> None:
        self.at = datetime(2030, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at


def opens(at: datetime) -> datetime:
    found = next_opening(office_hours(), at)
    assert found is not None
    return found


def test_the_demo_runs_so_many_times_as_fast() -> None:
    real = Real()
    clock = DemoClock(NINE, speed=60, real=real)
    real.at += 10 * SECOND
    assert clock.now() == NINE + 600 * SECOND
    assert clock.real() == real.at


def test_no_demo_is_faster_than_the_fastest() -> None:
    assert DemoClock(NINE, speed=10_000, real=Real()).speed == FASTEST


def test_the_demo_jumps_over_hours_in_which_nobody_works() -> None:
    real = Real()
    clock = DemoClock(NINE, speed=300, opens=opens, real=real)
    real.at += timedelta(seconds=37)
    assert clock.now() == NINE + 4 * HOUR
    real.at += timedelta(seconds=12)
    assert clock.now() == NINE + 5 * HOUR


def test_changing_speed_or_pausing_moves_nothing() -> None:
    real = Real()
    clock = DemoClock(NINE, speed=60, real=real)
    real.at += 10 * SECOND
    clock.set_speed(1)
    assert clock.now() == NINE + 600 * SECOND
    clock.pause()
    real.at += HOUR
    assert clock.now() == NINE + 600 * SECOND
    clock.pause(False)
    real.at += SECOND
    assert clock.now() == NINE + 601 * SECOND


def test_what_is_kept_is_where_the_next_start_goes_on() -> None:
    kept: list[datetime] = []
    real = Real()
    clock = DemoClock(NINE, speed=60, remember=kept.append, real=real)
    real.at += HOUR
    clock.keep()
    assert kept == [clock.now()]


@given(
    st.lists(st.tuples(st.integers(-5, 500), st.sampled_from(["set_speed", "pause", "jump", "pass"])), max_size=30)
)
@example([(1, "pass"), (-1, "pass")])
def test_the_demo_never_goes_back(steps: list[tuple[int, str]]) -> None:
    real = Real()
    clock = DemoClock(NINE, speed=60, opens=opens, real=real)
    before = clock.now()
    for number, step in steps:
        match step:
            case "set_speed":
                clock.set_speed(number)
            case "pause":
                clock.pause(number % 2 == 0)
            case "jump":
                clock.jump(NINE + number * HOUR)
            case _:
                real.at += number * SECOND
        assert clock.now() >= before
        before = clock.now()


def test_a_naive_instant_is_no_time() -> None:
    with pytest.raises(TypeError):
        ManualClock(datetime(2026, 11, 25, 9))  # noqa: DTZ001


def test_a_test_can_not_go_back_either() -> None:
    with pytest.raises(ValueError, match="before"):
        ManualClock(NINE).set(NINE - SECOND)
