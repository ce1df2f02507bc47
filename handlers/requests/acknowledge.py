"""/ack N [DAY]: somebody has seen it, and says by which day they answer (domain.md 6 "The promise").

Without a day the resolve due day is promised; `/ack when N` offers days first, and a day after the target is asked
about once. On a request that is acknowledged already, a day is a new promise.
"""

from __future__ import annotations

from datetime import date, timedelta

from handlers.arguments.slots import AFutureDay, ARequestNumber
from handlers.command import Args, Command
from handlers.context import Context
from handlers.permissions import May
from handlers.reply import Button, Buttons, Line, Reply, instead, only_you
from handlers.requests.changes import change, fitting, note
from handlers.requests.clocks import Standing, standing, zone_of
from handlers.requests.numbered import One, the_request
from handlers.requests.sayings import button, length, person, ref
from handlers.values import Day, Name, T, moment, t
from scoring.requests import TAKEN, RequestState, Verb
from scoring.terms import ClockName
from storage.find import company
from storage.tables.requests import Request

DAYS_OFFERED = 3
LOOKED_AHEAD = 60


class Ack(Args):
    number: ARequestNumber
    day: AFutureDay | None = None


def ack(args: Ack, request: Request, ctx: Context) -> Reply:
    again = RequestState(request.state) in TAKEN and args.day is not None
    if not again:
        fitting(request, Verb.ACK, ctx)
    it = standing(request, ClockName.RESOLVE, ctx)
    if args.day is not None and _late(args.day, it, ctx) and not ctx.again:
        return _after_the_target(args.day, request, it, ctx)
    day = args.day or due_day(it, ctx)
    return _promised(day, request, ctx) if again else _acknowledged(day, request, ctx)


def by_which_day(args: One, request: Request, ctx: Context) -> Reply:
    """The next working days as buttons."""
    fitting(request, Verb.ACK, ctx)
    it = standing(request, ClockName.RESOLVE, ctx)
    days = tuple(_day_button(day, request, ctx) for day in _working_days(it, ctx))
    another = button("another_day", request, " ?")
    return only_you(Line(text=t("requests.ack.which", ref=ref(request))), Buttons(shown=days, more=(another,)))


def due_day(it: Standing, ctx: Context) -> date:
    """The day on which the resolve clock is due, as the writer sees it; today when it is late already."""
    due = it.due
    return ctx.today if due is None else max(ctx.today, due.astimezone(ctx.zone).date())


def _acknowledged(day: date, request: Request, ctx: Context) -> Reply:
    after = change(
        request, Verb.ACK, ctx, owner_id=request.owner_id or ctx.who.id, promised_day=day, given_back=False
    )
    it = standing(after, ClockName.ACKNOWLEDGE, ctx)
    words = t(
        "requests.ack.done",
        ref=ref(after),
        used=length(it.used_minutes, after),
        target=length(it.target_minutes, after),
        sees=_sees(after, day, ctx),
    )
    return instead(Line(text=words), _next(after))


def _promised(day: date, request: Request, ctx: Context) -> Reply:
    after = note(request, "promise", ctx, promised_day=day)
    words = t("requests.ack.promised", ref=ref(after), sees=_sees(after, day, ctx))
    return instead(Line(text=words), _next(after))


def _sees(request: Request, day: date, ctx: Context) -> T:
    absent = _stands_in_for(request, ctx)
    asker, who, on = person(request.asked_by, ctx), Name(names=ctx.who.names), Day(on=day)
    if absent is None:
        return t("requests.ack.sees", asker=asker, day=on, who=who)
    return t("requests.ack.sees_stand_in", asker=asker, day=on, who=who, absent=absent)


def _stands_in_for(request: Request, ctx: Context) -> Name | None:
    """The absent lead for whom this person acts."""
    lead = company.find_member(ctx.unit, company.the_unit(ctx.unit, request.unit_id).lead_id)
    if lead is None or company.stand_in(ctx.unit, lead.id, ctx.now) != ctx.who.id:
        return None
    return Name(names=lead.names)


def _next(request: Request) -> Buttons:
    return Buttons(shown=(button("start", request), button("ask_back", request)))


def _working_days(it: Standing, ctx: Context) -> list[date]:
    """The next days on which the department works, today among them."""
    today = ctx.now.astimezone(zone_of(it.clock)).date()
    days = (today + timedelta(days=ahead) for ahead in range(LOOKED_AHEAD))
    return [day for day in days if it.clock.calendar.works_on(day)][:DAYS_OFFERED]


def _day_button(day: date, request: Request, ctx: Context) -> Button:
    label = t("requests.ack.today") if day == ctx.today else t("requests.ack.day", day=Day(on=day))
    return Button(label=label, command=f"ack R{request.number} {day.isoformat()}")


def _late(day: date, it: Standing, ctx: Context) -> bool:
    return day > due_day(it, ctx)


def _after_the_target(day: date, request: Request, it: Standing, ctx: Context) -> Reply:
    last = due_day(it, ctx)
    words = t(
        "requests.ack.late",
        day=Day(on=day),
        due=moment(it.due or ctx.now, "full"),
        asker=person(request.asked_by, ctx),
    )
    change_it = Button(
        label=t("requests.ack.instead", day=Day(on=last)), command=f"ack R{request.number} {last.isoformat()}"
    )
    keep_it = Button(
        label=t("requests.ack.keep", day=Day(on=day)), command=f"ack R{request.number} {day.isoformat()} again=yes"
    )
    return instead(Line(text=words), Buttons(shown=(change_it, keep_it)))


COMMANDS = (
    Command("ack", takes=Ack, on=the_request, may=May.WORK_REQUEST, run=ack, example="ack R40 fri"),
    Command(
        "ack when",
        takes=One,
        on=the_request,
        may=May.WORK_REQUEST,
        run=by_which_day,
        example="ack when R40",
        reads=True,
        menu=False,
    ),
)
