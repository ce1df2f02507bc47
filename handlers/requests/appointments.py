"""When a request is next looked at by itself, beside its clocks: the promise, the waiting, the unrated end.

Each is one timer of the request, set anew by every change (domain.md 6, "The promise", "What nobody ends").
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from fractions import Fraction

from handlers.context import Context
from handlers.requests.clocks import standing, zone_of
from scoring.clocks import Clock
from scoring.requests import TAKEN, RequestState
from scoring.terms import ClockName
from scoring.worktime import business_days_after, exceeded_at, next_opening
from storage import rows
from storage.find import requests as find
from storage.tables.requests import Remark, Request
from storage.timers import set_timer

PROMISE, WAITING, UNRATED = "promise", "waiting", "unrated"
REMINDED_AFTER, WITHDRAWN_AFTER = 1, 10
SILENT_FOR = 1
UNRATED_FOR = timedelta(days=5)


def plan(request: Request, ctx: Context) -> None:
    """Set or clear the three timers of a request as it stands now."""
    clock = standing(request, ClockName.RESOLVE, ctx).clock
    set_timer(ctx.unit, PROMISE, request.id, _promise(request, clock))
    set_timer(ctx.unit, WAITING, request.id, _waiting(request, clock))
    set_timer(ctx.unit, UNRATED, request.id, closes_at(request))


def asked(request: Request, ctx: Context) -> datetime | None:
    """Keep that the owner was asked whether they are still on it; gives when silence gives the request back."""
    rows.add(ctx.unit, Remark(request_id=request.id, at=ctx.now, how="asked"))
    due = given_back_at(request, ctx)
    set_timer(ctx.unit, PROMISE, request.id, due)
    return due


def given_back_at(request: Request, ctx: Context) -> datetime | None:
    """A business day after the owner was asked; None while they were not asked since their last sign."""
    question = find.last_remark(ctx.unit, request.id, "asked")
    if question is None or question.at <= request.last_sign_at:
        return None
    clock = standing(request, ClockName.RESOLVE, ctx).clock
    return business_days_after(clock.calendar, question.at, SILENT_FOR)


def withdrawn_at(request: Request, clock: Clock) -> datetime | None:
    """When a request that waits for its requester is closed as withdrawn."""
    if request.waiting_since is None:
        return None
    return business_days_after(clock.calendar, request.waiting_since, WITHDRAWN_AFTER)


def closes_at(request: Request) -> datetime | None:
    """When a resolved request is closed though nobody rated it."""
    if RequestState(request.state) is not RequestState.RESOLVED or request.resolved_at is None:
        return None
    return request.resolved_at + UNRATED_FOR


def _promise(request: Request, clock: Clock) -> datetime | None:
    """The earlier of the promised day's end and half of the target without a sign, from the last sign on."""
    if RequestState(request.state) not in TAKEN or request.owner_id is None:
        return None
    silence = exceeded_at(clock.calendar, request.last_sign_at, Fraction(clock.target) / 2)
    broken = _passed(request, clock)
    candidates = [at for at in (silence, broken) if at is not None and at > request.last_sign_at]
    return min(candidates, default=None)


def _passed(request: Request, clock: Clock) -> datetime | None:
    """The first working instant after the promised day."""
    if request.promised_day is None:
        return None
    after = datetime.combine(request.promised_day + timedelta(days=1), time.min, tzinfo=zone_of(clock))
    return next_opening(clock.calendar, after)


def _waiting(request: Request, clock: Clock) -> datetime | None:
    if RequestState(request.state) is not RequestState.WAITING or request.waiting_since is None:
        return None
    return business_days_after(clock.calendar, request.waiting_since, REMINDED_AFTER)
