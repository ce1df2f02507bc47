"""A request's two clocks: rows and rules, what a verb does to them, and how they count (domain.md 6).

What counts in a department's figures moves with the fact that carries it under "service" (`storage.service`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from handlers.context import Context
from handlers.requests.policy import in_force
from scoring import clocks as rules
from scoring.attainment import Verdict, Which, verdict
from scoring.clocks import Clock, ClockState
from scoring.ladder import Stood, next_step_at
from scoring.requests import Move, RequestState, affected
from scoring.terms import ClockName, Priority
from scoring.worktime import MINUTE, WorkCalendar
from storage import rows
from storage.find import requests as find
from storage.quarters import quarter_of
from storage.tables.company import Company
from storage.tables.requests import Request, RequestClock
from storage.timers import set_timer

SLA = "sla"

Moves = list[dict[str, Any]]


@dataclass(frozen=True)
class Standing:
    """A clock at an instant, for texts: microseconds used, when it is due, whether it is past its time since when."""

    row: RequestClock
    clock: Clock
    at: datetime

    @property
    def used_minutes(self) -> int:
        return self.clock.used(self.at) // MINUTE

    @property
    def target_minutes(self) -> int:
        return int(self.clock.target / MINUTE)

    @property
    def left_minutes(self) -> int:
        """Working minutes left: with those used they make the target, also some seconds after a step was due."""
        return max(0, self.target_minutes - self.used_minutes)

    @property
    def due(self) -> datetime | None:
        return self.clock.due_at(self.at)

    @property
    def late_since(self) -> datetime | None:
        """Since when it is past the target in force; a breach under an earlier target is none of it."""
        passed = self.clock.passed_at(100, self.at)
        return passed if passed is not None and passed <= self.at else None

    @property
    def running(self) -> bool:
        return self.clock.state is ClockState.RUNNING


def standing(request: Request, name: ClockName, ctx: Context) -> Standing:
    """A clock of a request as it stands now."""
    row = find.clocks_of(ctx.unit, request.id)[name]
    return Standing(row, read(row), ctx.now)


def calendar_of(request: Request, ctx: Context) -> WorkCalendar:
    """The calendar in which a request's time is counted now."""
    return standing(request, ClockName.RESOLVE, ctx).clock.calendar


def opened(request: Request, calendar: WorkCalendar, now: datetime) -> dict[ClockName, Clock]:
    """Both clocks, started now; also for the dry run of a request that was not sent yet."""
    policy = in_force(request)
    return {
        name: rules.opened(calendar, rules.minutes(policy.target(request.priority, name)), now) for name in ClockName
    }


def start_clocks(request: Request, calendar: WorkCalendar, ctx: Context) -> Moves:
    """Start both clocks of a new request, and count it as got; gives what its fact carries under "service"."""
    for name, clock in opened(request, calendar, ctx.now).items():
        row = rows.add(ctx.unit, RequestClock(request_id=request.id, name=name, **columns(clock)))
        _set_timer(request, row, clock, Stood(), ctx)
    got = {"unit_id": request.unit_id, "period": period_of(ctx.now, ctx.company)}
    return [{**got, "account_id": request.account_id, "requests": 1}]


def apply(request: Request, state: RequestState, move: Move, ctx: Context) -> Moves:
    """What a verb does to the clocks of a request that comes to `state`; gives what its fact carries."""
    effects = {ClockName.ACKNOWLEDGE: move.acknowledge, ClockName.RESOLVE: move.resolve}

    def moved(name: ClockName, clock: Clock) -> Clock:
        return affected(clock, effects[name], ctx.now)

    return [*_change(request, state, moved, ctx), *_declines(request, state, ctx)]


def retarget(request: Request, priority: Priority, ctx: Context) -> Moves:
    """Another priority: the targets change from now on, the time used and every pause stay."""
    policy = in_force(request)

    def moved(name: ClockName, clock: Clock) -> Clock:
        if clock.state is ClockState.STOPPED:
            return clock
        return clock.retarget(rules.minutes(policy.target(priority, name)), ctx.now)

    return _change(request, RequestState(request.state), moved, ctx)


def recalendar(request: Request, calendar: WorkCalendar, ctx: Context) -> Moves:
    """Another calendar from now on, for the clocks that have not ended; gives what its fact carries."""

    def moved(name: ClockName, clock: Clock) -> Clock:
        return clock if clock.state is ClockState.STOPPED else clock.recalendar(calendar, ctx.now)

    return _change(request, RequestState(request.state), moved, ctx)


def climbed(request: Request, row: RequestClock, stood: Stood, ctx: Context) -> tuple[Moves, datetime | None]:
    """Keep how far a ladder is climbed, and a breach; gives what the fact carries and the next step's instant."""
    clock = read(row)
    moves = _count(request, RequestState(request.state), row, clock, ctx)
    rows.change(
        ctx.unit,
        RequestClock,
        row.id,
        stood=stood.share,
        repeats=stood.n,
        breached_at=clock.breached_at(ctx.now),
    )
    return moves, next_step_at(in_force(request).ladder, clock, stood, ctx.now)


