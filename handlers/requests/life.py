"""A request's life: /start /assign /take /wait /resume /answer /resolve /decline /cancel /reopen /offer /rate /still
/priority N (domain.md 6).

`scoring.requests` says what a verb does in which state; here stands what is asked, answered and told. A change rings
for whose turn it is now, who asked for what has come, and whose word was undone; all others see the card change.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Annotated, Any

from handlers.arguments.slots import AFutureDay, APerson, APriority, ARequestNumber, WordsSlot, one_of
from handlers.command import Args, Command
from handlers.context import Context
from handlers.permissions import May
from handlers.relations import relations
from handlers.reply import Button, Buttons, Line, Refused, Reply, only_you
from handlers.requests import clocks
from handlers.requests.acknowledge import due_day
from handlers.requests.audience import reach
from handlers.requests.changes import change, fitting, note, remark
from handlers.requests.clocks import Standing, standing
from handlers.requests.numbered import One, OneAndNote, OneAndWhy, the_request
from handlers.requests.sayings import (
    account,
    button,
    department,
    due,
    hours,
    kind,
    length,
    open_button,
    person,
    ref,
    refusal,
    said,
    share_of,
)
from handlers.requests.telling import tell_asker, tell_member, tell_owner
from handlers.values import Day, Listed, Name, T, t
from scoring.requests import ACTIVE, TAKEN, Holder, RequestState, Verb
from scoring.terms import ClockName
from scoring.worktime import MINUTE, worked
from storage.find import company
from storage.tables.company import Member
from storage.tables.requests import Request

REOPENS_FOR = timedelta(days=5)

Columns = dict[str, Any]


class Assign(Args):
    number: ARequestNumber
    who: APerson


class Why(Args):
    number: ARequestNumber
    why: Annotated[str, WordsSlot(asks="requests.decline.why", helps="requests.decline.help")]


class Question(Args):
    number: ARequestNumber
    why: Annotated[str, WordsSlot(asks="requests.wait.what")]


class Answer(Args):
    number: ARequestNumber
    words: Annotated[str, WordsSlot(asks="requests.answer.what")]


class Offer(Args):
    number: ARequestNumber
    day: AFutureDay


class Rate(Args):
    number: ARequestNumber
    how: Annotated[str, one_of("good", "bad")]
    why: Annotated[str, WordsSlot()] | None = None


class Priority(Args):
    number: ARequestNumber
    priority: APriority


def start(args: One, request: Request, ctx: Context) -> Reply:
    after = change(request, Verb.START, ctx, owner_id=request.owner_id or ctx.who.id, given_back=False)
    words = t("requests.start.done", ref=ref(after), due=due(after, ctx))
    return _answered(words, button("done", after), button("ask_back", after), button("hand_over", after))


def assign(args: Assign, request: Request, ctx: Context) -> Reply:
    """Hand it to somebody of the receiving department: it is their turn, and they hear it."""
    if args.who == ctx.who.id:
        return take(One(number=args.number), request, ctx)
    member = company.the_member(ctx.unit, args.who)
    _in_department(member, request, ctx)
    after = change(request, Verb.ASSIGN, ctx, owner_id=member.id, promised_day=None, given_back=False)
    by = Name(names=ctx.who.names)
    told = t("requests.assign.told", ref=ref(after), by=by, account=account(after, ctx), due=due(after, ctx))
    tell_owner(after, told, button("start", after), button("ask_back", after), open_button(after), ctx=ctx)
    words = t("requests.assign.done", ref=ref(after), who=Name(names=member.names), due=due(after, ctx))
    return _answered(words, open_button(after))


def take(args: One, request: Request, ctx: Context) -> Reply:
    it = standing(request, ClockName.RESOLVE, ctx)
    day = request.promised_day if request.owner_id == ctx.who.id else None
    owns: Columns = {"owner_id": ctx.who.id, "promised_day": day or due_day(it, ctx), "given_back": False}
    after = change(request, Verb.ASSIGN, ctx, how="take", **owns)
    words = t("requests.take.done", ref=ref(after), due=due(after, ctx))
    return _answered(words, button("start", after), button("ask_back", after), button("another_day", after, " ?"))


def wait(args: Question, request: Request, ctx: Context) -> Reply:
    """Ask back: the requester's turn, and the resolve clock stands still."""
    columns: Columns = {"owner_id": request.owner_id or ctx.who.id, "waiting_since": ctx.now}
    after = change(request, Verb.WAIT, ctx, words=args.why, **columns)
    it = standing(after, ClockName.RESOLVE, ctx)
    of = share_of("working", it.used_minutes, it)
    told = t("requests.wait.told", ref=ref(after), who=Name(names=ctx.who.names), words=said(args.why), used=of)
    tell_asker(after, told, button("answer", after), ctx=ctx)
    words = t("requests.wait.done", ref=ref(after), asker=person(after.asked_by, ctx), used=of)
    return _answered(words, button("resume", after), button("done", after))


