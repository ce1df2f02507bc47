"""/away [@who] until DAY @deputy · /back [@who]: who stands in for whom (domain.md 6 "Away").

The day named is the last one away. What would reach the absent reaches the deputy; chains of deputies are followed,
and none may lead back to who is away.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from handlers.arguments.slots import APerson, UntilDay
from handlers.command import Args, Command
from handlers.company.deputies import Away, chain, choices, leads_back
from handlers.company.naming import at, buttons, named
from handlers.context import Context
from handlers.local_time import local
from handlers.permissions import May
from handlers.post import post
from handlers.reply import Button, Buttons, Line, Refused, Reply, only_you
from handlers.tell import tell
from handlers.values import Day, T, Value, t
from scoring.terms import Language
from scoring.worktime import WEEKDAYS, WorkCalendar, weekly
from storage.find import company
from storage.tables.company import Absence, Member

_DAY = timedelta(days=1)
_A_YEAR = 366


class GoAway(Args):
    who: APerson | None = None
    until: UntilDay
    deputy: APerson | None = None


class Back(Args):
    who: APerson | None = None


def the_absent(args: GoAway | Back, ctx: Context) -> Member:
    return ctx.who if args.who is None else company.the_member(ctx.unit, args.who)


def go_away(args: GoAway, who: Member, ctx: Context) -> Reply:
    away = _away(args, who, ctx)
    if args.deputy == who.id:
        key = "company.away.self" if who.id == ctx.who.id else "company.away.self_other"
        raise Refused(T(key=key, values=_days(away, ctx)), *_choices(away, ctx))
    if args.deputy is None:
        return _without(away, ctx)
    deputy = company.the_member(ctx.unit, args.deputy)
    if leads_back(away, deputy, ctx):
        raise Refused(t("company.away.loop", deputy=named(deputy), who=ctx.name(who)), *_choices(away, ctx))
    _store(away, deputy, ctx)
    return only_you(Line(text=_done(away, deputy, ctx)), *_further(away, deputy, ctx), *_undo(away, ctx))


def back(args: Back, who: Member, ctx: Context) -> Reply:
    there = [
        each for each in company.absences_between(ctx.unit, ctx.now, _end_of_time(ctx)) if each.member_id == who.id
    ]
    if not there:
        key = "company.back.needless" if who.id == ctx.who.id else "company.back.needless_other"
        raise Refused(t(key, who=named(who)))
    for absence in there:
        _end(absence, ctx)
    key = "company.back.done" if who.id == ctx.who.id else "company.back.done_other"
    return only_you(Line(text=t(key, who=named(who))))


def _away(args: GoAway, who: Member, ctx: Context) -> Away:
    end = local(_zone(who, ctx), args.until + _DAY, time())
    return Away(who, ctx.now, end, args.until, _first_day_back(who, args.until, ctx))


def _zone(who: Member, ctx: Context) -> ZoneInfo:
    return ctx.zone if who.id == ctx.who.id else ZoneInfo(who.timezone)


def _first_day_back(who: Member, last: date, ctx: Context) -> date:
    hours = _hours(who, last, ctx)
    days = (last + timedelta(days=ahead) for ahead in range(1, _A_YEAR))
    return next((day for day in days if hours.works_on(day)), last + _DAY)


def _hours(who: Member, on: date, ctx: Context) -> WorkCalendar:
    """A person's working days: their department's calendar, else Monday to Friday."""
    own = company.calendar_of(ctx.unit, who.unit_id, on) if who.unit_id else None
    if own is not None:
        return WorkCalendar.from_json(own.body)
    return weekly(who.timezone, dict.fromkeys(WEEKDAYS[:5], ("09:00-18:00",)))


def _without(away: Away, ctx: Context) -> Reply:
    """Nobody named: asked, since what would reach the absent then goes past them to the next in the ladder."""
    if not ctx.again:
        key = "company.away.who" if away.who.id == ctx.who.id else "company.away.who_other"
        raise Refused(T(key=key, values=_days(away, ctx)), *_choices(away, ctx, nobody=True))
    _store(away, None, ctx)
    key = "company.away.alone" if away.who.id == ctx.who.id else "company.away.alone_other"
    return only_you(Line(text=T(key=key, values=_days(away, ctx))), *_undo(away, ctx))


def _store(away: Away, deputy: Member | None, ctx: Context) -> None:
    for earlier in company.absences_between(ctx.unit, away.start, away.end):
        if earlier.member_id == away.who.id:
            company.end_absence(ctx.unit, earlier.id, ctx.now)
    absence = company.add_absence(
        ctx.unit,
        Absence(
            member_id=away.who.id,
            deputy_id=deputy.id if deputy else None,
            from_at=away.start,
            until_at=away.end,
            last_day=away.last,
            set_by=ctx.who.id,
        ),
    )
    deputy_id = deputy.id if deputy else None
    post("absence.set", "absence", absence.id, ctx, member_id=away.who.id, deputy_id=deputy_id, last=str(away.last))
    _tell_both(away, deputy, ctx)


def _tell_both(away: Away, deputy: Member | None, ctx: Context) -> None:
    """The deputy hears it; the absent one too, when somebody else set it."""
    days: dict[str, Value] = {"last": Day(on=away.last), "back": Day(on=away.back)}
    if deputy is not None and deputy.id != ctx.who.id:
        told = T(key="company.away.told_deputy", values=days | {"who": named(away.who)})
        tell(deputy, Line(text=told), ctx=ctx)
    if away.who.id != ctx.who.id:
        key = "company.away.told_absent" if deputy else "company.away.told_absent_alone"
        stands_in = named(deputy) if deputy else t("words.nobody")
        tell(away.who, Line(text=T(key=key, values=days | {"by": named(ctx.who), "deputy": stands_in})), ctx=ctx)


def _end(absence: Absence, ctx: Context) -> None:
    company.end_absence(ctx.unit, absence.id, ctx.now)
    post("absence.ended", "absence", absence.id, ctx, member_id=absence.member_id)
    deputy = company.find_member(ctx.unit, absence.deputy_id)
    if deputy is not None and deputy.active and deputy.id != ctx.who.id:
        absent = company.the_member(ctx.unit, absence.member_id)
        tell(deputy, Line(text=t("company.back.told", who=named(absent))), ctx=ctx)


# --- words ---


def _done(away: Away, deputy: Member, ctx: Context) -> T:
    key = "company.away.done" if away.who.id == ctx.who.id else "company.away.done_other"
    return T(key=key, values=_days(away, ctx) | {"deputy": ctx.name(deputy)})


def _further(away: Away, deputy: Member, ctx: Context) -> tuple[Line, ...]:
    """The deputy is away too: who really stands in."""
    found = chain(away, deputy, ctx)
    if not found.away:
        return ()
    last = Day(on=found.away[0].last_day)
    if found.there is None:
        return (Line(text=t("company.away.further_nobody", deputy=named(deputy), last=last)),)
    return (Line(text=t("company.away.further", deputy=named(deputy), last=last, who=ctx.name(found.there))),)


def _days(away: Away, ctx: Context) -> dict[str, Value]:
    return {"who": named(away.who), "last": Day(on=away.last), "back": _back(away, ctx)}


def _back(away: Away, ctx: Context) -> Value:
    """Chinese leaves the month out where it stands just before: 11月27日周五、30日周一."""
    near = (away.last.year, away.last.month) == (away.back.year, away.back.month)
    if not near or Language(ctx.who.language) is Language.EN:
        return Day(on=away.back)
    return t("company.away.same_month", day=Day(on=away.back), number=away.back.day)


def _choices(away: Away, ctx: Context, nobody: bool = False) -> tuple[Buttons, ...]:
    line = _line(away, ctx)
    pressed = [Button(label=named(each), command=f"{line} {at(each)}") for each in choices(away, ctx)]
    if nobody:
        pressed.append(Button(label=t("company.away.nobody"), command=f"{line} again=yes"))
    return buttons(pressed)


def _line(away: Away, ctx: Context) -> str:
    who = "" if away.who.id == ctx.who.id else f"{at(away.who)} "
    return f"away {who}until {away.last.isoformat()}"


def _undo(away: Away, ctx: Context) -> tuple[Buttons, ...]:
    command = "back" if away.who.id == ctx.who.id else f"back {at(away.who)}"
    return buttons([Button(label=t("company.away.undo"), command=command)])


def _end_of_time(ctx: Context) -> datetime:
    return ctx.now + timedelta(days=10 * _A_YEAR)


COMMANDS = (
    Command(
        word="away",
        takes=GoAway,
        on=the_absent,
        may=May.SET_ABSENCE,
        run=go_away,
        example="away until fri @Xu Fei",
    ),
    Command(word="back", takes=Back, on=the_absent, may=May.SET_ABSENCE, run=back, example="back"),
)
