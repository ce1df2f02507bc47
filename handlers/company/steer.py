"""/account stage | team | leave | sponsor | channel | weight: what managers set (defaults.md; domain.md 2, 4.5)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Annotated

from handlers.arguments.keyed import Keyed
from handlers.arguments.slots import APerson, AStage, ATriangleRole, AWhole, NameSlot
from handlers.command import AnyCommand, Command
from handlers.company.account import OneAccount, the_account
from handlers.company.naming import buttons, named, typed
from handlers.context import Context
from handlers.permissions import May
from handlers.post import post
from handlers.relations import sees_money
from handlers.reply import Button, Line, Refused, Reply, only_you
from handlers.tell import tell
from handlers.values import Number, Said, T, t
from scoring.terms import TriangleRole
from storage.find import accounts, company, plans, room
from storage.tables.accounts import Account, Seat
from storage.tables.company import Conversation, Member

HEAVIEST = 100


class SetStage(OneAccount):
    stage: AStage


class Team(OneAccount):
    who: APerson
    role: ATriangleRole


class Someone(OneAccount):
    who: APerson


class Channel(OneAccount):
    channel: Annotated[str, Keyed("in=", NameSlot())] | None = None


class Weight(OneAccount):
    weight: AWhole


def set_stage(args: SetStage, account: Account, ctx: Context) -> Reply:
    """The plan's version ends yesterday; today another one begins by the new stage's template, to be signed."""
    stage = t(f"words.stage.{args.stage}")
    if account.stage == args.stage:
        raise Refused(t("company.stage.already", account=named(account), stage=stage))
    sheet = plans.restage(ctx.unit, account, args.stage, ctx.company_day, ctx.now)
    accounts.change_account(ctx.unit, account.id, stage=args.stage)
    before = str(account.stage)
    post("account.staged", "account", account.id, ctx, account_id=account.id, before=before, stage=str(args.stage))
    words = t("company.stage.done", account=named(account), before=t(f"words.stage.{before}"), stage=stage)
    for member in accounts.team(ctx.unit, account.id, ctx.company_day)[TriangleRole.AR]:
        if member.id != ctx.who.id:
            tell(member, Line(text=t("company.stage.told", by=named(ctx.who), words=words)), ctx=ctx)
    key = "company.stage.plan" if sheet is not None else "company.stage.no_plan"
    look = Button(label=t("company.account.button.plan"), command=f"plan {typed(account)}")
    return only_you(Line(text=words), Line(text=t(key)), *buttons([look]))


def join(args: Team, account: Account, ctx: Context) -> Reply:
    """Several may share a role. Who gets a seat of the triangle is no helper any more. The room lets them in."""
    who = company.the_member(ctx.unit, args.who)
    role = t(f"words.role.{args.role}")
    own = [seat for seat in accounts.seats(ctx.unit, account.id, ctx.company_day) if seat.member_id == who.id]
    if any(seat.role == args.role for seat in own):
        raise Refused(t("company.team.already", who=ctx.name(who), role=role, account=named(account)))
    for seat in own:
        if TriangleRole.OTHERS in (seat.role, args.role):
            accounts.unseat(ctx.unit, seat, ctx.company_day)
    seat = Seat(account_id=account.id, member_id=who.id, role=args.role, from_day=ctx.company_day)
    accounts.seat_member(ctx.unit, seat)
    room.let_in(ctx.unit, account.id, who.id)
    _seated(account, who, str(args.role), ctx)
    _tell(who, t("company.team.told", by=named(ctx.who), role=role, account=named(account)), ctx)
    return _done(t("company.team.done", who=ctx.name(who), role=role, account=named(account)), account)


def leave(args: Someone, account: Account, ctx: Context) -> Reply:
    """From today on; what they did on the account stays theirs. Who manages or sponsors it stays in the room."""
    who = company.the_member(ctx.unit, args.who)
    own = [seat for seat in accounts.seats(ctx.unit, account.id, ctx.company_day) if seat.member_id == who.id]
    if not own:
        raise Refused(t("company.leave.needless", who=ctx.name(who), account=named(account)))
    for seat in own:
        accounts.unseat(ctx.unit, seat, ctx.company_day)
    if not sees_money(account, replace(ctx, who=who)):
        room.let_out(ctx.unit, account.id, who.id)
    _seated(account, who, None, ctx)
    _tell(who, t("company.leave.told", by=named(ctx.who), account=named(account)), ctx)
    vacant = [role for role in (TriangleRole.AR, TriangleRole.SR, TriangleRole.FR) if _left(role, own, account, ctx)]
    if vacant:
        role = t(f"words.role.{vacant[0]}")
        return _done(t("company.leave.vacant", who=ctx.name(who), account=named(account), role=role), account)
    return _done(t("company.leave.done", who=ctx.name(who), account=named(account)), account)


def sponsor(args: Someone, account: Account, ctx: Context) -> Reply:
    who = company.the_member(ctx.unit, args.who)
    if account.sponsor_id == who.id:
        raise Refused(t("company.sponsor.already", who=ctx.name(who), account=named(account)))
    accounts.change_account(ctx.unit, account.id, sponsor_id=who.id)
    room.let_in(ctx.unit, account.id, who.id)
    _seated(account, who, "sponsor", ctx)
    _tell(who, t("company.sponsor.told", by=named(ctx.who), account=named(account)), ctx)
    return _done(t("company.sponsor.done", who=ctx.name(who), account=named(account)), account)


def bind(args: Channel, account: Account, ctx: Context) -> Reply:
    """The channel it is said in, or the one named; what is taken from another account is asked about first."""
    place = _the_channel(args.channel, ctx)
    name = Said(text=place.name, limit=80)
    if place.account_id == account.id:
        raise Refused(t("company.channel.already", channel=name, account=named(account)))
    bound = accounts.find_account(ctx.unit, place.account_id)
    if bound is not None and not ctx.again:
        move = Button(label=t("company.channel.move"), command=f"{ctx.line} again=yes")
        raise Refused(t("company.channel.taken", channel=name, account=named(bound)), *buttons([move]))
    company.bind_conversation(ctx.unit, place.id, account_id=account.id)
    post("account.bound", "account", account.id, ctx, account_id=account.id, conversation_id=place.id)
    return _done(t("company.channel.done", channel=name, account=named(account)), account)


def weigh(args: Weight, account: Account, ctx: Context) -> Reply:
    """Its strategic weight: what it counts for on the cards of those who carry it (domain.md 4.7)."""
    if not 0 < args.weight <= HEAVIEST:
        raise Refused(t("company.weight.range", most=HEAVIEST))
    accounts.change_account(ctx.unit, account.id, weight=Decimal(args.weight))
    post("account.weighted", "account", account.id, ctx, account_id=account.id, weight=args.weight)
    return _done(t("company.weight.done", account=named(account), weight=Number(value=Decimal(args.weight))), account)


def _the_channel(name: str | None, ctx: Context) -> Conversation:
    if name is None:
        here = company.find_conversation(ctx.unit, ctx.where.conversation_id)
        if here is None or here.direct:
            raise Refused(t("company.channel.here"))
        return here
    found = company.channel_named(ctx.unit, {name, name.lstrip("#"), f"#{name.lstrip('#')}"})
    if found is None:
        raise Refused(t("company.channel.unknown", channel=Said(text=name, limit=40)))
    return found


def _left(role: TriangleRole, seats: list[Seat], account: Account, ctx: Context) -> bool:
    """Whether nobody holds a role any more that was held until now."""
    held = any(seat.role == role for seat in seats)
    return held and not accounts.team(ctx.unit, account.id, ctx.company_day)[role]


def _seated(account: Account, who: Member, role: str | None, ctx: Context) -> None:
    post("account.seated", "account", account.id, ctx, account_id=account.id, member_id=who.id, role=role)


def _tell(who: Member, words: T, ctx: Context) -> None:
    if who.id != ctx.who.id:
        tell(who, Line(text=words), ctx=ctx)


def _done(words: T, account: Account) -> Reply:
    look = Button(label=named(account), command=f"account {typed(account)}")
    return only_you(Line(text=words), *buttons([look]))


def _command(word: str, takes: type[OneAccount], run: Callable[..., Reply], example: str) -> AnyCommand:
    return Command(
        word=f"account {word}",
        takes=takes,
        on=the_account,
        may=May.STEER_ACCOUNT,
        run=run,
        example=f"account {example}",
    )


COMMANDS = (
    _command("stage", SetStage, set_stage, "stage Huaxing mature"),
    _command("team", Team, join, "team Huaxing @wu FR"),
    _command("leave", Someone, leave, "leave Huaxing @wu"),
    _command("sponsor", Someone, sponsor, "sponsor Huaxing @sun"),
    _command("channel", Channel, bind, "channel Huaxing"),
    _command("weight", Weight, weigh, "weight Huaxing 2"),
)