def resume(args: One, request: Request, ctx: Context) -> Reply:
    return _run_again(request, None, ctx)


def answer(args: Answer, request: Request, ctx: Context) -> Reply:
    """The requester's side answers: waiting ends. The department answers: that resolves it. Else it is a remark."""
    asks = relations(request, ctx)
    if not (asks.asked or asks.on_team):
        return _resolved(request, args.words, ctx)
    if RequestState(request.state) is RequestState.WAITING:
        return _run_again(request, args.words, ctx)
    after = remark(request, "answer", ctx, words=args.words)
    return _answered(t("requests.answer.noted", ref=ref(after)), open_button(after))


def resolve(args: OneAndNote, request: Request, ctx: Context) -> Reply:
    return _resolved(request, args.note, ctx)


def decline(args: Why, request: Request, ctx: Context) -> Reply:
    """A no is seen: by who asked, and by the department's lead or whoever stands above who said it."""
    after = change(request, Verb.DECLINE, ctx, words=args.why, owner_id=request.owner_id or ctx.who.id)
    looker = person(after.holder_id, ctx)
    about = {"ref": ref(after), "who": Name(names=ctx.who.names), "words": said(args.why), "looker": looker}
    asked = {"asker": person(after.asked_by, ctx), "kind": kind(after), "account": account(after, ctx)}
    tell_asker(after, T(key="requests.decline.told", values=about), open_button(after), ctx=ctx)
    look = T(key="requests.decline.look", values={**about, **asked})
    buttons = (button("stands", after), button("reopen", after), button("other_day", after))
    tell_member(after.holder_id, after, look, *buttons, ctx=ctx)
    return _answered(T(key="requests.decline.done", values={**about, **asked}), open_button(after))


def uphold_request(request: Request, ctx: Context) -> Reply:
    """/uphold R38: the lead lets a decline stand, and who asked is told."""
    fitting(request, Verb.UPHOLD, ctx)
    if request.holder == Holder.NOBODY.value:
        raise refusal("uphold", request, ctx)
    after = change(request, Verb.UPHOLD, ctx)
    about = {"ref": ref(after), "who": Name(names=ctx.who.names), "words": said(after.reason)}
    tell_asker(after, T(key="requests.uphold.told", values=about), open_button(after), ctx=ctx)
    return _answered(t("requests.uphold.done", ref=ref(after), asker=person(after.asked_by, ctx)), open_button(after))


def cancel(args: One, request: Request, ctx: Context) -> Reply:
    after = change(request, Verb.CANCEL, ctx)
    by = Name(names=ctx.who.names)
    if after.owner_id is not None:
        told = t("requests.cancel.told", ref=ref(after), by=by, account=account(after, ctx))
        tell_owner(after, told, open_button(after), ctx=ctx)
    return _answered(t("requests.cancel.done", ref=ref(after)), open_button(after))


def reopen(args: OneAndWhy, request: Request, ctx: Context) -> Reply:
    fitting(request, Verb.REOPEN, ctx)
    _may_reopen(request, ctx)
    return _on_again(request, args.why, _quoted(args.why), ctx)


def offer(args: Offer, request: Request, ctx: Context) -> Reply:
    """The lead does not let a no stand, but promises another day."""
    if RequestState(request.state) is not RequestState.DECLINED:
        raise refusal("offer", request, ctx)
    return _on_again(request, None, t("requests.offer.day", day=Day(on=args.day)), ctx, promised_day=args.day)


def rate(args: Rate, request: Request, ctx: Context) -> Reply:
    """Did it help? A good one closes it, a bad one within five days reopens it."""
    fitting(request, Verb.RATE, ctx)
    rated: Columns = {"rating": args.how, "rated_at": ctx.now}
    if args.how == "bad":
        words = _quoted(args.why) if args.why else t("requests.rate.not_yet")
        return _on_again(request, args.why, words, ctx, **rated)
    after = change(request, Verb.RATE, ctx, words=args.why, **rated)
    log = Button(label=t("requests.button.log"), command=f"log {_typed(account(after, ctx))}")
    return _answered(t("requests.rate.good", ref=ref(after)), log)


