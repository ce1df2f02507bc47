"""Nudges go out at 9:00 and 14:00 of each reader, one message a half day (domain.md 7; defaults.md)."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from handlers.coaching.hours import after_quiet, hours
from handlers.coaching.message import message
from handlers.coaching.seen import Seen, everything
from handlers.coaching.sight import Sight, look
from handlers.context import Context
from handlers.due import Due
from handlers.local_time import next_local
from handlers.post import post
from handlers.tell import tell
from scoring.coaching.batch import REST, Heard, chosen
from storage.find import coaching
from storage.tables.coaching import Nudge
from storage.tables.company import Member
from storage.tables.messages import Timer

KIND = "nudges"
AT = (time(9), time(14))
STILL_NEWS = timedelta(hours=1)
"""A batch that is later than this is not said any more."""
ACTED_WITHIN = timedelta(days=3)


def run(timer: Timer, ctx: Context) -> datetime:
    """Tell everybody whose half day has begun since this was due; next due where the next one begins."""
    sight = look(ctx)
    since = max(timer.due_at, ctx.now - STILL_NEWS) - timedelta(microseconds=1)
    begun = [member for member in sight.members.values() if _next(since, {member.timezone}) <= ctx.now]
    if begun:
        _tell_all(begun, everything(sight, ctx), sight, ctx)
    return _next(ctx.now, {member.timezone for member in sight.members.values()} or {ctx.company.timezone})


def first(ctx: Context) -> datetime:
    return _next(ctx.now, {ctx.company.timezone})


def _next(now: datetime, zones: set[str]) -> datetime:
    return min(next_local(ZoneInfo(zone), None, at, now) for zone in zones for at in AT)


def _tell_all(members: list[Member], seen: list[Seen], sight: Sight, ctx: Context) -> None:
    by_member: dict[int, list[Seen]] = defaultdict(list)
    for each in seen:
        by_member[each.member_id].append(each)
    history = coaching.last_nudges(ctx.unit, {each.cause for each in seen})
    _see_what_was_acted_on({(each.member_id, each.cause) for each in seen}, ctx)
    snoozed = coaching.snoozed(ctx.unit, ctx.now - REST)
    today = coaching.said_since(ctx.unit, ctx.now - timedelta(hours=12))
    open_to = hours(members, ctx)
    for member in members:
        if not open_to.reaches(member, ctx.now):
            continue
        heard = {cause: _heard(nudge) for (id, cause), nudge in history.items() if id == member.id}
        mine = by_member.get(member.id, [])
        say = chosen(mine, heard, snoozed.get(member.id, {}), today.get(member.id, 0), ctx.now)
        if say:
            _say(member, list(say), ctx)


def _say(member: Member, say: list[Seen], ctx: Context) -> None:
    nudges = [_kept(each, ctx) for each in say]
    tell(member, *message(say, nudges), ctx=ctx, not_before=after_quiet(member, ctx.now))
    for nudge in nudges:
        post("nudge.sent", "nudge", nudge.id, ctx, account_id=nudge.account_id, rule=nudge.rule, to=member.id)


def _kept(it: Seen, ctx: Context) -> Nudge:
    return coaching.add_nudge(
        ctx.unit,
        Nudge(
            rule=it.rule,
            cause=it.cause,
            gravity=it.gravity,
            member_id=it.member_id,
            account_id=it.account.id,
            made_at=ctx.now,
            due_at=ctx.now,
            sent_at=ctx.now,
        ),
    )


def _see_what_was_acted_on(still: set[tuple[int, str]], ctx: Context) -> None:
    """A cause that is gone within three days of its nudge was acted on: the rule's hit."""
    for nudge in coaching.not_acted_on(ctx.unit, ctx.now - ACTED_WITHIN):
        if (nudge.member_id, nudge.cause) not in still:
            coaching.mark_nudge(ctx.unit, nudge.id, acted_at=ctx.now)


def _heard(nudge: Nudge) -> Heard:
    return Heard(nudge.sent_at or nudge.made_at, nudge.gravity, nudge.done_at is not None)


DUES = (Due(KIND, run=run, first=first),)
