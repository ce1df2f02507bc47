"""/ask ACCOUNT KIND [P1|P2|P3] what: a call for help, with two clocks and a ladder (domain.md 6).

The policy in force is copied onto the request, both clocks start, the card stands with both sides, and the
department's queue is rung. A line with all parts is sent at once and its answer carries the dry run; a form shows it
above its button.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from handlers.arguments.plain import fold
from handlers.arguments.slots import AnAccount, ARequestKind, DepartmentSlot, WordsSlot
from handlers.command import Args, Command
from handlers.context import Context
from handlers.permissions import May
from handlers.reply import Buttons, Line, Reply, only_you
from handlers.requests.audience import Ear, queue
from handlers.requests.changes import begun
from handlers.requests.clocks import standing, start_clocks
from handlers.requests.departments import find_department, the_department
from handlers.requests.dry_run import dry_run, working_calendar
from handlers.requests.fields import PrioritySlot, ToSlot
from handlers.requests.policy import in_force, policy_for
from handlers.requests.sayings import (
    account as account_name,
)
from handlers.requests.sayings import (
    button,
    department,
    due,
    kind,
    length,
    numbered_button,
    open_button,
    person,
    ref,
    said,
)
from handlers.requests.telling import tell_ear
from handlers.requests.twin import ask_about_twin
from handlers.requests.working import opening_hours
from handlers.tell import show
from handlers.values import Name, T, t
from scoring.terms import ClockName, Holder, Priority, RequestState
from storage import rows
from storage.find import accounts, company
from storage.find import requests as find
from storage.tables.accounts import Account
from storage.tables.company import OrgUnit
from storage.tables.requests import Request


class Ask(Args):
    account: AnAccount
    kind: ARequestKind
    priority: Annotated[Priority, PrioritySlot(helps="requests.ask.priority_help")] = Priority.P2
    to: Annotated[int, ToSlot("to=", DepartmentSlot())] | None = None
    what: Annotated[str, WordsSlot(asks="requests.ask.what")]


def the_account(args: Ask, ctx: Context) -> Account:
    return accounts.the_account(ctx.unit, args.account)


def ask(args: Ask, account: Account, ctx: Context) -> Reply:
    unit = the_department(args.kind, args.to, _behind_the_word(ctx), ctx)
    request = _draft(args, account, unit, ctx)
    if not ctx.again:
        ask_about_twin(request, ctx)
    shown = () if ctx.form else dry_run(request, ctx)
    made = _send(request, ctx)
    cancel = () if ctx.form else (numbered_button("cancel", made),)
    pressed = Buttons(shown=(open_button(made),), more=cancel)
    return only_you(Line(text=_sent(made, ctx)), *shown, pressed, number=f"R{made.number}")


def preview(args: Ask, ctx: Context) -> tuple[Line, ...]:
    """The dry run, and when the department works; nothing while it is open to which department it goes."""
    unit = find_department(args.kind, args.to, ctx)
    if unit is None:
        return ()
    request = _draft(args, the_account(args, ctx), unit, ctx)
    return (*dry_run(request, ctx), opening_hours(unit, ctx))


def submit(fields: Mapping[str, object], ctx: Context) -> T:
    """The button names the act, with the department once that is known."""
    wanted, to = fields.get("kind"), fields.get("to")
    if isinstance(wanted, str):
        unit = find_department(wanted, to if isinstance(to, int) else None, ctx)
        if unit is not None:
            return t("requests.ask.send_to", unit=Name(names=unit.names))
    return t("requests.ask.send")


def second(args: Ask) -> T:
    return t("requests.ask.second")


def _draft(args: Ask, account: Account, unit: OrgUnit, ctx: Context) -> Request:
    """The request as it will be, without number and id."""
    return Request(
        number=0,
        account_id=account.id,
        kind=args.kind,
        priority=args.priority,
        unit_id=unit.id,
        words=args.what,
        folded=fold(args.what),
        asked_by=ctx.who.id,
        asked_at=ctx.now,
        state=RequestState.OPEN,
        holder=Holder.QUEUE,
        last_sign_at=ctx.now,
        policy=policy_for(args.kind, working_calendar(unit.id, ctx)),
        changed_at=ctx.now,
        changed_by=ctx.who.id,
        changed_how="asked",
    )


def _send(request: Request, ctx: Context) -> Request:
    request.number = find.next_number(ctx.unit)
    made = rows.add(ctx.unit, request)
    moves = start_clocks(made, working_calendar(made.unit_id, ctx), ctx)
    begun(made, moves, ctx)
    ears = queue(made, ctx)
    _show(made, ears, ctx)
    for ear in ears:
        tell_ear(ear, made, _your_turn(made, ctx), button("acknowledge", made), button("take", made), ctx=ctx)
    return made


def _show(request: Request, ears: tuple[Ear, ...], ctx: Context) -> None:
    """The asking face in the account's channels, or with who asked; the doing face where the queue is."""
    inside = [each.id for each in company.account_channels(ctx.unit, request.account_id) if not each.outsiders]
    for there in inside or _direct(request.asked_by, ctx):
        show(there, "request", request.id, "asking", ctx)
    for ear in ears:
        for there in [ear.channel] if ear.channel else _direct(ear.member, ctx):
            show(there, "request", request.id, "doing", ctx)


def _direct(member_id: int | None, ctx: Context) -> list[int]:
    found = company.direct_conversation(ctx.unit, member_id) if member_id else None
    return [found.id] if found else []


def _your_turn(request: Request, ctx: Context) -> T:
    return t(
        "requests.ask.your_turn",
        ref=ref(request),
        unit=department(request, ctx),
        asker=person(request.asked_by, ctx),
        account=account_name(request, ctx),
        kind=kind(request),
        priority=t(f"words.priority.{request.priority}"),
        due=due(request, ctx, ClockName.ACKNOWLEDGE),
        words=said(request.words),
    )


def _sent(request: Request, ctx: Context) -> T:
    return t(
        "requests.ask.sent",
        ref=ref(request),
        unit=department(request, ctx),
        acknowledge=length(standing(request, ClockName.ACKNOWLEDGE, ctx).target_minutes, request),
        acknowledge_by=due(request, ctx, ClockName.ACKNOWLEDGE),
        resolve=_working(standing(request, ClockName.RESOLVE, ctx).target_minutes, request),
        resolve_by=due(request, ctx),
    )


def _working(minutes: int, request: Request) -> T:
    """ "8 working hours", "5 working days"."""
    day = in_force(request).day_minutes
    if minutes > day and minutes % day == 0:
        return t("requests.ask.working_days", count=minutes // day)
    if minutes % 60 == 0:
        return t("requests.ask.working_hours", count=minutes // 60)
    return t("requests.ask.working_time", length=length(minutes, request))


def _behind_the_word(ctx: Context) -> str:
    return ctx.line.partition(" ")[2]


COMMANDS = (
    Command(
        "ask",
        takes=Ask,
        on=the_account,
        may=May.ASK,
        run=ask,
        example="ask Huaxing rd_clarification P1 rail spec 4.2: can we state 150 ms?",
        preview=preview,
        preview_without={"what": ""},
        second=second,
        title="requests.ask.title",
        submit=submit,
    ),
)
