"""/digest: a manager's week on one page, and by itself on their Monday at 9:00 (domain.md 7, conversation 14)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import cast
from zoneinfo import ZoneInfo

from handlers.coaching.digest_gates import first_thing
from handlers.coaching.digest_lines import accounts, applause, silent, title, waits
from handlers.coaching.portfolio import Portfolio, portfolio
from handlers.coaching.saying import counted
from handlers.coaching.sight import Sight, look
from handlers.coaching.talks import suggested, talks
from handlers.command import Command, Nothing
from handlers.context import Context
from handlers.due import Due
from handlers.local_time import next_local
from handlers.permissions import May
from handlers.post import post
from handlers.reply import Heading, Line, Part, Reply, only_you
from handlers.tell import tell
from handlers.values import Day, t
from storage.find import digests
from storage.tables.company import Member
from storage.tables.messages import Timer

KIND = "digest"
MONDAY, AT = 0, time(9)
ON_TIME = timedelta(hours=1)


def digest(args: Nothing, who: Member, ctx: Context) -> Reply:
    return only_you(*page(who, ctx))


def page(reader: Member, ctx: Context, sight: Sight | None = None) -> tuple[Part, ...]:
    """The whole digest; a heading with nothing under it is left out."""
    it = portfolio(reader, ctx, sight)
    if not it.standings:
        return (Line(text=t("coaching.digest.nothing")),)
    return (Line(text=title(it), role="title"), *first_thing(it), *_sections(it), *_last_week(reader, it, ctx))


def _sections(it: Portfolio) -> Iterator[Part]:
    yield from accounts(it)
    for key, lines in (("applause", applause(it)), ("waits", waits(it)), ("silent", silent(it))):
        if found := list(lines):
            yield Heading(text=t(f"coaching.digest.{key}"))
            yield from found
    if worth := list(talks(it)):
        count = len(worth) // 2
        yield Heading(text=t("coaching.digest.talks", count=count, many=counted(count)))
        yield from worth


def _last_week(reader: Member, it: Portfolio, ctx: Context) -> Iterator[Line]:
    """How many of the talks of the last digest before this week were answered."""
    this_week = datetime.combine(it.day - timedelta(days=it.day.weekday()), time(), ZoneInfo(reader.timezone))
    before = digests.last_talks(ctx.unit, reader.id, this_week)
    if before is None or not (talked := [int(id) for id in cast(list[int], before.body["accounts"])]):
        return
    done = digests.answered(ctx.unit, reader.id, talked, before.at)
    yield Line(text=t("coaching.digest.last_week", count=len(talked), done=len(done)))


def _keep_talks(reader: Member, ctx: Context, sight: Sight) -> None:
    accounts_ = [account.id for account, _ in suggested(portfolio(reader, ctx, sight))]
    post(digests.SUGGESTED, "member", reader.id, ctx, accounts=accounts_)


def run(timer: Timer, ctx: Context) -> datetime:
    """Each manager whose Monday 9:00 has come since this was due; a late one says so."""
    readers = digests.readers(ctx.unit)
    sight = look(ctx)
    for reader in readers:
        begun = _monday(reader, timer.due_at)
        if begun <= ctx.now:
            tell(reader, *_late(reader, begun, ctx), *page(reader, ctx, sight), ctx=ctx)
            _keep_talks(reader, ctx, sight)
    return _next(ctx.now, {reader.timezone for reader in readers} or {ctx.company.timezone})


def _late(reader: Member, begun: datetime, ctx: Context) -> tuple[Line, ...]:
    if ctx.now - begun < ON_TIME:
        return ()
    day, sent = (Day(on=at.astimezone(ZoneInfo(reader.timezone)).date()) for at in (begun, ctx.now))
    return (Line(text=t("coaching.digest.late", day=day, sent=sent)),)


def first(ctx: Context) -> datetime:
    return _next(ctx.now, {ctx.company.timezone})


def oneself(args: Nothing, ctx: Context) -> Member:
    return ctx.who


def _monday(reader: Member, since: datetime) -> datetime:
    """The reader's first Monday 9:00 at or after an instant."""
    return next_local(ZoneInfo(reader.timezone), MONDAY, AT, since - timedelta(microseconds=1))


def _next(now: datetime, zones: set[str]) -> datetime:
    return min(next_local(ZoneInfo(zone), MONDAY, AT, now) for zone in zones)


COMMANDS = (
    Command("digest", takes=Nothing, on=oneself, may=May.SEE_DIGEST, run=digest, example="digest", reads=True),
)
DUES = (Due(KIND, run=run, first=first),)
