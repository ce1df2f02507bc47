"""The dry run: who hears what and when if nobody answers, before a request is sent (domain.md 6).

It asks the functions that fire the ladder. Instants are those of delivery: a ping waits for its reader's working
hours. Only who asks sees it, so "you" is them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from itertools import groupby

from handlers.context import Context
from handlers.reply import Line
from handlers.requests.audience import Ear, Heard, calendar, delivered_at, office, rungs
from handlers.requests.clocks import opened
from handlers.requests.hearing import Told, again, told
from handlers.requests.sayings import length
from handlers.values import Listed, Moment, T, Value, moment, t
from scoring.clocks import Clock
from scoring.terms import ClockName
from scoring.worktime import MINUTE, WorkCalendar
from storage.tables.requests import Request

BREACH = 100
NEAR_DAYS = 6
"""So many days ahead a weekday says which day it is."""

Key = tuple[object, ...]


@dataclass(frozen=True)
class Step:
    """A row of the dry run: a step, when the first one hears it."""

    heard: Heard
    at: datetime


def dry_run(request: Request, ctx: Context) -> tuple[Line, ...]:
    """For a request that need not be stored yet."""
    clocks = opened(request, working_calendar(request.unit_id, ctx), ctx.now)
    acknowledge, resolve = (_steps(request, clocks[name], ctx) for name in ClockName)
    title = Line(text=t("requests.dry_run.title"))
    rows = tuple(_row(step, request, ctx) for step in acknowledge)
    return (title, *rows, *_to_resolve(request, clocks[ClockName.RESOLVE], acknowledge, resolve, ctx))


def working_calendar(unit_id: int, ctx: Context) -> WorkCalendar:
    """A department's calendar; office hours where it has none."""
    return calendar(unit_id, ctx) or office(ctx.company.timezone)


def _steps(request: Request, clock: Clock, ctx: Context) -> list[Step]:
    return [Step(heard, _first_delivery(heard, request, ctx)) for heard in rungs(request, clock, ctx)]


def _first_delivery(heard: Heard, request: Request, ctx: Context) -> datetime:
    """Of those whom the step adds, else of all who hear it; the step itself where nobody does."""
    ears = [ear for _, ear in heard.new or heard.people]
    return min((delivered_at(ear, heard.at, request, ctx) for ear in ears), default=heard.at)


def _row(step: Step, request: Request, ctx: Context) -> Line:
    heard = step.heard
    who = told(Told(heard, step.at), request, ctx) or again(heard, request, ctx)
    if heard.rung.share == BREACH:
        who = t("requests.dry_run.breach", who=who)
    if heard.rung.repeats:
        who = t("requests.dry_run.daily", who=who)
    return Line(text=t("requests.dry_run.row", at=moment(step.at), share=heard.rung.share, who=who))


def _to_resolve(
    request: Request, clock: Clock, acknowledge: list[Step], resolve: list[Step], ctx: Context
) -> tuple[Line, ...]:
    """One line where the same people hear the second clock, else its rows."""
    due = clock.due_at(ctx.now)
    about: dict[str, Value] = {
        "due": t("requests.clock.stopped") if due is None else moment(due, "full"),
        "target": length(int(clock.target / MINUTE), request),
    }
    if [_principals(step) for step in acknowledge] == [_principals(step) for step in resolve]:
        times = _by_day([step.at for step in resolve], ctx)
        return (Line(text=T(key="requests.dry_run.resolve", values={**about, "times": times})),)
    rows = tuple(_row(step, request, ctx) for step in resolve)
    return (Line(text=T(key="requests.dry_run.resolve_rows", values=about)), *rows)


def _principals(step: Step) -> tuple[int, list[Key], list[Key]]:
    """Who hears a step in their own right, whoever stands in for them on that day, and who is missing."""
    people = [_principal(ear) for _, ear in step.heard.people]
    holes: list[Key] = [(hole.audience, hole.why, hole.falls_to) for hole in step.heard.holes]
    return step.heard.rung.share, people, holes


def _principal(ear: Ear) -> Key:
    return (ear.stands_in_for or ear.member, ear.channel)


def _by_day(instants: list[datetime], ctx: Context) -> Value:
    """ "Thu 09:05, 11:05, 14:05, Fri 09:05": each day is named once, as the asker sees it."""
    days = groupby(instants, key=lambda at: at.astimezone(ctx.zone).date())
    listed: list[Value] = [_times(list(on_day), ctx) for _, on_day in days]
    return reduce(lambda before, day: t("requests.dry_run.next_day", before=before, day=day), listed)


def _times(instants: list[datetime], ctx: Context) -> Listed:
    first, *others = instants
    ahead = (first.astimezone(ctx.zone).date() - ctx.today).days
    named = Moment(at=first, style="auto" if not ahead else "weekday" if ahead <= NEAR_DAYS else "full")
    return Listed(items=(named, *(Moment(at=at, style="time") for at in others)))
