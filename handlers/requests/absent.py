"""Somebody is away, or back: the cards of what is with them say who stands in, and stop saying so (domain.md 6)."""

from __future__ import annotations

from datetime import datetime

from handlers.context import Context
from handlers.due import Due
from handlers.post import Reaction
from handlers.tell import redraw
from storage import rows
from storage.find import company
from storage.find import requests as find
from storage.tables.company import Absence
from storage.tables.events import Fact
from storage.tables.messages import Timer
from storage.timers import set_timer

STOOD_IN = "stood_in"


def away(fact: Fact, ctx: Context) -> None:
    absence = rows.the(ctx.unit, Absence, fact.subject_id)
    set_timer(ctx.unit, STOOD_IN, absence.id, _next(absence, ctx.now))
    _redraw(absence, ctx)


def begins_or_ends(timer: Timer, ctx: Context) -> datetime | None:
    absence = rows.by_id(ctx.unit, Absence, timer.subject_id)
    if absence is None:
        return None
    _redraw(absence, ctx)
    return _next(absence, ctx.now)


def _next(absence: Absence, now: datetime) -> datetime | None:
    """When it begins, then when it ends."""
    if absence.ended_at is not None:
        return None
    return next((at for at in (absence.from_at, absence.until_at) if at > now), None)


def _redraw(absence: Absence, ctx: Context) -> None:
    """Also of those for whom this one stands in, or a deputy further along."""
    for each in find.open_with(ctx.unit, {absence.member_id, *company.absences(ctx.unit, ctx.now)}):
        redraw("request", each.id, ctx)


REACTIONS = (Reaction("absence.set", away), Reaction("absence.ended", away))
DUES = (Due(STOOD_IN, run=begins_or_ends),)
