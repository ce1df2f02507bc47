"""Who was in it: asked with one press, and one press more links the request that helped (domain.md 3, 5).

took N asks, joined N @who puts somebody in, left N @who takes them out, parts N is done with it, assist N R31 links a
request. Each says what is so afterwards, so that a second press changes nothing.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from handlers.arguments.slots import AnEventNumber, APerson, ARequestNumber
from handlers.command import Args, Command
from handlers.context import Context
from handlers.events.closed import refuse_closed
from handlers.events.figures import name, ref
from handlers.events.found import account_of, the_standing
from handlers.events.lines import at
from handlers.events.record import roles_of
from handlers.permissions import May
from handlers.post import post
from handlers.reply import Button, Buttons, Line, Refused, Reply, instead, only_you
from handlers.tell import redraw
from handlers.values import Listed, Ref, t
from scoring.terms import EventState, TriangleRole
from storage.find import accounts, company, events
from storage.find.events import Helpful
from storage.tables.company import Member
from storage.tables.events import Event, Part

HELPED_WITHIN = timedelta(days=90)
MOST_HELPERS = 5


class Took(Args):
    number: AnEventNumber


class Joined(Args):
    number: AnEventNumber
    who: APerson


class Assist(Args):
    number: AnEventNumber
    request: ARequestNumber


def question(event: Event, ctx: Context) -> tuple[Line, Buttons]:
    """The triangle as buttons, ticked where they took part, and what helped under ⋯."""
    took = {part.member_id for part in events.around(ctx.unit, event.id).parts}
    triangle = _triangle(event, ctx)
    people = tuple(_toggle(event, member, member.id in took) for member in triangle)
    done = Button(label=t("events.took.done"), command=f"parts {event.number}")
    helped = tuple(_helped(event, request) for request in _helpful(event, ctx)[:MOST_HELPERS])
    return Line(text=t("events.took.question")), Buttons(shown=(*people, done), more=helped)


def ask(args: Took, event: Event, ctx: Context) -> Reply:
    return only_you(*question(event, ctx))


def join(args: Joined, event: Event, ctx: Context) -> Reply:
    """Naming takes nothing from anyone."""
    if not (known := _roles_in(event, args.who, ctx)):
        roles = roles_of(event.account_id, args.who, event.on_day, ctx)
        _say_who(event, ctx, member_id=args.who, roles=roles, took=True)
    return _answer(event, args.who, "events.took.already" if known else "events.took.added", ctx)


def leave(args: Joined, event: Event, ctx: Context) -> Reply:
    if roles := _roles_in(event, args.who, ctx):
        _say_who(event, ctx, member_id=args.who, roles=roles, took=False)
    return _answer(event, args.who, "events.took.removed", ctx)


def done(args: Took, event: Event, ctx: Context) -> Reply:
    took = events.around(ctx.unit, event.id).parts
    people = company.members(ctx.unit, {part.member_id for part in took})
    ordered = dict.fromkeys(part.member_id for part in sorted(took, key=_place))
    remind = Button(label=t("events.button.remind"), command=f"remind {event.number}")
    waits = (Buttons(shown=(remind,)),) if event.state is EventState.PENDING else ()
    if not ordered:
        return instead(Line(text=t("events.took.nobody", event=ref(event))), *waits)
    who = Listed(items=tuple(ctx.name(people[id]) for id in ordered), joined="and")
    key = "events.took.said" if event.state is EventState.PENDING else "events.took.said_counting"
    return instead(Line(text=t(key, event=ref(event), who=who)), *waits)


def link(args: Assist, event: Event, ctx: Context) -> Reply:
    """The owner of a request that helped gets an assist, on top of everybody's."""
    refuse_closed(account_of(event, ctx), event.on_day, ctx)
    number = Ref(kind="request", number=args.request)
    request = next((each for each in _resolved(event, ctx) if each.number == args.request), None)
    if request is None:
        raise Refused(t("events.assist.none", request=number, event=ref(event)))
    owner = company.the_member(ctx.unit, request.owner_id)
    values: dict[str, Any] = {"request": number, "event": ref(event), "who": ctx.name(owner)}
    if request.id in {each.request_id for each in events.around(ctx.unit, event.id).assists}:
        return instead(Line(text=t("events.assist.already", **values)))
    _post(event, "event.linked", ctx, request_id=request.id, member_id=owner.id)
    return instead(Line(text=t("events.assist.linked", **values)), *question(event, ctx))


