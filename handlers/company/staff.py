"""/people add | role | department | name | lead | duty | assistant | remove: administrators look after people."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from handlers.arguments.choices import ChoiceSlot
from handlers.arguments.keyed import Keyed
from handlers.arguments.slots import ADepartment, APerson, ARole, DepartmentSlot, NameSlot
from handlers.arguments.wordings import EmailSlot, ZoneSlot
from handlers.command import AnyCommand, Args, Command, nothing
from handlers.company.naming import at, buttons, given, handle_of, named, same, script_of
from handlers.context import Context
from handlers.permissions import May
from handlers.post import post
from handlers.reply import Button, Line, Refused, Reply, only_you
from handlers.requests.release import release
from handlers.tell import tell
from handlers.values import Listed, Name, Said, T, t
from scoring.terms import Language, Role
from storage.find import accounts, company
from storage.tables.company import Member, OrgUnit

_KEYED_NAME = NameSlot(whole=True)


class Add(Args):
    name: Annotated[str, NameSlot(whole=True)]
    role: Annotated[Role, Keyed("role=", ChoiceSlot(tuple(Role), label="words.role"))] = Role.MEMBER
    department: Annotated[int, Keyed("department=", DepartmentSlot())] | None = None
    handle: Annotated[str, Keyed("handle=", NameSlot())] | None = None
    language: (
        Annotated[Language, Keyed("language=", ChoiceSlot(tuple(Language), label="arguments.choice"))] | None
    ) = None
    zone: Annotated[str, Keyed("zone=", ZoneSlot())] | None = None
    email: Annotated[str, Keyed("email=", EmailSlot())] | None = None
    zh_hans: Annotated[str, Keyed("zh_hans=", _KEYED_NAME)] | None = None
    zh_hant: Annotated[str, Keyed("zh_hant=", _KEYED_NAME)] | None = None


class OnePerson(Args):
    who: APerson


class SetRole(OnePerson):
    role: ARole


class Move(OnePerson):
    department: ADepartment


class Rename(OnePerson):
    en: Annotated[str, Keyed("en=", _KEYED_NAME)] | None = None
    zh_hans: Annotated[str, Keyed("zh_hans=", _KEYED_NAME)] | None = None
    zh_hant: Annotated[str, Keyed("zh_hant=", _KEYED_NAME)] | None = None


class Post(Args):
    department: ADepartment
    who: APerson


class Assistant(Args):
    who: APerson
    assistant: APerson


def add(args: Add, row: None, ctx: Context) -> Reply:
    called = {str(script_of(args.name, ctx)): args.name} | given(None, args.zh_hans, args.zh_hant)
    _refuse_twin(called, ctx)
    member = company.add_member(
        ctx.unit,
        Member(
            handle=_handle(args, called, ctx),
            names=called,
            role=args.role,
            language=args.language or ctx.company.language,
            timezone=args.zone or ctx.company.timezone,
            unit_id=args.department,
            email=args.email,
        ),
    )
    post("member.added", "member", member.id, ctx, names=called, role=str(args.role), handle=member.handle)
    role = t(f"words.role.{args.role}")
    words = t("company.add.done", who=named(member), handle=Said(text=f"@{member.handle}"), role=role)
    return only_you(Line(text=words), *buttons([Button(label=t("company.people.button.all"), command="people")]))


def set_role(args: SetRole, who: Member, ctx: Context) -> Reply:
    role = t(f"words.role.{args.role}")
    if who.role == args.role:
        raise Refused(t("company.role.already", who=ctx.name(who), role=role))
    _refuse_last_admin(who, ctx)
    _change(who, ctx, role=args.role)
    _tell(who, t("company.role.told", by=named(ctx.who), role=role), ctx)
    return _done(t("company.role.done", who=ctx.name(who), role=role))


def move(args: Move, who: Member, ctx: Context) -> Reply:
    unit = company.the_unit(ctx.unit, args.department)
    if who.unit_id == unit.id:
        raise Refused(t("company.move.already", who=ctx.name(who), unit=named(unit)))
    _change(who, ctx, unit_id=unit.id)
    _tell(who, t("company.move.told", by=named(ctx.who), unit=named(unit)), ctx)
    return _done(t("company.move.done", who=ctx.name(who), unit=named(unit)))


def rename(args: Rename, who: Member, ctx: Context) -> Reply:
    """Their name as they give it, in each script."""
    new = given(args.en, args.zh_hans, args.zh_hant)
    if not new:
        example = Said(text=f"/people name {at(who)} zh_Hans=林悦")
        raise Refused(t("company.rename.which", who=named(who), example=example))
    names = dict(who.names) | new
    _change(who, ctx, names=names)
    written = Listed(items=tuple(Said(text=each) for each in dict.fromkeys(names.values())))
    return _done(t("company.rename.done", who=Name(names=names), names=written))


def set_lead(args: Post, row: None, ctx: Context) -> Reply:
    unit = company.the_unit(ctx.unit, args.department)
    who = company.the_member(ctx.unit, args.who)
    if unit.lead_id == who.id:
        raise Refused(t("company.lead.already", who=ctx.name(who), unit=named(unit)))
    _change_unit(unit, ctx, lead_id=who.id)
    _tell(who, t("company.lead.told", by=named(ctx.who), unit=named(unit)), ctx)
    return _done(t("company.lead.done", who=ctx.name(who), unit=named(unit)))


def set_duty(args: Post, unit: OrgUnit, ctx: Context) -> Reply:
    """Who is on duty is the department's queue: what nobody owns reaches them first (defaults.md)."""
    who = company.the_member(ctx.unit, args.who)
    if unit.on_duty_id == who.id:
        raise Refused(t("company.duty.already", who=ctx.name(who), unit=named(unit)))
    _change_unit(unit, ctx, on_duty_id=who.id)
    _tell(who, t("company.duty.told", by=named(ctx.who), unit=named(unit)), ctx)
    return _done(t("company.duty.done", who=ctx.name(who), unit=named(unit)))