def read(row: RequestClock) -> Clock:
    """The clock that a row keeps."""
    return rules.from_json(
        {
            "calendar": row.calendar,
            "target": str(row.target_us),
            "target_since": row.target_since.isoformat(),
            "state": row.state,
            "running_since": None if row.running_since is None else row.running_since.isoformat(),
            "carried": row.carried_us,
            "past": row.past,
            "revision": row.revision,
            "breached": None if row.breached_at is None else row.breached_at.isoformat(),
        }
    )


def columns(clock: Clock) -> dict[str, Any]:
    """A clock as the columns of its row."""
    stored = rules.to_json(clock)
    return {
        "state": clock.state.value,
        "target_us": int(clock.target),
        "target_since": clock.target_since,
        "used_us": clock.used_before,
        "carried_us": clock.carried,
        "running_since": clock.running_since,
        "past": stored["past"],
        "revision": clock.revision,
        "breached_at": clock.breached,
        "calendar": stored["calendar"],
    }


def stood(row: RequestClock, request: Request, ctx: Context) -> Stood:
    """How far the ladder is climbed; whoever acted since the last step ends its daily repeat."""
    steps = find.steps_of(ctx.unit, row.id, row.revision) if row.stood else []
    acted = bool(steps) and request.last_sign_at > steps[-1].at
    return Stood(row.stood, row.repeats, acted)


def period_of(at: datetime, company: Company) -> str:
    """The company's quarter of an instant: "2026Q4"."""
    day = at.astimezone(ZoneInfo(company.timezone)).date()
    return quarter_of(day, company.fiscal_year_start).code


def zone_of(clock: Clock) -> ZoneInfo:
    """The zone in which a department's days are counted."""
    return ZoneInfo(clock.calendar.timezone)


def _change(request: Request, state: RequestState, moved: Callable[[ClockName, Clock], Clock], ctx: Context) -> Moves:
    moves: Moves = []
    for name, row in find.clocks_of(ctx.unit, request.id).items():
        clock = moved(name, read(row))
        moves += _count(request, state, row, clock, ctx)
        _keep(request, row, clock, ctx)
    return moves


def _keep(request: Request, row: RequestClock, clock: Clock, ctx: Context) -> None:
    """Write a clock back; a retarget begins its ladder anew, since its steps belong to the target before."""
    begun = Stood() if clock.revision != row.revision else stood(row, request, ctx)
    breached = {"breached_at": clock.breached_at(ctx.now)}
    rows.change(ctx.unit, RequestClock, row.id, **{**columns(clock), **breached}, stood=begun.share, repeats=begun.n)
    _set_timer(request, row, clock, begun, ctx)


def _set_timer(request: Request, row: RequestClock, clock: Clock, begun: Stood, ctx: Context) -> None:
    set_timer(ctx.unit, SLA, row.id, next_step_at(in_force(request).ladder, clock, begun, ctx.now))


def _count(request: Request, state: RequestState, row: RequestClock, clock: Clock, ctx: Context) -> Moves:
    """Count a clock that came to its end or its breach, once; take it back where that no longer holds."""
    name = ClockName(row.name)
    met, ended_at = _verdict(Which(name.value), state, row, clock, ctx.now)
    if (met, ended_at) == (row.met, row.ended_at):
        return []
    rows.change(ctx.unit, RequestClock, row.id, met=met, ended_at=ended_at)
    back = [] if row.met is None else [_counted(request, name, row.met, row.ended_at, -1, ctx)]
    return back + ([] if met is None else [_counted(request, name, met, ended_at, +1, ctx)])


def _verdict(
    which: Which, state: RequestState, row: RequestClock, clock: Clock, now: datetime
) -> tuple[bool | None, datetime | None]:
    found = verdict(which, clock, state, now)
    if found is Verdict.BREACHED:
        return False, clock.breached_at(now)
    if found is Verdict.MET:
        return True, row.ended_at if row.met else now
    return None, None


def _counted(
    request: Request, name: ClockName, met: bool, at: datetime | None, by: int, ctx: Context
) -> dict[str, Any]:
    before = "ack_" if name is ClockName.ACKNOWLEDGE else ""
    period = period_of(at or ctx.now, ctx.company)
    figures = {f"{before}ended": by, **({f"{before}met": by} if met else {})}
    return {"unit_id": request.unit_id, "period": period, **figures}


def _declines(request: Request, state: RequestState, ctx: Context) -> Moves:
    """Count a decline in the quarter in which it was said; take it back when the request leaves that state."""
    was, now = (each is RequestState.DECLINED for each in (RequestState(request.state), state))
    if was == now:
        return []
    said_at = (request.reason_at if was else ctx.now) or ctx.now
    period = period_of(said_at, ctx.company)
    return [{"unit_id": request.unit_id, "period": period, "declined": 1 if now else -1}]
