"""/void N why: the logger until it is confirmed, then a manager; points and outlook go back (domain.md 3)."""

from __future__ import annotations

from handlers.arguments.slots import AnEventNumber, SomeWords
from handlers.command import Args, Command
from handlers.context import Context
from handlers.events.closed import refuse_closed
from handlers.events.figures import account_name, name, ref, what
from handlers.events.found import account_of, the_standing
from handlers.events.moved import moved, stand
from handlers.permissions import May
from handlers.post import post
from handlers.reply import Line, Reply, only_you
from handlers.tell import redraw, tell
from handlers.values import Said, T, t
from scoring.terms import EventState
from storage.find import company
from storage.tables.events import Event


class Void(Args):
    number: AnEventNumber
    why: SomeWords


def void(args: Void, event: Event, ctx: Context) -> Reply:
    account = account_name(account_of(event, ctx))
    why = Said(text=args.why, limit=200)
    told = t("events.void.told", event=ref(event), what=what(event), account=account, who=name(ctx.who), why=why)
    moves = take_back(event, args.why, told, ctx)
    if moves is None:
        return only_you(Line(text=t("events.void.pending", event=ref(event), what=what(event))))
    return only_you(Line(text=t("events.void.done", event=ref(event), moved=moves)))


def take_back(event: Event, why: str | None, told: T, ctx: Context) -> T | None:
    """Void an event and tell whose word that undoes; how it moved its account, None where it had not counted."""
    account = account_of(event, ctx)
    refuse_closed(account, event.on_day, ctx)
    before = stand(account.id, ctx)
    post("event.voided", "event", event.id, ctx, account_id=event.account_id, why=why)
    redraw("event", event.id, ctx)
    for id in _undone(event, ctx):
        tell(company.the_member(ctx.unit, id), Line(text=told), ctx=ctx, subject="event", subject_id=event.id)
    return None if event.state is EventState.PENDING else moved(account, before, stand(account.id, ctx))


def _undone(event: Event, ctx: Context) -> list[int]:
    """Those whose word it was: who logged, confirmed or doubted it."""
    words = dict.fromkeys((event.logged_by, event.confirmed_by, event.disputed_by))
    return [id for id in words if id is not None and id != ctx.who.id]


COMMANDS = (
    Command(
        word="void",
        takes=Void,
        on=the_standing,
        may=May.VOID_EVENT,
        run=void,
        example="void 118 customer cancelled",
    ),
)
