"""Who hears a step, in words for who asks: by name and part, with who stands in and who is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers.context import Context
from handlers.requests.audience import Ear, Heard, delivered_at
from handlers.values import Day, Listed, Name, T, Value, moment, t
from scoring.hearers import Hole, Missing
from scoring.ladder import Audience
from storage.find import accounts, company
from storage.tables.company import Conversation
from storage.tables.requests import Request

PLAIN_CHANNELS = frozenset({"telegram"})
"""Where a channel's name is no #name."""

Ears = Sequence[tuple[Audience, Ear]]


@dataclass(frozen=True)
class Told:
    """A step, and when the first of those whom it adds hears it."""

    heard: Heard
    at: datetime


def told(step: Told, request: Request, ctx: Context) -> Value | None:
    """Whom a step adds; None where it adds nobody."""
    holes = [hole for hole in step.heard.holes if _of_step(hole, step.heard)]
    instead = {hole.falls_to for hole in holes}
    others = [each for each in step.heard.new if each[0] not in instead]
    straight = [_straight(hole, step, request, ctx) for hole in holes]
    if straight:
        return _both(straight, others, step, request, ctx)
    if not others:
        return None
    who = _named(others, step, request, ctx)
    first = step.heard.rung.adds[0] is Audience.OWNER_OR_QUEUE
    return who if first else t("requests.dry_run.and", who=who)


def again(heard: Heard, request: Request, ctx: Context) -> T:
    """Those whom a step means, though a step below has reached them already."""
    meant = [each for each in heard.people if each[0] in heard.rung.adds] or list(heard.people)
    names = Listed(items=tuple(_who(ear, ctx) for _, ear in meant))
    return t("requests.dry_run.again", who=names) if meant else t("requests.dry_run.nobody_at_all")


def _of_step(hole: Hole, heard: Heard) -> bool:
    """An account without a channel is no hole to speak of."""
    return hole.audience in heard.rung.adds and hole.audience is not Audience.CHANNEL


def _both(straight: list[T], others: Ears, step: Told, request: Request, ctx: Context) -> T:
    whole = straight[0]
    for one in straight[1:]:
        whole = t("requests.dry_run.also", one=whole, other=one)
    if not others:
        return whole
    added = t("requests.dry_run.and", who=_named(others, step, request, ctx))
    return t("requests.dry_run.also", one=whole, other=added)


def _straight(hole: Hole, step: Told, request: Request, ctx: Context) -> T:
    missing = _missing(hole, request, ctx)
    instead = [each for each in step.heard.people if each[0] is hole.falls_to]
    if not instead:
        return t("requests.dry_run.nobody", hole=missing)
    return t("requests.dry_run.straight", hole=missing, who=_named(instead, step, request, ctx))


def _missing(hole: Hole, request: Request, ctx: Context) -> T:
    unit = company.the_unit(ctx.unit, request.unit_id)
    account = accounts.the_account(ctx.unit, request.account_id)
    ids = {
        Audience.LEAD: unit.lead_id,
        Audience.REQUESTER: request.asked_by,
        Audience.SPONSOR: account.sponsor_id,
        Audience.HEAD_OF_SALES: ctx.company.head_of_sales_id,
    }
    member = company.find_member(ctx.unit, ids.get(hole.audience))
    if hole.why is Missing.VACANT or member is None:
        names = {"unit": Name(names=unit.names), "account": Name(names=account.names)}
        return T(key=f"requests.dry_run.vacant.{hole.audience.value}", values=dict(names))
    return t(f"requests.dry_run.{hole.why.value}", who=_titled(hole.audience, ctx.name(member), False))


def _named(ears: Ears, step: Told, request: Request, ctx: Context) -> Value:
    """The people with their parts, then the channels."""
    people: list[Value] = [
        _late(_part(each, request, ctx), each[1], step, request, ctx) for each in ears if _person(each)
    ]
    channels: list[Value] = [
        _late(_part(each, request, ctx), each[1], step, request, ctx) for each in ears if not _person(each)
    ]
    channels = [each for at, each in enumerate(channels) if each not in channels[:at]]  # of two platforms, one name
    if not people or not channels:
        return _list(people or channels)
    return t("requests.dry_run.people_and_channels", who=_list(people), channel=_list(channels))


def _list(items: list[Value]) -> Value:
    return items[0] if len(items) == 1 else Listed(items=tuple(items))


def _person(each: tuple[Audience, Ear]) -> bool:
    return each[1].member is not None


def _late(who: Value, ear: Ear, step: Told, request: Request, ctx: Context) -> Value:
    """With their own instant, where they begin to work later than the first."""
    at = delivered_at(ear, step.heard.at, request, ctx)
    return who if at <= step.at else t("requests.dry_run.later", who=who, at=moment(at))


def _part(each: tuple[Audience, Ear], request: Request, ctx: Context) -> Value:
    audience, ear = each
    if audience is Audience.OWNER_OR_QUEUE:
        return _queue(ear, request, ctx)
    if ear.member is None:
        return _who(ear, ctx)
    in_own_right = company.the_member(ctx.unit, ear.stands_in_for or ear.member)
    return _stood_in(
        _titled(audience, ctx.name(in_own_right), _is_substitute(audience, in_own_right.id, request, ctx)), ear, ctx
    )


def _queue(ear: Ear, request: Request, ctx: Context) -> Value:
    """A department's queue: its channel with the number of its people, or who is on duty, or each of them."""
    unit = company.the_unit(ctx.unit, request.unit_id)
    name = Name(names=unit.names)
    if ear.member is None:
        return t("requests.dry_run.queue", count=len(company.people_of(ctx.unit, unit.id)), unit=name)
    who = ctx.name(company.the_member(ctx.unit, ear.stands_in_for or ear.member))
    on_duty = (ear.stands_in_for or ear.member) == unit.on_duty_id
    return _stood_in(t("requests.dry_run.on_duty", who=who, unit=name) if on_duty else who, ear, ctx)


def _stood_in(who: Value, ear: Ear, ctx: Context) -> Value:
    if ear.stands_in_for is None or ear.until is None or ear.member is None:
        return who
    deputy = ctx.name(company.the_member(ctx.unit, ear.member))
    return t("requests.dry_run.stand_in", who=who, day=Day(on=ear.until), deputy=deputy)


def _is_substitute(audience: Audience, member_id: int, request: Request, ctx: Context) -> bool:
    """Whether they hear it because nobody holds the part: the unit's manager, an administrator."""
    if audience is Audience.LEAD:
        return company.the_unit(ctx.unit, request.unit_id).lead_id != member_id
    return audience is Audience.HEAD_OF_SALES and ctx.company.head_of_sales_id != member_id


def _titled(audience: Audience, who: Name, substitute: bool) -> Value:
    if audience is Audience.REQUESTER or who.you:
        return who
    part = {Audience.LEAD: "manager", Audience.HEAD_OF_SALES: "admin"}[audience] if substitute else audience.value
    return t(f"requests.dry_run.part.{part}", who=who)


def _who(ear: Ear, ctx: Context) -> Name:
    if ear.member is not None:
        return ctx.name(company.the_member(ctx.unit, ear.stands_in_for or ear.member))
    return _channel(company.find_conversation(ctx.unit, ear.channel))


def _channel(channel: Conversation | None) -> Name:
    if channel is None:
        return Name(names={})
    bare = channel.platform in PLAIN_CHANNELS or channel.name.startswith("#")
    return Name(names={"en": channel.name if bare else f"#{channel.name}"})
