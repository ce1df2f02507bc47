"""Who hears of a request: the ladder's audiences as people and channels, deputies and holes (domain.md 6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from handlers.context import Context
from handlers.reply import Part
from handlers.requests.policy import in_force
from handlers.tell import announce, tell
from handlers.values import Name
from scoring.clocks import Clock
from scoring.hearers import Absence, Hole, Missing, hearers, stand_in
from scoring.ladder import Audience, Rung, hears, preview
from scoring.terms import Priority
from scoring.worktime import ALWAYS, WEEKDAYS, WorkCalendar, next_opening, weekly
from storage.find import accounts, company
from storage.find import requests as find
from storage.tables.company import Absence as Away
from storage.tables.company import Conversation, Member, OrgUnit
from storage.tables.requests import Request


@dataclass(frozen=True)
class Ear:
    """One who hears: a member in person, or a channel. `stands_in_for` is the absent one, away through `until`."""

    member: int | None = None
    channel: int | None = None
    stands_in_for: int | None = field(default=None, compare=False)
    until: date | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Heard:
    """A step: who hears it, each once and as whom, and which of them the steps below did not reach."""

    rung: Rung
    at: datetime
    people: tuple[tuple[Audience, Ear], ...]
    new: tuple[tuple[Audience, Ear], ...]
    holes: tuple[Hole, ...]


There = Mapping[Audience, Sequence[Ear] | Missing]


def rungs(request: Request, clock: Clock, ctx: Context, as_of: datetime | None = None) -> tuple[Heard, ...]:
    """The dry run of one clock: every step if nobody acts, when, and who hears it by the absences known today.

    The request need not be stored: it is asked for its account, department, asker, owner and policy only.
    """
    ladder = in_force(request).ladder
    return tuple(heard_at(request, rung, at, ctx) for rung, at in preview(ladder, clock, as_of or ctx.now))


def heard_at(request: Request, rung: Rung, at: datetime, ctx: Context) -> Heard:
    """Who hears a step at an instant."""
    ladder = in_force(request).ladder
    there = present(request, at, ctx)
    found = hearers(hears(ladder, rung), there)
    below = [lower for lower in ladder if lower.share < rung.share]
    before = {ear for _, ear in hearers(hears(ladder, below[-1]), there).people} if below else set()
    new = tuple((audience, ear) for audience, ear in found.people if ear not in before)
    return Heard(rung, at, found.people, new, found.holes)


def present(request: Request, at: datetime, ctx: Context) -> There:
    """Each audience of a request's ladder at an instant, or why nobody is there."""
    department = company.the_unit(ctx.unit, request.unit_id)
    account = accounts.the_account(ctx.unit, request.account_id)
    seen = _Sight(ctx, at)
    sales = ctx.company.head_of_sales_id
    return {
        Audience.OWNER_OR_QUEUE: seen.person(request.owner_id) if request.owner_id else _queue(department, seen),
        Audience.LEAD: seen.person(_lead(department, ctx)),
        Audience.REQUESTER: seen.person(request.asked_by),
        Audience.CHANNEL: _channels(request.account_id, ctx),
        Audience.SPONSOR: seen.person(account.sponsor_id),
        Audience.HEAD_OF_SALES: seen.person(sales) if sales else _anyone(company.administrators(ctx.unit), seen),
    }


def queue(request: Request, ctx: Context) -> tuple[Ear, ...]:
    """A department's queue: its on-duty person, else its channel, else everyone in it."""
    found = _queue(company.the_unit(ctx.unit, request.unit_id), _Sight(ctx, ctx.now))
    return () if isinstance(found, Missing) else tuple(found)


def looks_at_declines(request: Request, ctx: Context) -> Member | None:
    """Who looks at a no: the department's lead, or whoever is next where the lead said it or is not there."""
    there = present(request, ctx.now, ctx)
    above = company.managers_above(ctx.unit, request.unit_id)
    seen = _Sight(ctx, ctx.now)
    chain = [
        there[Audience.LEAD],
        *(seen.person(manager) for manager in above),
        there[Audience.SPONSOR],
        there[Audience.HEAD_OF_SALES],
    ]
    ears = (ear for found in chain if not isinstance(found, Missing) for ear in found)
    member = next((ear.member for ear in ears if ear.member not in (None, ctx.who.id)), None)
    return company.find_member(ctx.unit, member)


def reach(member_id: int | None, ctx: Context) -> Ear | None:
    """The person, or who stands in for them now; None where nobody is there."""
    found = _Sight(ctx, ctx.now).person(member_id)
    return None if isinstance(found, Missing) else found[0]


def ring(
    member_id: int | None,
    *parts: Part,
    request: Request,
    ctx: Context,
    holds: Mapping[str, object] | None = None,
) -> bool:
    """Tell a person, or their stand-in, in their working hours; not who caused it, nor who silenced the request."""
    ear = reach(member_id, ctx)
    return ear is not None and send(ear, *parts, request=request, ctx=ctx, holds=holds)