def set_assistant(args: Assistant, who: Member, ctx: Context) -> Reply:
    """An assistant may set the other's absence (domain.md 6)."""
    other = company.the_member(ctx.unit, args.assistant)
    if other.id == who.id:
        raise Refused(t("company.assistant.self"))
    _change(who, ctx, assistant_id=other.id)
    _tell(other, t("company.assistant.told", by=named(ctx.who), who=named(who)), ctx)
    return _done(t("company.assistant.done", who=ctx.name(who), assistant=ctx.name(other)))


def remove(args: OnePerson, who: Member, ctx: Context) -> Reply:
    """They can do nothing more, and hold nothing: what they had in hand goes back to its queue. What they did stays,
    under their name."""
    if who.id == ctx.who.id:
        raise Refused(t("company.remove.self"))
    if not ctx.again:
        sure = Button(label=t("company.remove.sure"), command=f"{ctx.line} again=yes", style="danger")
        raise Refused(t("company.remove.asked", who=named(who)), *buttons([sure]))
    _refuse_last_admin(who, ctx)
    for seat in accounts.seats_of(ctx.unit, who.id, ctx.company_day):
        accounts.unseat(ctx.unit, seat, ctx.company_day)
        body = {"member_id": who.id, "role": None}
        post("account.seated", "account", seat.account_id, ctx, account_id=seat.account_id, **body)
    company.vacate(ctx.unit, who.id)
    _change(who, ctx, active=False)
    release(who.id, ctx)
    return _done(t("company.remove.done", who=named(who)))


def the_person(args: OnePerson | Assistant, ctx: Context) -> Member:
    return company.the_member(ctx.unit, args.who)


def the_department(args: Post, ctx: Context) -> OrgUnit:
    return company.the_unit(ctx.unit, args.department)


def _handle(args: Add, called: dict[str, str], ctx: Context) -> str:
    taken = company.handles(ctx.unit)
    if args.handle is None:
        return handle_of(called.get("en") or args.name, taken)
    wanted = args.handle.lstrip("@").casefold()
    if wanted in taken:
        other = Said(text=f"@{handle_of(wanted, taken)}")
        raise Refused(t("company.add.handle_taken", handle=Said(text=f"@{wanted}", limit=40), other=other))
    return wanted


def _refuse_twin(called: dict[str, str], ctx: Context) -> None:
    """Two people may share a name; it is asked whether they do."""
    if ctx.again:
        return
    for member in company.everyone(ctx.unit):
        if any(same(one, other) for one in called.values() for other in member.names.values()):
            another = Button(label=t("company.add.another"), command=f"{ctx.line} again=yes")
            raise Refused(t("company.add.twin", who=named(member), handle=Said(text=at(member))), *buttons([another]))


def _refuse_last_admin(who: Member, ctx: Context) -> None:
    if [admin.id for admin in company.administrators(ctx.unit)] == [who.id]:
        raise Refused(t("company.role.last_admin", who=ctx.name(who)))


def _change(who: Member, ctx: Context, **values: Any) -> None:
    company.change_member(ctx.unit, who.id, **values)
    post("member.changed", "member", who.id, ctx, **values)


def _change_unit(unit: OrgUnit, ctx: Context, **values: Any) -> None:
    company.change_unit(ctx.unit, unit.id, **values)
    post("unit.changed", "unit", unit.id, ctx, **values)


def _tell(who: Member, words: T, ctx: Context) -> None:
    if who.id != ctx.who.id:
        tell(who, Line(text=words), ctx=ctx)


def _done(words: T) -> Reply:
    return only_you(Line(text=words))


def _about(word: str, takes: type[Args], run: Callable[..., Reply], example: str) -> AnyCommand:
    """A command about one person."""
    return Command(word, takes=takes, on=the_person, may=May.MANAGE_PEOPLE, run=run, example=example)


COMMANDS: tuple[AnyCommand, ...] = (
    Command(
        word="people add",
        takes=Add,
        on=nothing,
        may=May.MANAGE_PEOPLE,
        run=add,
        example="people add Tang Wei department=R&D zh_Hans=唐薇",
    ),
    _about("people role", SetRole, set_role, "people role @gao manager"),
    _about("people department", Move, move, "people department @tang R&D"),
    _about("people name", Rename, rename, "people name @tang zh_Hans=唐薇"),
    Command(
        word="people lead",
        takes=Post,
        on=nothing,
        may=May.MANAGE_PEOPLE,
        run=set_lead,
        example="people lead R&D @he",
    ),
    Command(
        word="people duty",
        takes=Post,
        on=the_department,
        may=May.RUN_DEPARTMENT,
        run=set_duty,
        example="people duty R&D @tang",
    ),
    _about("people assistant", Assistant, set_assistant, "people assistant @sun @deng"),
    _about("people remove", OnePerson, remove, "people remove @tang"),
)