def still(args: One, request: Request, ctx: Context) -> Reply:
    """A sign of life: nothing moves but the day of the next question."""
    if RequestState(request.state) not in TAKEN:
        raise refusal("still", request, ctx)
    after = note(request, "still", ctx)
    words = t("requests.still.done", ref=ref(after), due=due(after, ctx))
    return _answered(words, button("done", after), button("ask_back", after), button("another_day", after, " ?"))


def priority(args: Priority, request: Request, ctx: Context) -> Reply:
    """Another priority: the targets change from now on, the time used stays."""
    if RequestState(request.state) not in ACTIVE:
        raise refusal("priority", request, ctx)
    if args.priority == request.priority:
        same = t("requests.priority.same", ref=ref(request), priority=t(f"words.priority.{args.priority}"))
        return _answered(same, open_button(request))
    moves = clocks.retarget(request, args.priority, ctx)
    after = note(request, "priority", ctx, words=str(args.priority), moves=moves, priority=args.priority)
    return _answered(_new_targets(after, ctx), open_button(after))


def _resolved(request: Request, words: str | None, ctx: Context) -> Reply:
    columns: Columns = {"owner_id": request.owner_id or ctx.who.id, "resolved_at": ctx.now, "waiting_since": None}
    after = change(request, Verb.RESOLVE, ctx, words=words, **columns)
    it = standing(after, ClockName.RESOLVE, ctx)
    took = {"used": length(it.used_minutes, after), "target": length(it.target_minutes, after)}
    about = {"ref": ref(after), "who": Name(names=ctx.who.names), "words": said(words), **took}
    told = T(key="requests.resolve.told" if words else "requests.resolve.told_bare", values=about)
    tell_asker(after, told, *(_rating(after, how) for how in ("good", "bad")), ctx=ctx)
    asker = person(after.asked_by, ctx)
    return _answered(T(key="requests.resolve.done", values={**about, "asker": asker}), open_button(after))


def _run_again(request: Request, words: str | None, ctx: Context) -> Reply:
    """The clock goes on, and the owner hears it where somebody else let it."""
    fitting(request, Verb.RESUME, ctx)
    how = "answer" if words else "resume"
    after = change(request, Verb.RESUME, ctx, words=words, how=how, waiting_since=None)
    it = standing(after, ClockName.RESOLVE, ctx)
    waited = hours(_waited(request.waiting_since, it, ctx))
    about = {"ref": ref(after), "left": share_of("hours", it.left_minutes, it), "waited": waited}
    about |= {"due": due(after, ctx), "who": Name(names=ctx.who.names), "words": said(words)}
    told = T(key="requests.resume.told_words" if words else "requests.resume.told", values=about)
    tell_owner(after, told, button("done", after), button("ask_back", after), ctx=ctx)
    key = "requests.resume.passed" if ctx.who.id == request.asked_by else "requests.resume.done"
    owner = person(after.owner_id, ctx) if after.owner_id else department(after, ctx)
    return _answered(T(key=key, values={**about, "owner": owner}), open_button(after))


def _on_again(request: Request, reason: str | None, words: T, ctx: Context, **columns: Any) -> Reply:
    """Open once more, from the time it had used; who asked and who works on it hear it."""
    back: Columns = {"reopened": True, "given_back": False, "resolved_at": None, "waiting_since": None}
    after = change(request, Verb.REOPEN, ctx, words=reason, **{**back, **columns})
    it = standing(after, ClockName.RESOLVE, ctx)
    about = {"ref": ref(after), "who": Name(names=ctx.who.names), "words": words, "due": due(after, ctx)}
    about |= {"used": length(it.used_minutes, after), "target": length(it.target_minutes, after)}
    tell_owner(after, T(key="requests.reopen.yours", values=about), button("done", after), ctx=ctx)
    if not _owns_by_stand_in(after, ctx):
        tell_asker(after, T(key="requests.reopen.told", values=about), open_button(after), ctx=ctx)
    owner = person(after.owner_id, ctx) if after.owner_id else department(after, ctx)
    return _answered(T(key="requests.reopen.done", values={**about, "owner": owner}), open_button(after))


