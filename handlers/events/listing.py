"""/events ACCOUNT [KIND] [pending] [since DATE]: what was logged; confirm one or all (domain.md 11)."""

from __future__ import annotations

from typing import Annotated

from handlers.arguments.numbers import EventNumberSlot
from handlers.arguments.slots import AnAccount, AnEventKind, Keyed, Pending, SinceDay
from handlers.command import Args, Command
from handlers.context import Context
from handlers.events import rows
from handlers.events.figures import account_name, kind_words
from handlers.events.found import the_account
from handlers.events.lines import typed
from handlers.events.withheld import withheld
from handlers.permissions import May
from handlers.relations import sees_money
from handlers.reply import Button, Buttons, Line, Reply, only_you
from handlers.values import Day, T, t
from storage.find import events
from storage.find.events import Asked
from storage.tables.accounts import Account
from storage.tables.events import Event

PAGE = 10


class Events(Args):
    account: AnAccount
    kind: AnEventKind | None = None
    pending: Pending = False
    since: SinceDay | None = None
    before: Annotated[int, Keyed("before=", EventNumberSlot())] | None = None


def listing(args: Events, account: Account, ctx: Context) -> Reply:
    """Amounts and what tells them go to those who may see them; the others are told who may."""
    if not sees_money(account, ctx):
        return withheld(account, args.kind, ctx)
    asked = Asked(account.id, args.kind, args.pending, args.since)
    last_shown = None if args.before is None else events.find_event(ctx.unit, args.before)
    found = events.page(ctx.unit, asked, last_shown, PAGE + 1)
    if not found:
        return _empty(args, account)
    shown = found[:PAGE]
    lines = (Line(text=_heading(args, account)), *rows.lines(shown, ctx))
    more = Button(label=t("events.button.older"), command=_older(args, account, shown[-1]))
    return only_you(*lines, *_buttons(more if len(found) > PAGE else None, shown, ctx))


def _heading(args: Events, account: Account) -> T:
    name = account_name(account)
    if args.pending:
        return t("events.listing.pending", account=name)
    words = t("events.listing.all", account=name)
    if args.kind is not None:
        words = t("events.listing.kind", kind=kind_words(args.kind), account=name)
    return words if args.since is None else t("events.listing.since", words=words, day=Day(on=args.since))


def _empty(args: Events, account: Account) -> Reply:
    """One sentence and one action."""
    words = t("events.listing.none_pending" if args.pending else "events.listing.none", account=account_name(account))
    log = Button(label=t("events.button.log"), command=f"log {typed(account)}")
    return only_you(Line(text=words), Buttons(shown=(log,)))


def _buttons(older: Button | None, shown: list[Event], ctx: Context) -> tuple[Line | Buttons, ...]:
    buttons = (*rows.confirm(shown, ctx), *((older,) if older else ()))
    return (*((Buttons(shown=buttons),) if buttons else ()), *rows.yours(shown, ctx))


def _older(args: Events, account: Account, last: Event) -> str:
    kind = "" if args.kind is None else f" {args.kind}"
    pending = " pending" if args.pending else ""
    since = "" if args.since is None else f" since {args.since.isoformat()}"
    return f"events {typed(account)}{kind}{pending}{since} before={last.number}"


COMMANDS = (
    Command(
        word="events",
        takes=Events,
        on=the_account,
        may=May.SEE_EVENTS,
        run=listing,
        example="events Huaxing pending",
        reads=True,
    ),
)
