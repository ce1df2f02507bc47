"""What nobody ends: a wait is reminded of once and closed as withdrawn, a resolved request closes unrated.

Reminded after one business day, withdrawn after ten, with notice; closed after five days without a rating
(domain.md 6 "What nobody ends").
"""

from __future__ import annotations

from datetime import datetime

from handlers.context import Context
from handlers.due import Due
from handlers.requests.appointments import UNRATED, WAITING, closes_at, withdrawn_at
from handlers.requests.changes import change
from handlers.requests.clocks import standing, zone_of
from handlers.requests.sayings import button, numbered_button, open_button, ref
from handlers.requests.telling import tell_asker
from handlers.values import Day, t
from scoring.requests import RequestState, Verb
from scoring.terms import ClockName
from storage.find import requests as find
from storage.tables.messages import Timer
from storage.tables.requests import Request


def waiting(timer: Timer, ctx: Context) -> datetime | None:
    request = find.the_request(ctx.unit, timer.subject_id)
    if RequestState(request.state) is not RequestState.WAITING:
        return None
    clock = standing(request, ClockName.RESOLVE, ctx).clock
    end = withdrawn_at(request, clock)
    if end is not None and end <= ctx.now:
        _withdraw(request, ctx)
        return None
    if end is not None:
        on = Day(on=end.astimezone(zone_of(clock)).date())
        words = t("requests.waiting.reminded", ref=ref(request), day=on)
        tell_asker(request, words, button("answer", request), numbered_button("cancel", request), ctx=ctx)
    return end


def unrated(timer: Timer, ctx: Context) -> datetime | None:
    request = find.the_request(ctx.unit, timer.subject_id)
    end = closes_at(request)
    if end is None or end > ctx.now:
        return end
    change(request, Verb.CLOSE, ctx)
    return None


def _withdraw(request: Request, ctx: Context) -> None:
    after = change(request, Verb.WITHDRAW, ctx, waiting_since=None)
    words = t("requests.waiting.withdrawn", ref=ref(after))
    tell_asker(after, words, button("reopen", after), open_button(after), ctx=ctx)


DUES = (Due(WAITING, run=waiting), Due(UNRATED, run=unrated))
