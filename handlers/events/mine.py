"""my pending: what waits for my eyes, over all my accounts; each N… shows events one by one with their buttons."""

from __future__ import annotations

from handlers.arguments.slots import SomeEventNumbers
from handlers.command import Args, Command, Nothing, nothing
from handlers.context import Context
from handlers.events import rows
from handlers.events.found import event_numbered
from handlers.permissions import May
from handlers.reply import Buttons, Line, Reply, only_you
from handlers.values import t
from storage.find import accounts, events
from storage.tables.events import Event

MOST = 10


class Each(Args):
    numbers: SomeEventNumbers


def my_pending(args: Nothing, row: None, ctx: Context) -> Reply:
    mine = {each.id for each in accounts.accounts_of(ctx.unit, ctx.who.id, ctx.company_day)}
    mine |= set(events.accounts_managed(ctx.unit, ctx.who.id))
    found = events.pending_on(ctx.unit, mine, MOST)
    if not found:
        return only_you(Line(text=t("events.mine.none")))
    confirm = rows.confirm(found, ctx)
    buttons = (Buttons(shown=confirm),) if confirm else ()
    return only_you(Line(text=t("events.mine.some")), *rows.lines(found, ctx), *buttons, *rows.yours(found, ctx))


def first_event(args: Each, ctx: Context) -> Event:
    return event_numbered(args.numbers[0], ctx)


def each(args: Each, event: Event, ctx: Context) -> Reply:
    others = [event_numbered(number, ctx) for number in args.numbers[1:MOST]]
    return only_you(*rows.one_by_one([event, *others], ctx))


COMMANDS = (
    Command(
        word="my pending",
        takes=Nothing,
        on=nothing,
        may=May.ANYONE,
        run=my_pending,
        example="my pending",
        reads=True,
        menu=False,
    ),
    Command(
        word="each",
        takes=Each,
        on=first_event,
        may=May.SEE_EVENTS,
        run=each,
        example="each 119 120 122",
        reads=True,
        menu=False,
    ),
)