def send(
    ear: Ear,
    *parts: Part,
    request: Request,
    ctx: Context,
    holds: Mapping[str, object] | None = None,
    unseen_after: timedelta | None = None,
) -> bool:
    """Queue one message to one ear; False when it was not."""
    if ear.member is None:
        return _announce(ear, *parts, request=request, ctx=ctx, holds=holds)
    if ear.member == ctx.who.id or find.silences(ctx.unit, request.id, ear.member):
        return False
    member = company.the_member(ctx.unit, ear.member)
    at_once = rings_at_once(request, ctx)
    return tell(
        member,
        *parts,
        ctx=ctx,
        subject="request",
        subject_id=request.id,
        holds=holds,
        not_before=None if at_once else _opening(working_hours(member, ctx), ctx),
        urgent=at_once,
        unseen_after=unseen_after,
    )


def delivered_at(ear: Ear, at: datetime, request: Request, ctx: Context) -> datetime:
    """When what is told at an instant reaches an ear: in its working hours, unless the request rings at once."""
    if rings_at_once(request, ctx):
        return at
    return next_opening(_hours(ear, ctx), at) or at


def rings_at_once(request: Request, ctx: Context) -> bool:
    """Only P1 of a department that never closes rings outside the reader's working hours."""
    if request.priority != Priority.P1:
        return False
    return calendar(request.unit_id, ctx) == ALWAYS


def working_hours(member: Member, ctx: Context) -> WorkCalendar:
    """A reader's hours: their department's, else Mon-Fri 9-18 in their zone."""
    own = calendar(member.unit_id, ctx) if member.unit_id else None
    return own or office(member.timezone)


def calendar(unit_id: int, ctx: Context) -> WorkCalendar | None:
    """A department's calendar in force today."""
    row = company.calendar_of(ctx.unit, unit_id, ctx.company_day)
    return None if row is None else WorkCalendar.from_json(row.body)


def office(timezone: str) -> WorkCalendar:
    return weekly(timezone, dict.fromkeys(WEEKDAYS[:5], ("09:00-18:00",)))


def name_of(ear: Ear, ctx: Context) -> Name:
    """A person's or a channel's name."""
    if ear.member is not None:
        return Name(names=company.the_member(ctx.unit, ear.member).names)
    channel = company.find_conversation(ctx.unit, ear.channel)
    return Name(names={"en": channel.name} if channel else {})


@dataclass(frozen=True)
class _Sight:
    """Who can be reached at an instant."""

    ctx: Context
    at: datetime

    def person(self, member_id: int | None) -> Sequence[Ear] | Missing:
        member = company.find_member(self.ctx.unit, member_id)
        if member is None or not member.active:
            return Missing.VACANT
        away = company.absences(self.ctx.unit, self.at)
        there = stand_in(member.id, {who: _absence(each) for who, each in away.items()}, self.at)
        if there is None:
            return Missing.AWAY
        if company.direct_conversation(self.ctx.unit, there) is None:
            return Missing.UNREACHABLE
        if there == member.id:
            return (Ear(member=there),)
        return (Ear(member=there, stands_in_for=member.id, until=away[member.id].last_day),)


def _absence(away: Away) -> Absence[int]:
    return Absence(away.until_at, away.deputy_id)


def _queue(department: OrgUnit, seen: _Sight) -> Sequence[Ear] | Missing:
    on_duty = seen.person(department.on_duty_id)
    if not isinstance(on_duty, Missing):
        return on_duty
    channel = company.find_conversation(seen.ctx.unit, department.queue_id)
    if channel is not None:
        return (Ear(channel=channel.id),)
    return _anyone(company.people_of(seen.ctx.unit, department.id), seen)


def _anyone(members: Sequence[Member], seen: _Sight) -> Sequence[Ear] | Missing:
    found = [seen.person(member.id) for member in members]
    ears = tuple(dict.fromkeys(ear for each in found if not isinstance(each, Missing) for ear in each))
    return ears or Missing.VACANT


def _lead(department: OrgUnit, ctx: Context) -> int | None:
    """A vacant lead's place is the parent unit's manager's."""
    lead = company.find_member(ctx.unit, department.lead_id)
    if lead is not None and lead.active:
        return lead.id
    if department.parent_id is None:
        return None
    return company.the_unit(ctx.unit, department.parent_id).manager_id


def _channels(account_id: int, ctx: Context) -> tuple[Ear, ...]:
    """The account's channels, but never one with people from outside the company."""
    found = company.account_channels(ctx.unit, account_id)
    return tuple(Ear(channel=each.id) for each in found if not each.outsiders)


def _announce(ear: Ear, *parts: Part, request: Request, ctx: Context, holds: Mapping[str, object] | None) -> bool:
    channel = company.find_conversation(ctx.unit, ear.channel)
    if channel is None:
        return False
    announce(
        channel.id,
        *parts,
        ctx=ctx,
        subject="request",
        subject_id=request.id,
        holds=holds,
        not_before=None if rings_at_once(request, ctx) else _opening(_hours_of(channel, ctx), ctx),
    )
    return True


def _hours(ear: Ear, ctx: Context) -> WorkCalendar:
    if ear.member is not None:
        return working_hours(company.the_member(ctx.unit, ear.member), ctx)
    channel = company.find_conversation(ctx.unit, ear.channel)
    return _hours_of(channel, ctx) if channel is not None else office(ctx.company.timezone)


def _hours_of(channel: Conversation, ctx: Context) -> WorkCalendar:
    own = calendar(channel.unit_id, ctx) if channel.unit_id else None
    return own or office(ctx.company.timezone)


def _opening(hours: WorkCalendar, ctx: Context) -> datetime | None:
    opening = next_opening(hours, ctx.now)
    return opening if opening is not None and opening > ctx.now else None
