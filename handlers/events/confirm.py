"""/confirm N…: a second pair of eyes makes an event count (domain.md 3)."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.arguments.slots import SomeEventNumbers
from handlers.command import Args, Command
from handlers.context import Context
from handlers.events.closed import refuse_closed
from handlers.events.figures import account_name, credit_words, people, points, ref
from handlers.events.found import account_of, event_numbered, person, refuse_ended, who_may_confirm
from handlers.events.lines import numbers
from handlers.events.moved import Stand, figure, moved, stand
from handlers.permissions import May, allowed
from handlers.post import post
from handlers.relations import relations
from handlers.reply import Button, Buttons, Line, Refused, Reply, only_you
from handlers.tell import redraw
from handlers.values import Listed, T, moment, t
from scoring.terms import EventState
from storage.find import company, events
from storage.tables.accounts import Account
from storage.tables.events import Event


class Confirm(Args):
    numbers: SomeEventNumbers


def first_event(args: Confirm, ctx: Context) -> Event:
    """The first that the asker may confirm; what stands in the way of the first, if there is none."""
    found = [event_numbered(number, ctx) for number in args.numbers]
    event = next((each for each in found if _may(each, ctx)), found[0])
    if event.logged_by == ctx.who.id:
        raise _own(event, ctx)
    return event


def confirm(args: Confirm, event: Event, ctx: Context) -> Reply:
    if len(args.numbers) > 1:
        return _confirm_all([event_numbered(number, ctx) for number in dict.fromkeys(args.numbers)], ctx)
    refuse_ended(event, ctx)
    if event.state is not EventState.PENDING:
        return only_you(Line(text=_already(event, ctx)), _standings())
    account = account_of(event, ctx)
    before = stand(account.id, ctx)
    _post(event, account, ctx)
    done = Line(text=t("events.confirm.done", event=ref(event), moved=moved(account, before, stand(account.id, ctx))))
    return only_you(done, Line(text=_credited(event, ctx)), _standings())


def _post(event: Event, account: Account, ctx: Context) -> None:
    refuse_closed(account, event.on_day, ctx)
    post("event.confirmed", "event", event.id, ctx, account_id=event.account_id)
    redraw("event", event.id, ctx)


def _credited(event: Event, ctx: Context) -> T:
    around = events.around(ctx.unit, event.id)
    if not around.credits:
        return t("events.confirm.nobody", event=ref(event))
    members = company.members(ctx.unit, around.members)
    return t("events.confirm.points", credits=credit_words(around.credits, members, ctx))


def _already(event: Event, ctx: Context) -> T:
    if event.confirmed_at is None:
        return t("events.confirm.needless", event=ref(event))
    who = ctx.name(person(event.confirmed_by, ctx))
    return t("events.confirm.already", who=who, event=ref(event), at=moment(event.confirmed_at))


def _own(event: Event, ctx: Context) -> Refused:
    """Nobody is their own second pair of eyes; a void or confirmed event says so first."""
    refuse_ended(event, ctx)
    if event.state is not EventState.PENDING:
        return Refused(_already(event, ctx))
    others = who_may_confirm(event, ctx)
    if not others:
        return Refused(t("events.confirm.own_alone", event=ref(event)))
    words = t("events.confirm.own", event=ref(event), who=people(others, "or"))
    return Refused(words, Buttons(shown=(_remind([event]),)))


# --- several at once ---


@dataclass(frozen=True)
class Moved:
    """An account's stand before and after."""

    account: Account
    before: Stand
    after: Stand


def _confirm_all(found: list[Event], ctx: Context) -> Reply:
    mine = [event for event in found if event.state is EventState.PENDING and _may(event, ctx)]
    if not mine:
        raise Refused(t("events.confirm.none_left"))
    accounts = {event.account_id: account_of(event, ctx) for event in mine}
    before = {id: stand(id, ctx) for id in accounts}
    for event in mine:
        _post(event, accounts[event.account_id], ctx)
    moves = [Moved(account, before[id], stand(id, ctx)) for id, account in accounts.items()]
    return _all_done(mine, moves, ctx)


def _all_done(mine: list[Event], moves: list[Moved], ctx: Context) -> Reply:
    refs = Listed(items=tuple(ref(event) for event in mine))
    total = points(sum(event.points for event in mine))
    done = t("events.confirm.all", number=len(mine), events=refs, points=total, outlooks=_outlooks(moves))
    left = events.pending_on(ctx.unit, [move.account.id for move in moves], limit=10)
    if not left:
        return only_you(Line(text=done), _standings())
    refs = Listed(items=tuple(ref(each) for each in left))
    words = t("events.confirm.left", done=done, events=refs, who=_for_whom(left, ctx))
    return only_you(Line(text=words), Buttons(shown=(_remind(left),)))


def _outlooks(moves: list[Moved]) -> Listed:
    return Listed(items=tuple(_outlook(move) for move in moves))


def _outlook(move: Moved) -> T:
    account = account_name(move.account)
    if move.before.outlook is None or move.after.outlook is None:
        return t("events.confirm.unplanned", account=account)
    before, after = figure(move.before.outlook), figure(move.after.outlook)
    return t("events.confirm.outlook", account=account, before=before, after=after)


def _for_whom(left: list[Event], ctx: Context) -> Listed:
    """Who may confirm the first of them: near enough for all, and true for one."""
    return people(who_may_confirm(left[0], ctx), "or")


def _may(event: Event, ctx: Context) -> bool:
    return allowed(May.CONFIRM_EVENT, relations(event, ctx))


def _remind(of: list[Event]) -> Button:
    command = f"remind {numbers([event.number for event in of])}"
    return Button(label=t("events.button.remind"), command=command)


def _standings() -> Buttons:
    return Buttons(shown=(Button(label=t("events.button.standings"), command="standings"),))


COMMANDS = (
    Command(
        word="confirm",
        takes=Confirm,
        on=first_event,
        may=May.CONFIRM_EVENT,
        run=confirm,
        example="confirm 118",
    ),
)