def _quoted(words: str) -> T:
    return t("requests.reopen.quoted", words=said(words))


def _owns_by_stand_in(request: Request, ctx: Context) -> bool:
    """Whether one person hears for both sides: one ring a person and fact."""
    return request.owner_id is not None and reach(request.owner_id, ctx) == reach(request.asked_by, ctx)


def _may_reopen(request: Request, ctx: Context) -> None:
    """The requester within five days of the end, and never over a no; the lead and managers always."""
    asks = relations(request, ctx)
    if asks.leads_department or asks.manages:
        return
    if RequestState(request.state) is RequestState.DECLINED:
        raise refusal("reopen_declined", request, ctx)
    if ctx.now > (request.resolved_at or request.changed_at) + REOPENS_FOR:
        raise refusal("reopen_late", request, ctx)


def _in_department(member: Member, request: Request, ctx: Context) -> None:
    unit = company.the_unit(ctx.unit, request.unit_id)
    if member.unit_id == unit.id or member.id == unit.lead_id or member.id == unit.on_duty_id:
        return
    people = [each for each in company.people_of(ctx.unit, unit.id) if each.id != member.id]
    names = Listed(items=tuple(Name(names=each.names) for each in people), joined="or")
    words = t("requests.assign.outside", who=Name(names=member.names), unit=Name(names=unit.names), people=names)
    shown = tuple(
        Button(label=t("requests.button.person", who=Name(names=each.names)), command=_assigned(request, each))
        for each in people
    )
    raise Refused(words, Buttons(shown=shown[:3], more=shown[3:8]))


def _assigned(request: Request, member: Member) -> str:
    return f"assign R{request.number} @{member.handle}"


def _waited(since: datetime | None, it: Standing, ctx: Context) -> int:
    """Working minutes that were credited."""
    return worked(it.clock.calendar, since or ctx.now, ctx.now) // MINUTE


def _new_targets(request: Request, ctx: Context) -> T:
    about = {"ref": ref(request), "priority": t(f"words.priority.{request.priority}"), "due": due(request, ctx)}
    if (
        RequestState(request.state) is not RequestState.OPEN
        or not standing(request, ClockName.ACKNOWLEDGE, ctx).running
    ):
        return T(key="requests.priority.done", values=about)
    seen_by = due(request, ctx, ClockName.ACKNOWLEDGE)
    return T(key="requests.priority.done_open", values={**about, "acknowledge": seen_by})


def _rating(request: Request, how: str) -> Button:
    return Button(label=t(f"requests.button.rate_{how}"), command=f"rate R{request.number} {how}")


def _typed(name: Name) -> str:
    """A name as it is typed in a command."""
    return next(iter(name.names.values()), "")


def _answered(words: T, *buttons: Button) -> Reply:
    return only_you(Line(text=words), *((Buttons(shown=buttons),) if buttons else ()))


def _command(word: str, takes: Any, may: May, run: Callable[..., Reply], rest: str = "", menu: bool = True) -> Any:
    return Command(word, takes=takes, on=the_request, may=may, run=run, example=f"{word} R40{rest}", menu=menu)


COMMANDS = (
    _command("start", One, May.WORK_REQUEST, start),
    _command("assign", Assign, May.WORK_REQUEST, assign, " @tangwei"),
    _command("take", One, May.WORK_REQUEST, take, menu=False),
    _command("wait", Question, May.WORK_REQUEST, wait, " how many guests?"),
    _command("resume", One, May.RESUME_REQUEST, resume),
    _command("answer", Answer, May.RESUME_REQUEST, answer, " 14, two vegetarians", menu=False),
    _command("resolve", OneAndNote, May.WORK_REQUEST, resolve, " 150 ms holds, letter attached"),
    _command("decline", Why, May.WORK_REQUEST, decline, " rig booked till 15 Dec"),
    _command("cancel", One, May.STEER_REQUEST, cancel),
    _command("reopen", OneAndWhy, May.STEER_REQUEST, reopen, " letter unsigned"),
    _command("offer", Offer, May.LEAD_REQUEST, offer, " 2026-12-01", menu=False),
    _command("rate", Rate, May.ASKER_REQUEST, rate, " good"),
    _command("still", One, May.WORK_REQUEST, still),
    _command("priority", Priority, May.HELP_REQUEST, priority, " P1"),
)
