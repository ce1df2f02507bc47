"""When somebody may be nudged: on their working days, not while they are away, not in their quiet hours."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from handlers.context import Context
from handlers.local_time import next_local
from scoring.terms import UnitKind
from scoring.worktime import WorkCalendar
from storage.find import company
from storage.tables.company import Member

SATURDAY = 5
DAY_MINUTES = 24 * 60


@dataclass(frozen=True)
class Hours:
    """Calendars by unit, the company's own where it has one, and who is away."""

    calendars: Mapping[int, WorkCalendar]
    company: WorkCalendar | None
    away: Collection[int]

    def reaches(self, member: Member, now: datetime) -> bool:
        """A working day of their department, else of the company, else Monday to Friday."""
        if member.id in self.away:
            return False
        day: date = now.astimezone(ZoneInfo(member.timezone)).date()
        calendar = self.calendars.get(member.unit_id or 0, self.company)
        return calendar.works_on(day) if calendar is not None else day.weekday() < SATURDAY


def hours(members: Collection[Member], ctx: Context) -> Hours:
    found = {unit_id: _calendar(unit_id, ctx) for unit_id in {each.unit_id for each in members} if unit_id}
    whole = [_calendar(each.id, ctx) for each in company.units(ctx.unit, UnitKind.COMPANY)]
    return Hours(
        calendars={unit_id: calendar for unit_id, calendar in found.items() if calendar is not None},
        company=next((calendar for calendar in whole if calendar is not None), None),
        away=company.absences(ctx.unit, ctx.now).keys(),
    )


def after_quiet(member: Member, now: datetime) -> datetime:
    """Now, or when the quiet hours end in which it falls."""
    start, end = member.quiet_from, member.quiet_to
    if start is None or end is None:
        return now
    zone = ZoneInfo(member.timezone)
    local = now.astimezone(zone)
    minute = local.hour * 60 + local.minute
    quiet = start <= minute < end if start < end else minute >= start or minute < end
    return next_local(zone, None, time(*divmod(end % DAY_MINUTES, 60)), now) if quiet else now


def _calendar(unit_id: int, ctx: Context) -> WorkCalendar | None:
    row = company.calendar_of(ctx.unit, unit_id, ctx.company_day)
    return None if row is None else WorkCalendar.from_json(row.body)
