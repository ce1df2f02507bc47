"""/snooze: be left alone for a while, of one nudge or of all; and the button that marks one done (domain.md 7)."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from handlers.arguments.slots import AWhole, one_of
from handlers.command import Args, Command
from handlers.context import Context
from handlers.permissions import May
from handlers.post import post
from handlers.reply import Line, Refused, Reply, only_you
from handlers.values import moment, t
from storage.find import coaching
from storage.tables.coaching import Nudge
from storage.tables.company import Member

LENGTHS = {"1d": timedelta(days=1), "3d": timedelta(days=3), "1w": timedelta(weeks=1)}
EVERYTHING = "*"


class Snooze(Args):
    length: Annotated[str, one_of(*LENGTHS)]
    nudge: AWhole | None = None


class Done(Args):
    nudge: AWhole


def oneself(args: Args, ctx: Context) -> Member:
    return ctx.who


def snooze(args: Snooze, who: Member, ctx: Context) -> Reply:
    """Without a number all nudges rest; breaches and answers never do."""
    until = ctx.now + LENGTHS[args.length]
    cause = EVERYTHING
    if args.nudge is not None:
        nudge = _own(args.nudge, ctx)
        cause = nudge.cause
        coaching.mark_nudge(ctx.unit, nudge.id, snoozed_until=until)
    coaching.silence(ctx.unit, who.id, cause, until)
    post("nudge.snoozed", "member", who.id, ctx, cause=cause, until=until.isoformat())
    key = "coaching.snooze.all" if cause == EVERYTHING else "coaching.snooze.this"
    return only_you(Line(text=t(key, until=moment(until, "full"))))


def done(args: Done, who: Member, ctx: Context) -> Reply:
    nudge = _own(args.nudge, ctx)
    if nudge.done_at is None:
        coaching.mark_nudge(ctx.unit, nudge.id, done_at=ctx.now, acted_at=nudge.acted_at or ctx.now)
        post("nudge.done", "nudge", nudge.id, ctx, account_id=nudge.account_id, by=who.id)
    return only_you(Line(text=t("coaching.done.words")))


def _own(id: int, ctx: Context) -> Nudge:
    """One's own nudge; another's reads like none."""
    nudge = coaching.find_nudge(ctx.unit, id)
    if nudge is None or nudge.member_id != ctx.who.id:
        raise Refused(t("coaching.nudge.unknown"))
    return nudge


COMMANDS = (
    Command("snooze", takes=Snooze, on=oneself, may=May.SET_SELF, run=snooze, example="snooze 3d"),
    Command("nudge done", takes=Done, on=oneself, may=May.SET_SELF, run=done, example="nudge done 7", menu=False),
)
