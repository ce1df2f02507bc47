"""The promise: an owner from whom nothing is heard is asked once, "still on it?"; silence gives the request back.

Asked when the promised day has passed, or after half of the resolve target without a sign; given back to the queue
after a business day more (domain.md 6 "The promise").
"""

from __future__ import annotations

from datetime import datetime

from handlers.context import Context
from handlers.due import Due
from handlers.requests import appointments, ladder
from handlers.requests.appointments import PROMISE
from handlers.requests.changes import change
from handlers.requests.clocks import standing, zone_of
from handlers.requests.sayings import account, button, due, hours, open_button, person, ref
from handlers.requests.telling import tell_member, tell_owner
from handlers.values import Day, T, t
from scoring.requests import TAKEN, RequestState, Verb
from scoring.terms import ClockName
from scoring.worktime import MINUTE, worked
from storage.find import requests as find
from storage.tables.messages import Timer
from storage.tables.requests import Request


def ask_or_give_back(timer: Timer, ctx: Context) -> datetime | None:
    request = find.the_request(ctx.unit, timer.subject_id)
    if RequestState(request.state) not in TAKEN or request.owner_id is None:
        return None
    ladder.climb_due(request, ctx)  # Half of the time used asks the same question: it is asked once.
    end = appointments.given_back_at(request, ctx)
    if end is not None and end <= ctx.now:
        _give_back(request, ctx)
    if end is not None:
        return end if end > ctx.now else None
    buttons = (button("still", request), button("done", request), button("hand_over", request))
    tell_member(request.owner_id, request, _question(request, ctx), *buttons, ctx=ctx)
    return appointments.asked(request, ctx)


def _question(request: Request, ctx: Context) -> T:
    day = request.promised_day
    it = standing(request, ClockName.RESOLVE, ctx)
    today, signed = (at.astimezone(zone_of(it.clock)).date() for at in (ctx.now, request.last_sign_at))
    if day is not None and signed <= day < today:
        return t("requests.promise.passed", ref=ref(request), day=Day(on=day), due=due(request, ctx))
    silent = worked(it.clock.calendar, request.last_sign_at, ctx.now) // MINUTE
    return t("requests.promise.silent", ref=ref(request), silent=hours(silent), due=due(request, ctx))


def _give_back(request: Request, ctx: Context) -> None:
    """The queue's turn again; who let it lie hears it too, for their word was undone."""
    after = change(request, Verb.GIVE_BACK, ctx, owner_id=None, promised_day=None, given_back=True)
    about = {"ref": ref(after), "account": account(after, ctx), "due": due(after, ctx)}
    about |= {"owner": person(request.owner_id, ctx)}
    take = button("take", after)
    tell_owner(after, T(key="requests.promise.queue", values=about), take, button("hand_over", after), ctx=ctx)
    told = T(key="requests.promise.given_back", values=about)
    tell_member(request.owner_id, after, told, take, open_button(after), ctx=ctx)


DUES = (Due(PROMISE, run=ask_or_give_back),)
