"""The ladder: what fires, what the dry run says, and who hears it when somebody is missing."""

from datetime import datetime

from scoring.clocks import Clock, minutes, opened
from scoring.hearers import Absence, Hole, Missing, hearers, stand_in
from scoring.ladder import LADDER, Audience, Climb, Stood, climb, hears, next_step_at, preview
from tests.scoring.office import OFFICE, at

R40 = opened(OFFICE, minutes(480), at("wed 9:40"))


def climbed(text: str, stood: Stood | None = None, clock: Clock = R40) -> Climb:
    return climb(LADDER, clock, stood or Stood(), at(text))


def next_at(text: str, stood: Stood, clock: Clock = R40) -> datetime | None:
    return next_step_at(LADDER, clock, stood, at(text))


def fired(found: Climb) -> int | None:
    return found.fires.share if found.fires else None


def test_a_row_hears_with_all_rows_above_it() -> None:
    assert hears(LADDER, LADDER[1]) == (Audience.OWNER_OR_QUEUE, Audience.LEAD)
    assert hears(LADDER, LADDER[-1]) == tuple(Audience)


def test_each_step_fires_at_the_instant_that_the_dry_run_says() -> None:
    stood = Stood()
    for rung, when in preview(LADDER, R40, at("wed 9:40")):
        assert next_step_at(LADDER, R40, stood, at("wed 9:40")) == when
        found = climb(LADDER, R40, stood, when)
        assert (found.fires, found.passed, found.n) == (rung, (rung.share,), 0)
        stood = found.stood
    assert stood == Stood(200)


def test_nothing_fires_before_its_instant_or_a_second_time() -> None:
    assert fired(climbed("wed 14:39")) is None
    assert fired(climbed("wed 14:45", Stood(50))) is None


def test_after_downtime_only_the_highest_fires_and_the_lower_are_recorded() -> None:
    found = climbed("thu 10:00")
    assert (fired(found), found.passed, found.stood) == (100, (50, 75, 100), Stood(100))


def test_at_twice_the_target_it_repeats_every_business_day() -> None:
    assert next_at("fri 9:40", Stood(200)) == at("+mon 9:40")
    assert fired(climbed("+mon 9:39", Stood(200))) is None
    found = climbed("+mon 9:40", Stood(200))
    assert (fired(found), found.passed, found.n) == (200, (), 1)
    assert next_at("+mon 9:40", found.stood) == at("+tue 9:40")


def test_after_downtime_the_repeats_are_one() -> None:
    assert climbed("+wed 12:00", Stood(200)).n == 3
    found = climbed("+wed 12:00")
    assert (fired(found), found.passed, found.n) == (200, (50, 75, 100, 150, 200), 3)
    assert next_at("+wed 12:00", found.stood) == at("+thu 9:40")


def test_an_act_ends_the_repeats() -> None:
    assert fired(climbed("+wed 12:00", Stood(200, 1, acted=True))) is None
    assert next_at("+wed 12:00", Stood(200, 1, acted=True)) is None


def test_a_clock_that_does_not_run_tells_nobody() -> None:
    for clock in (R40.wait(at("wed 15:00")), R40.stop(at("wed 15:00"))):
        assert fired(climbed("thu 10:00", clock=clock)) is None
        assert next_at("thu 10:00", Stood(), clock) is None


def test_a_step_missed_before_a_pause_is_due_at_once_when_it_goes_on() -> None:
    clock = R40.wait(at("wed 15:00")).resume(at("thu 9:00"))
    assert next_at("thu 9:00", Stood(), clock) == at("wed 14:40")
    assert fired(climbed("thu 9:00", clock=clock)) == 50


def test_reopening_fires_none_that_fired_before() -> None:
    clock = R40.stop(at("wed 17:00")).reopen(at("thu 9:00"))
    assert fired(climbed("thu 9:00", Stood(75), clock)) is None
    assert next_at("thu 9:00", Stood(75), clock) == at("thu 10:40")


def test_a_retarget_fires_only_the_highest_step_due_under_the_new_target() -> None:
    tighter = R40.retarget(minutes(240), at("wed 15:40"))
    found = climbed("wed 15:40", clock=tighter)
    assert (fired(found), found.passed) == (100, (50, 75, 100))
    eased = R40.retarget(minutes(960), at("wed 15:40"))
    assert fired(climbed("wed 15:40", clock=eased)) is None


PRESENT: dict[Audience, tuple[str, ...] | Missing] = {
    Audience.OWNER_OR_QUEUE: ("tang",),
    Audience.LEAD: ("he",),
    Audience.REQUESTER: ("lin",),
    Audience.CHANNEL: ("#acct",),
    Audience.SPONSOR: ("sun",),
    Audience.HEAD_OF_SALES: ("qian",),
}


def test_a_hole_falls_through_at_once_and_is_recorded() -> None:
    heard = hearers(hears(LADDER, LADDER[3]), {**PRESENT, Audience.SPONSOR: Missing.VACANT})
    assert [person for _, person in heard.people] == ["tang", "he", "lin", "#acct", "qian"]
    assert heard.holes == (Hole(Audience.SPONSOR, Missing.VACANT, Audience.HEAD_OF_SALES),)


def test_a_hole_falls_past_other_holes_up_to_nobody() -> None:
    there = {**PRESENT, Audience.SPONSOR: Missing.AWAY, Audience.HEAD_OF_SALES: Missing.UNREACHABLE}
    assert hearers((Audience.SPONSOR,), there).holes == (Hole(Audience.SPONSOR, Missing.AWAY, None),)
    nobody: dict[Audience, tuple[str, ...] | Missing] = {Audience.HEAD_OF_SALES: ("qian",)}
    assert hearers((Audience.OWNER_OR_QUEUE,), nobody).people == ((Audience.HEAD_OF_SALES, "qian"),)


def test_a_missing_channel_bothers_nobody_above() -> None:
    heard = hearers((Audience.CHANNEL,), {**PRESENT, Audience.CHANNEL: Missing.VACANT})
    assert heard.people == ()


def test_one_person_hears_a_step_once() -> None:
    heard = hearers(tuple(Audience), {**PRESENT, Audience.LEAD: ("tang",), Audience.SPONSOR: Missing.VACANT})
    assert [person for _, person in heard.people] == ["tang", "lin", "#acct", "qian"]


def test_deputies_stand_in_along_the_chain_while_somebody_is_away() -> None:
    away = {"luo": Absence(at("fri 0:00"), "xu"), "xu": Absence(at("thu 0:00"), "song")}
    assert stand_in("luo", away, at("wed 9:00")) == "song"
    assert stand_in("luo", away, at("thu 9:00")) == "xu"
    assert stand_in("luo", away, at("fri 0:00")) == "luo"
    assert stand_in("he", away, at("wed 9:00")) == "he"


def test_a_chain_that_bites_its_tail_or_ends_reaches_nobody() -> None:
    until = at("fri 0:00")
    assert stand_in("a", {"a": Absence(until, "b"), "b": Absence(until, "a")}, at("wed 9:00")) is None
    assert stand_in("a", {"a": Absence[str](until)}, at("wed 9:00")) is None
