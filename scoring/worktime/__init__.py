"""Business time: calendars, and exact reckoning in them (domain.md 6)."""

from scoring.worktime.calendar import (
    ALWAYS,
    WEEKDAYS,
    BadInterval,
    NoHours,
    UnknownZone,
    WorkCalendar,
    minute_of_day,
    weekly,
)
from scoring.worktime.reckon import (
    business_days_after,
    exceeded_at,
    horizon,
    next_opening,
    reached_at,
    worked,
)
from scoring.worktime.wall import Interval
from scoring.worktime.zones import MINUTE, SECOND, known_zones

__all__ = [
    "ALWAYS",
    "MINUTE",
    "SECOND",
    "WEEKDAYS",
    "BadInterval",
    "Interval",
    "NoHours",
    "UnknownZone",
    "WorkCalendar",
    "business_days_after",
    "exceeded_at",
    "horizon",
    "known_zones",
    "minute_of_day",
    "next_opening",
    "reached_at",
    "weekly",
    "worked",
]