def _post(event: Event, kind: str, ctx: Context, **body: object) -> None:
    post(kind, "event", event.id, ctx, account_id=event.account_id, **body)
    redraw("event", event.id, ctx)


def _say_who(event: Event, ctx: Context, **body: object) -> None:
    refuse_closed(account_of(event, ctx), event.on_day, ctx)
    _post(event, "event.joined", ctx, **body)


def _answer(event: Event, member_id: int, confirmed: str, ctx: Context) -> Reply:
    """What is asked stands again, ticked as it is now; once confirmed it is no question any more."""
    if event.state is not EventState.CONFIRMED:
        return instead(*question(event, ctx))
    who = ctx.name(company.the_member(ctx.unit, member_id))
    return instead(Line(text=t(confirmed, who=who, event=ref(event))))


def _roles_in(event: Event, member_id: int, ctx: Context) -> list[str]:
    """The roles in which a member took part in an event."""
    return [part.role.value for part in events.around(ctx.unit, event.id).parts if part.member_id == member_id]


def _triangle(event: Event, ctx: Context) -> list[Member]:
    seats = accounts.team(ctx.unit, event.account_id, event.on_day)
    members = (member for role in TriangleRole if role is not TriangleRole.OTHERS for member in seats[role])
    return list({member.id: member for member in members}.values())


def _toggle(event: Event, member: Member, took: bool) -> Button:
    """A tick may be set, taken off and set again within a minute: none of these is the same thing said twice."""
    label = t("events.took.ticked", who=name(member)) if took else t("events.took.open", who=name(member))
    word = "left" if took else "joined"
    return Button(label=label, command=f"{word} {event.number} {at(member)} again=yes")


def _helped(event: Event, request: Helpful) -> Button:
    number = Ref(kind="request", number=request.number)
    return Button(label=t("events.took.helped", request=number), command=f"assist {event.number} R{request.number}")


def _helpful(event: Event, ctx: Context) -> list[Helpful]:
    linked = {each.request_id for each in events.around(ctx.unit, event.id).assists}
    return [each for each in _resolved(event, ctx) if each.id not in linked]


def _resolved(event: Event, ctx: Context) -> list[Helpful]:
    """Resolved in the 90 days before the event; the event's own day belongs to them."""
    zone = ZoneInfo(ctx.company.timezone)
    until = datetime.combine(event.on_day + timedelta(days=1), time(), zone)
    return events.helpful_requests(ctx.unit, event.account_id, until - HELPED_WITHIN, min(until, ctx.now))


def _place(part: Part) -> int:
    return list(TriangleRole).index(part.role)


COMMANDS = (
    Command(word="took", takes=Took, on=the_standing, may=May.TAKE_PART, run=ask, example="took 118", menu=False),
    Command(
        word="joined",
        takes=Joined,
        on=the_standing,
        may=May.TAKE_PART,
        run=join,
        example="joined 118 @Chen Bo",
        menu=False,
    ),
    Command(
        word="left",
        takes=Joined,
        on=the_standing,
        may=May.TAKE_PART,
        run=leave,
        example="left 118 @Chen Bo",
        menu=False,
    ),
    Command(word="parts", takes=Took, on=the_standing, may=May.TAKE_PART, run=done, example="parts 118", menu=False),
    Command(
        word="assist",
        takes=Assist,
        on=the_standing,
        may=May.TAKE_PART,
        run=link,
        example="assist 118 R31",
        menu=False,
    ),
)
