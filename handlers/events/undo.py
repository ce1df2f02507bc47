"""/undo: takes back one's own last event within 5 minutes; whoever confirmed it is told (defaults.md)."""

from datetime import timedelta

from handlers.command import Args, Command, Nothing
from handlers.context import Context
from handlers.events.figures import account_name, name, ref, what
from handlers.events.found import account_of
from handlers.events.void import take_back
from handlers.permissions import May
from handlers.reply import Button, Buttons, Line, Refused, Reply, only_you
from handlers.values import Lasting, t
from storage.find import events
from storage.tables.events import Event

REACHES_BACK = timedelta(minutes=5)


def own_last(args: Args, ctx: Context) -> Event:
    event = events.last_of(ctx.unit, ctx.who.id)
    if event is None:
        raise Refused(t("events.undo.none"))
    return event


def undo(args: Nothing, event: Event, ctx: Context) -> Reply:
    if ctx.now - event.logged_at > REACHES_BACK:
        raise _late(event, ctx)
    account = account_name(account_of(event, ctx))
    told = t("events.undo.told", event=ref(event), what=what(event), account=account, who=name(ctx.who))
    moves = take_back(event, None, told, ctx)
    if moves is None:
        return only_you(Line(text=t("events.undo.pending", event=ref(event), what=what(event))))
    return only_you(Line(text=t("events.undo.done", event=ref(event), moved=moves)))


def _late(event: Event, ctx: Context) -> Refused:
    minutes = int((ctx.now - event.logged_at).total_seconds() // 60)
    void = Button(label=t("events.button.void_it", event=ref(event)), command=f"void {event.number}")
    words = (
        t("events.undo.late", count=minutes, event=ref(event))
        if minutes < 60
        else t("events.undo.late_long", event=ref(event), age=Lasting(minutes=minutes, style="hours"))
    )
    return Refused(words, Buttons(shown=(void,)))


COMMANDS = (Command(word="undo", takes=Nothing, on=own_last, may=May.UNDO_EVENT, run=undo, example="undo"),)
