"""Nudges go out at 9:00 and 14:00 of each reader, one message a half day (domain.md 7; defaults.md)."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from handlers.coaching.message import message
from handlers.coaching.seen import Seen, everything
from handlers.coaching.sight import Sight, look
from handlers.context import Context
from handlers.due import Due
from handlers.local_time import next_local
from handlers.post import post
from handlers.tell import tell
from scoring.coaching.batch import Heard, chosen
from scoring.worktime import WorkCalendar
from storage.find import coaching, company
from storage.tables.coaching import Nudge
from storage.tables.company import Member
from storage.tables.messages import Timer

KIND = "nudges"
AT = (time(9), time(14))
ACTED_WITHIN = timedelta(days=3)


def run(timer: Timer, ctx: Context) -> datetime:
    """Tell everybody whose half day has begun since the last look; next due where the next one begins."""
    sight = look(ctx)
    begun = [member for member in sight.members.values() if _begins(member, ctx.now)]
    if begun:
        _tell_all(begun, everything(sight, ctx), sight, ctx)
    return _next(ctx.now, {member.timezone for member in sight.members.values()} or {ctx.company.timezone})


def first(ctx: Context) -> datetime:
    return _next(ctx.now, {ctx.company.timezone})


def _next(now: datetime, zones: set[str]) -> datetime:
    return min(next_local(ZoneInfo(zone), None, at, now) for zone in zones for at in AT)


def _begins(member: Member, now: datetime) -> bool:
    """Whether a half day of theirs began within the last hour: a late batch is not said in the evening."""
    local = now.astimezone(ZoneInfo(member.timezone))
    return any(timedelta() <= local - datetime.combine(local, at, local.tzinfo) < timedelta(hours=1) for at in AT)


def _tell_all(members: list[Member], seen: list[Seen], sight: Sight, ctx: Context) -> None:
    by_member: dict[int, list[Seen]] = defaultdict(list)
    for each in seen:
        by_member[each.member_id].append(each)
    history = coaching.last_nudges(ctx.unit, {each.cause for each in seen})
    _see_what_was_acted_on({(each.member_id, each.cause) for each in seen}, ctx)
    snoozed = coaching.snoozed(ctx.unit, ctx.now)
    today = coaching.said_since(ctx.unit, ctx.now - timedelta(hours=12))
    calendars = {unit_id: _calendar(unit_id, ctx) for unit_id in {member.unit_id for member in members} if unit_id}
    for member in members:
        if not _works(member, calendars, ctx.now):
            continue
        heard = {cause: _heard(nudge) for (id, cause), nudge in history.items() if id == member.id}
        mine = by_member.get(member.id, [])
        say = chosen(mine, heard, snoozed.get(member.id, {}), today.get(member.id, 0), ctx.now)
        if say:
            _say(member, list(say), ctx)


def _say(member: Member, say: list[Seen], ctx: Context) -> None:
    nudges = [_kept(each, ctx) for each in say]
    tell(member, *message(say, nudges), ctx=ctx)
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


def _calendar(unit_id: int, ctx: Context) -> WorkCalendar | None:
    row = company.calendar_of(ctx.unit, unit_id, ctx.company_day)
    return None if row is None else WorkCalendar.from_json(row.body)


def _works(member: Member, calendars: dict[int, WorkCalendar | None], now: datetime) -> bool:
    """A working day of their department, else Monday to Friday."""
    day: date = now.astimezone(ZoneInfo(member.timezone)).date()
    calendar = calendars.get(member.unit_id or 0)
    return calendar.works_on(day) if calendar is not None else day.weekday() < 5


DUES = (Due(KIND, run=run, first=first),)
