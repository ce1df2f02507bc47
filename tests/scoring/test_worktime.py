"""Business time: calendars, daylight saving, and where an amount is come to."""

from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from scoring.worktime import (
    ALWAYS,
    MINUTE,
    BadInterval,
    NoHours,
    UnknownZone,
    WorkCalendar,
    business_days_after,
    exceeded_at,
    next_opening,
    reached_at,
    weekly,
    worked,
)
from tests.scoring.office import OFFICE, at

HOUR = 60 * MINUTE


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_lunch_and_the_night_do_not_count() -> None:
    assert worked(OFFICE, at("mon 11:00"), at("tue 10:00")) == 7 * HOUR


def test_nothing_is_used_backwards() -> None:
    assert worked(OFFICE, at("tue 10:00"), at("mon 10:00")) == 0


def test_an_amount_used_up_at_closing_is_reached_then_and_exceeded_next_morning() -> None:
    assert reached_at(OFFICE, at("fri 16:00"), 2 * HOUR) == at("fri 18:00")
    assert exceeded_at(OFFICE, at("fri 16:00"), 2 * HOUR) == at("+mon 9:00")


def test_touching_intervals_leave_no_gap() -> None:
    calendar = weekly("UTC", {"mon": ["09:00-12:00", "12:00-15:00"]})
    assert exceeded_at(calendar, utc("2026-11-23T09:00"), 3 * HOUR) == utc("2026-11-23T12:00")


def test_a_fraction_of_a_microsecond_is_cut_where_it_is_come_to() -> None:
    amount = 2 * HOUR + Fraction(1, 3)
    assert reached_at(OFFICE, at("fri 16:00"), amount) == at("+mon 9:00")
    assert reached_at(OFFICE, at("fri 16:00"), 2 * HOUR - Fraction(1, 3)) == utc("2026-11-27T09:59:59.999999")


def test_a_holiday_has_no_hours_and_a_make_up_day_those_it_is_given() -> None:
    calendar = replace(
        OFFICE, holidays=frozenset({date(2026, 11, 24)}), workdays=frozenset({(date(2026, 11, 28), 0)})
    )
    assert worked(calendar, at("tue 00:00"), at("wed 00:00")) == 0
    assert worked(calendar, at("sat 00:00"), at("sun 00:00")) == 8 * HOUR


def test_a_make_up_day_wins_over_a_holiday_and_may_be_given_no_hours() -> None:
    tuesday, wednesday = date(2026, 11, 24), date(2026, 11, 25)
    calendar = replace(OFFICE, holidays=frozenset({tuesday}), workdays=frozenset({(tuesday, 0), (wednesday, 6)}))
    assert worked(calendar, at("tue 00:00"), at("wed 00:00")) == 8 * HOUR
    assert worked(calendar, at("wed 00:00"), at("thu 00:00")) == 0


def test_a_repeated_hour_counts_twice_and_a_skipped_one_not_at_all() -> None:
    nights = weekly("Europe/Berlin", {"sun": ["00:00-06:00"]})
    assert worked(nights, utc("2026-10-24T12:00"), utc("2026-10-25T12:00")) == 7 * HOUR
    assert worked(nights, utc("2026-03-28T12:00"), utc("2026-03-29T12:00")) == 5 * HOUR
    skipped = weekly("Europe/Berlin", {"sun": ["02:00-03:00"]})
    assert worked(skipped, utc("2026-03-28T12:00"), utc("2026-03-29T12:00")) == 0


def test_a_date_that_a_zone_skipped_is_not_worked() -> None:
    apia = weekly("Pacific/Apia", {"fri": ["00:00-24:00"]})
    assert worked(apia, utc("2011-12-28T00:00"), utc("2012-01-02T00:00")) == 0


def test_decades_cost_no_more_than_a_day() -> None:
    assert worked(ALWAYS, utc("1901-01-01T00:00"), utc("2200-12-31T00:00")) == 109572 * 24 * HOUR
    assert worked(OFFICE, utc("1992-01-06T00:00"), utc("2020-01-06T00:00")) == 28 * 1461 // 4 // 7 * 40 * HOUR


def test_nothing_is_looked_for_beyond_twenty_years() -> None:
    assert exceeded_at(OFFICE, at("mon 9:00"), 10**30) is None
    assert reached_at(OFFICE, at("mon 9:00"), 10**30) is None
    unlucky = weekly("UTC", {"mon": ["00:00-01:00"]})
    mondays = frozenset(date.fromordinal(date(2026, 1, 5).toordinal() + 7 * week) for week in range(1200))
    assert next_opening(replace(unlucky, holidays=mondays), utc("2026-01-01T00:00")) is None
    assert business_days_after(replace(unlucky, holidays=mondays), utc("2026-01-01T00:00"), 1) is None


def test_open_is_the_start_included_and_the_end_not() -> None:
    assert OFFICE.is_open(at("mon 9:00"))
    assert not OFFICE.is_open(at("mon 12:00"))
    assert next_opening(OFFICE, at("mon 12:00")) == at("mon 13:00")
    assert next_opening(OFFICE, at("mon 13:30")) == at("mon 13:30")
    assert next_opening(OFFICE, at("sat 10:00")) == at("+mon 9:00")


def test_a_business_day_is_the_longest_weekday() -> None:
    short_friday = weekly("UTC", {"mon": ["09:00-17:00"], "fri": ["09:00-12:00"]})
    assert short_friday.day_length == 8 * HOUR
    assert ALWAYS.day_length == 24 * HOUR


def test_business_days_are_dates_with_hours() -> None:
    assert business_days_after(OFFICE, at("tue 10:00"), 1) == at("wed 10:00")
    assert business_days_after(OFFICE, at("tue 10:00"), 10) == datetime.fromisoformat("2026-12-08T10:00+08:00")
    assert business_days_after(OFFICE, at("sat 10:00"), 1) == at("+mon 10:00")


def test_a_calendar_goes_to_json_and_back() -> None:
    calendar = replace(OFFICE, holidays=frozenset({date(2026, 10, 1)}), workdays=frozenset({(date(2026, 10, 10), 0)}))
    assert WorkCalendar.from_json(calendar.to_json()) == calendar
    assert ALWAYS.to_json() == "24x7"
    assert WorkCalendar.from_json("24x7") == ALWAYS


@pytest.mark.parametrize(
    "hours",
    [
        ["09:00-09:00"],
        ["12:00-09:00"],
        ["09:00-12:00", "11:00-13:00"],
        ["13:00-18:00", "09:00-12:00"],
        ["09:00-24:01"],
    ],
)
def test_intervals_out_of_order_are_refused(hours: list[str]) -> None:
    with pytest.raises(BadInterval) as refused:
        weekly("UTC", {"tue": hours})
    assert (refused.value.weekday, refused.value.index) == (1, len(hours) - 1)


def test_no_hours_and_unknown_zones_are_refused() -> None:
    with pytest.raises(NoHours):
        weekly("UTC", {"mon": []})
    for zone in ("Mars/Olympus", "localtime", "", "../UTC", "utc"):
        with pytest.raises(UnknownZone):
            weekly(zone, {"mon": ["09:00-10:00"]})
