"""/settings hours | holiday | workday: when a department works, from today on (domain.md 6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Annotated, Any, cast

from handlers.arguments.slots import ADepartment, AFutureDay, SomeHours
from handlers.arguments.wordings import FlagSlot, HoursSlot
from handlers.command import AnyCommand, Args, Command, nothing
from handlers.company.naming import named
from handlers.context import Context
from handlers.permissions import May
from handlers.post import post
from handlers.reply import Line, Refused, Reply, only_you
from handlers.requests.clocks import recalendar
from handlers.set_up import STANDARD_HOURS
from handlers.tell import redraw
from handlers.values import Day, Listed, Said, T, Value, t
from scoring.worktime import ALWAYS, WEEKDAYS, WorkCalendar, weekly
from storage.find import company, requests
from storage.tables.company import OrgUnit


class Hours(Args):
    department: ADepartment
    hours: SomeHours | None = None
    second: Annotated[tuple[int, int], HoursSlot(asks="company.field.second")] | None = None
    always: Annotated[bool, FlagSlot("24x7", asks="company.field.always")] = False


class OneDay(Args):
    department: ADepartment
    day: AFutureDay


def set_hours(args: Hours, row: None, ctx: Context) -> Reply:
    """Monday to Friday, in one or two spans; holidays and make-up workdays stay."""
    unit = company.the_unit(ctx.unit, args.department)
    if args.always:
        return _settle(unit, ALWAYS, t("company.hours.always", unit=named(unit)), ctx)
    spans = sorted(span for span in (args.hours, args.second) if span is not None)
    if not spans or any(start >= end for start, end in spans) or _overlap(spans):
        raise Refused(t("company.hours.which", unit=named(unit)))
    texts = [f"{_clock(start)}-{_clock(end)}" for start, end in spans]
    before = _calendar(unit, ctx)
    new = weekly(_zone(before, ctx), dict.fromkeys(WEEKDAYS[:5], texts))
    if before != ALWAYS:
        new = replace(new, holidays=before.holidays, workdays=before.workdays)
    said: tuple[Value, ...] = tuple(Said(text=each) for each in texts)
    return _settle(unit, new, t("company.hours.done", unit=named(unit), hours=Listed(items=said)), ctx)


def set_holiday(args: OneDay, row: None, ctx: Context) -> Reply:
    unit = company.the_unit(ctx.unit, args.department)
    before = _calendar(unit, ctx)
    if not before.works_on(args.day):
        raise Refused(t("company.holiday.already", unit=named(unit), day=Day(on=args.day)))
    if before == ALWAYS:
        raise Refused(t("company.holiday.always", unit=named(unit)))
    new = replace(before, holidays=before.holidays | {args.day}, workdays=_without(before, args.day))
    return _settle(unit, new, t("company.holiday.done", unit=named(unit), day=Day(on=args.day)), ctx)


def set_workday(args: OneDay, row: None, ctx: Context) -> Reply:
    """A day that is worked though its weekday or a holiday says otherwise, with the hours of the week's first day."""
    unit = company.the_unit(ctx.unit, args.department)
    before = _calendar(unit, ctx)
    if before.works_on(args.day):
        raise Refused(t("company.workday.already", unit=named(unit), day=Day(on=args.day)))
    new = replace(before, holidays=before.holidays - {args.day})
    if not new.works_on(args.day):
        like = next(weekday for weekday, hours in enumerate(new.hours) if hours)
        new = replace(new, workdays=_without(new, args.day) | {(args.day, like)})
    return _settle(unit, new, t("company.workday.done", unit=named(unit), day=Day(on=args.day)), ctx)


def _settle(unit: OrgUnit, calendar: WorkCalendar, words: T, ctx: Context) -> Reply:
    """Store it from today on; the clocks that run go by it from now on."""
    body = calendar.to_json()
    kept = cast(dict[str, Any], body)
    company.put_calendar(ctx.unit, unit.id, ctx.company_day, kept)
    open_ones = requests.open_in(ctx.unit, unit.id)
    service = [move for each in open_ones for move in recalendar(each, calendar, ctx)]
    post("calendar.changed", "unit", unit.id, ctx, calendar=body, service=service)
    for each in open_ones:
        redraw("request", each.id, ctx)
    if not open_ones:
        return only_you(Line(text=words))
    return only_you(Line(text=words), Line(text=t("company.hours.clocks", count=len(open_ones))))


def _calendar(unit: OrgUnit, ctx: Context) -> WorkCalendar:
    found = company.calendar_of(ctx.unit, unit.id, ctx.company_day)
    if found is not None:
        return WorkCalendar.from_json(found.body)
    return weekly(ctx.company.timezone, dict.fromkeys(WEEKDAYS[:5], STANDARD_HOURS))


def _zone(calendar: WorkCalendar, ctx: Context) -> str:
    return ctx.company.timezone if calendar == ALWAYS else calendar.timezone


def _without(calendar: WorkCalendar, day: date) -> frozenset[tuple[date, int]]:
    return frozenset(each for each in calendar.workdays if each[0] != day)


def _overlap(spans: list[tuple[int, int]]) -> bool:
    return any(end > start for (_, end), (start, _) in pairwise(spans))


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _admins(word: str, takes: Any, run: Any, example: str) -> AnyCommand:
    return Command(word, takes=takes, on=nothing, may=May.SET_COMPANY, run=run, example=example)


COMMANDS = (
    _admins("settings hours", Hours, set_hours, "settings hours R&D 9:00-12:00 13:00-18:00"),
    _admins("settings holiday", OneDay, set_holiday, "settings holiday R&D 2027-01-01"),
    _admins("settings workday", OneDay, set_workday, "settings workday R&D 2026-12-26"),
)
