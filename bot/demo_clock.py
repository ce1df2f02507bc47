"""The demo's clock on a database: it goes on where it stood, and rests over hours in which nobody works."""

from __future__ import annotations

from datetime import datetime

from bot.clock import DemoClock
from scoring.worktime import WorkCalendar, next_opening
from storage import instants
from storage.database import Database, Unit
from storage.find import company


def resumed(database: Database, begins: datetime, speed: float) -> DemoClock:
    """The clock from `begins`, or from the latest instant that the database knows; each tick keeps where it is.

    The departments' calendars are those in force at the start.
    """
    start = max(database.read(instants.newest).result() or begins, begins)
    calendars = database.read(lambda unit: _calendars(unit, start)).result()

    def opens(at: datetime) -> datetime:
        openings = [found for each in calendars if (found := next_opening(each, at)) is not None]
        return min(openings, default=at)

    def remember(at: datetime) -> None:
        database.write(lambda unit: instants.keep(unit, at)).result()

    return DemoClock(start, speed, opens, remember)


def _calendars(unit: Unit, at: datetime) -> list[WorkCalendar]:
    found = (company.calendar_of(unit, each.id, at.date()) for each in company.departments(unit))
    return [WorkCalendar.from_json(each.body) for each in found if each is not None]
