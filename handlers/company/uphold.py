"""/uphold N: a manager lets an event stand that somebody doubts; a lead lets a decline stand (domain.md 3, 6)."""

from __future__ import annotations

from handlers.arguments.slots import ANumbered
from handlers.command import Args, Command
from handlers.context import Context
from handlers.events.decide import uphold_event
from handlers.events.found import event_numbered
from handlers.permissions import May
from handlers.reply import Reply
from handlers.requests.life import uphold_request
from handlers.requests.numbered import seen
from storage.tables.events import Event
from storage.tables.requests import Request


class Uphold(Args):
    number: ANumbered


def the_doubted(args: Uphold, ctx: Context) -> Event | Request:
    number = args.number.number
    return event_numbered(number, ctx) if args.number.kind == "event" else seen(number, ctx)


def uphold(args: Uphold, row: Event | Request, ctx: Context) -> Reply:
    return uphold_event(row, ctx) if isinstance(row, Event) else uphold_request(row, ctx)


COMMANDS = (Command(word="uphold", takes=Uphold, on=the_doubted, may=May.DECIDE, run=uphold, example="uphold R38"),)
