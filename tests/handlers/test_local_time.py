"""Once on each day, on the days of summer time too (traps.md 20)."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.local_time import next_local

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("2027-03-27T12:00+01:00", ["2027-03-28 03:30", "2027-03-29 02:30"]),
        ("2026-10-24T12:00+02:00", ["2026-10-25 02:30", "2026-10-26 02:30"]),
        ("2027-10-30T12:00+02:00", ["2027-10-31 02:30", "2027-11-01 02:30"]),
    ],
)
def test_half_past_two_comes_once_on_the_nights_of_the_change(after: str, expected: list[str]) -> None:
    at, found = datetime.fromisoformat(after), []
    for _ in expected:
        at = next_local(BERLIN, None, time(2, 30), at)
        found.append(at.astimezone(BERLIN).strftime("%Y-%m-%d %H:%M"))
    assert found == expected


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.sampled_from(["Europe/Berlin", "Asia/Shanghai", "America/New_York", "Australia/Lord_Howe", "UTC"]),
    st.times().map(lambda each: each.replace(second=0, microsecond=0, tzinfo=None)),
    st.one_of(st.none(), st.integers(0, 6)),
)
def test_the_next_is_later_and_no_day_is_left_out(after: datetime, name: str, at: time, weekday: int | None) -> None:
    zone = ZoneInfo(name)
    found = next_local(zone, weekday, at, after)
    again = next_local(zone, weekday, at, found)
    days = (again.astimezone(zone).date() - found.astimezone(zone).date()).days
    assert found > after
    assert found - after <= timedelta(days=1 if weekday is None else 7, hours=2)
    assert days == (1 if weekday is None else 7)
