"""event N opens the card; show money N shows the amount, in private, to those who may see it (domain.md 10)."""

from __future__ import annotations

from handlers.arguments.slots import AnEventNumber
from handlers.card import Viewer
from handlers.command import Args, Command
from handlers.context import Context
from handlers.events.card import draw
from handlers.events.figures import account_name
from handlers.events.found import account_of, the_event, unknown
from handlers.events.found import sees as may_see
from handlers.events.sight import ask_for_sight
from handlers.permissions import May
from handlers.relations import sees_money
from handlers.reply import Refused, Reply, only_you
from handlers.values import t
from storage.find import events
from storage.tables.events import Event


class Open(Args):
    number: AnEventNumber


def the_amount(args: Open, ctx: Context) -> Event:
    """In the account's own channel, where the card stands for all to see, the "no" says who may."""
    event = events.find_event(ctx.unit, args.number)
    if event is None or not (may_see(event, ctx) or ctx.where.account_id == event.account_id):
        raise unknown(args.number)
    account = account_of(event, ctx)
    if not sees_money(account, ctx):
        raise Refused(t("events.show.theirs", account=account_name(account)), *ask_for_sight(account, ctx))
    return event


def open_card(args: Open, event: Event, ctx: Context) -> Reply:
    viewer = Viewer(ctx.who.id, ctx.who.language, money=sees_money(account_of(event, ctx), ctx), face="event")
    parts = draw(event.id, viewer, ctx)
    if parts is None:
        raise unknown(args.number)
    return only_you(*parts, number=f"#{event.number}")


COMMANDS = (
    Command(
        word="event",
        takes=Open,
        on=the_event,
        may=May.SEE_EVENTS,
        run=open_card,
        example="event 118",
        reads=True,
        menu=False,
    ),
    Command(
        word="show money",
        takes=Open,
        on=the_amount,
        may=May.SEE_MONEY,
        run=open_card,
        example="show money 118",
        reads=True,
        menu=False,
    ),
)
