"""The ladder: whoever should know that a clock runs low, or ran out, hears it once (domain.md 6).

A clock's timer is due at its next step. Of the steps that were missed only the highest is told, the others are kept
as passed; the row, the breach and the messages stand in one transaction. Acknowledge and resolve steps that are due
at once make one message a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from handlers.context import Context
from handlers.due import Due
from handlers.post import post
from handlers.requests import appointments, clocks
from handlers.requests.audience import Ear, Heard, heard_at, send
from handlers.requests.clocks import SLA, read, stood
from handlers.requests.policy import in_force
from handlers.requests.step_texts import Told, message
from handlers.tell import redraw
from scoring.hearers import Hole
from scoring.ladder import Audience, Climb, climb, next_step_at
from scoring.terms import ClockName, Priority
from storage import inbox, rows
from storage.find import requests as find
from storage.tables.messages import Timer
from storage.tables.requests import Request, RequestClock, Step
from storage.timers import set_timer

Json = dict[str, Any]
UNSEEN_AFTER = timedelta(minutes=15)
"""A step of a P1 request that its reader has not seen by then goes to their other platform."""
ORDER = (ClockName.RESOLVE, ClockName.ACKNOWLEDGE)


@dataclass(frozen=True)
class Fired:
    """A clock's step that is told now, and to whom."""

    row: RequestClock
    climbed: Climb
    heard: Heard


def step(timer: Timer, ctx: Context) -> datetime | None:
    """Climb what is due on both clocks of the request; gives when this clock's next step is due."""
    row = find.find_clock(ctx.unit, timer.subject_id)
    if row is None:
        return None
    request = find.the_request(ctx.unit, row.request_id)
    climb_due(request, ctx)
    return _next(request, row.id, ctx)


def climb_due(request: Request, ctx: Context) -> None:
    """Tell what is due on both clocks of a request; nothing where nothing is."""
    fired = [each for each in (_climbed(request, other, ctx) for other in _clocks(request, ctx)) if each]
    if fired:
        _tell(request, fired, ctx)
        redraw("request", request.id, ctx)


def _clocks(request: Request, ctx: Context) -> list[RequestClock]:
    found = find.clocks_of(ctx.unit, request.id)
    return [found[name] for name in ORDER]


def _climbed(request: Request, row: RequestClock, ctx: Context) -> Fired | None:
    """What this clock has passed, kept with the breach; None where nothing is due."""
    ladder = in_force(request).ladder
    found = climb(ladder, read(row), stood(row, request, ctx), ctx.now)
    if found.fires is None:
        return None
    heard = heard_at(request, found.fires, ctx.now, ctx)
    moves, next_at = clocks.climbed(request, row, found.stood, ctx)
    _record(row, found, heard, ctx)
    set_timer(ctx.unit, SLA, row.id, next_at)
    post("request.stepped", "request", request.id, ctx, **_fact(request, row, found, heard), service=moves)
    return Fired(row, found, heard)


def _record(row: RequestClock, found: Climb, heard: Heard, ctx: Context) -> None:
    """Each step once: the one that is told with who hears it, those below as passed."""
    told = heard.rung.share
    of: Json = {"clock_id": row.id, "revision": row.revision, "at": ctx.now}
    below = [share for share in found.passed if share != told or found.n]
    rows.add_all(ctx.unit, [Step(**of, step=share, fired=False) for share in below])
    of["heard"] = [_heard(audience, ear) for audience, ear in heard.people]
    of["holes"] = [_hole(hole) for hole in heard.holes]
    rows.add(ctx.unit, Step(**of, step=told, n=found.n))


def _heard(audience: Audience, ear: Ear) -> dict[str, object]:
    return {"as": audience.value, "member": ear.member, "channel": ear.channel}


def _hole(hole: Hole) -> dict[str, str | None]:
    falls_to = hole.falls_to.value if hole.falls_to else None
    return {"audience": hole.audience.value, "why": hole.why.value, "falls_to": falls_to}


def _fact(request: Request, row: RequestClock, found: Climb, heard: Heard) -> Json:
    return {
        "account_id": request.account_id,
        "number": request.number,
        "clock": str(row.name),
        "revision": row.revision,
        "step": found.stood.share,
        "n": found.n,
        "passed": list(found.passed),
        "heard": sorted({ear.member for _, ear in heard.people if ear.member is not None}),
    }


def _tell(request: Request, fired: list[Fired], ctx: Context) -> None:
    """One message a person, whatever they hear of; the highest step leads it."""
    for ear, steps in _by_ear(fired).items():
        told = [_told(each, audience) for each, audience in steps]
        main = steps[0][0]
        holds = {"clock": main.row.id, "revision": main.row.revision, "step": main.climbed.stood.share}
        holds["n"] = main.climbed.n
        send(
            ear,
            *message(request, ear, told, ctx),
            request=request,
            ctx=ctx,
            holds=holds,
            unseen_after=_wait(request, ear, steps, ctx),
        )
    if any(_asked_the_owner(request, each) for each in fired):
        appointments.asked(request, ctx)


def _wait(request: Request, ear: Ear, steps: list[tuple[Fired, Audience]], ctx: Context) -> timedelta | None:
    """How long a P1 step may stay unseen: not at all where the last one was not seen either."""
    if request.priority != Priority.P1 or ear.member is None:
        return None
    late = any(_unseen(each.row, ear.member, ctx) for each, _ in steps)
    return timedelta() if late else UNSEEN_AFTER


def _unseen(row: RequestClock, member_id: int, ctx: Context) -> bool:
    """Whether an earlier step of the clock reached them so long ago, and they have done nothing since."""
    told = [each for each in find.steps_of(ctx.unit, row.id, row.revision) if each.at <= ctx.now - UNSEEN_AFTER]
    reached = [each.at for each in told if member_id in {cast(Json, heard)["member"] for heard in each.heard}]
    return bool(reached) and not inbox.spoke_since(ctx.unit, member_id, reached[-1])


def _by_ear(fired: list[Fired]) -> dict[Ear, list[tuple[Fired, Audience]]]:
    found: dict[Ear, list[tuple[Fired, Audience]]] = {}
    for each in sorted(fired, key=lambda each: -each.climbed.stood.share):
        for audience, ear in each.heard.people:
            found.setdefault(ear, []).append((each, audience))
    return found


def _told(each: Fired, audience: Audience) -> Told:
    return Told(ClockName(each.row.name), each.heard, audience, each.climbed.n)


def _asked_the_owner(request: Request, each: Fired) -> bool:
    """Half of the time used is told to the owner as the question whether they are still on it."""
    first = each.heard.rung.share == in_force(request).ladder[0].share
    return request.owner_id is not None and each.row.name == ClockName.RESOLVE and first


def _next(request: Request, clock_id: int, ctx: Context) -> datetime | None:
    row = find.find_clock(ctx.unit, clock_id)
    if row is None:
        return None
    return next_step_at(in_force(request).ladder, read(row), stood(row, request, ctx), ctx.now)


DUES = (Due(SLA, run=step),)
