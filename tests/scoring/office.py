"""The calendar of the golden conversations, and instants as people say them."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from scoring.worktime import WEEKDAYS, weekly

SHANGHAI = ZoneInfo("Asia/Shanghai")
HOURS = ("09:00-12:00", "13:00-18:00")
OFFICE = weekly("Asia/Shanghai", dict.fromkeys(WEEKDAYS[:5], HOURS))

# The Monday of the week in which the conversations are held.
MONDAY = datetime(2026, 11, 23, tzinfo=SHANGHAI)


def at(text: str) -> datetime:
    """ "wed 14:05" of that week in Shanghai; "+tue 17:00" of the week after."""
    day, _, time = text.removeprefix("+").partition(" ")
    hour, minute = time.split(":")
    days = WEEKDAYS.index(day) + 7 * text.startswith("+")
    return MONDAY + timedelta(days=days, hours=int(hour), minutes=int(minute))
