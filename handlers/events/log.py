"""/log ACCOUNT KIND [VALUE] [with @a @b] [line=PRODUCT] [on DATE] [note]; /win ACCOUNT AMOUNT (domain.md 3)."""

from __future__ import annotations

from handlers.arguments.slots import ALine, AnAccount, AnAmount, AnEventKind, AValue, OnDay, SomePeople, SomeWords
from handlers.command import Args, Command
from handlers.context import Context
from handlers.events.answer import answer
from handlers.events.closed import refuse_closed
from handlers.events.found import the_account, who_may_confirm
from handlers.events.moved import stand
from handlers.events.record import Deed, record
from handlers.events.remind import remind
from handlers.events.twin import ask_about_twin
from handlers.permissions import May
from handlers.reply import Reply
from handlers.tell import show
from handlers.values import T, t
from storage.find import company
from storage.tables.accounts import Account
from storage.tables.events import Event


class Log(Args):
    account: AnAccount
    kind: AnEventKind
    value: AValue | None = None
    people: SomePeople = ()
    line: ALine | None = None
    on: OnDay | None = None
    note: SomeWords | None = None


class Win(Args):
    account: AnAccount
    value: AnAmount
    people: SomePeople = ()
    line: ALine | None = None
    on: OnDay | None = None
    note: SomeWords | None = None


def win(args: Win, account: Account, ctx: Context) -> Reply:
    return log(Log(kind="order", **dict(args)), account, ctx)


def log(args: Log, account: Account, ctx: Context) -> Reply:
    deed = Deed.of(args, account, ctx)
    refuse_closed(account, deed.day, ctx)
    if not ctx.again:
        ask_about_twin(deed, ctx)
    before = stand(account.id, ctx)
    event = record(deed, ctx)
    _show(event, ctx)
    return answer(event, account, before, ask=not args.people, ctx=ctx)


def _show(event: Event, ctx: Context) -> None:
    """A card in each of the account's channels; where there is none, whoever may confirm is asked in person."""
    channels = company.account_channels(ctx.unit, event.account_id)
    for channel in channels:
        show(channel.id, "event", event.id, "event", ctx)
    if not channels and event.points:
        remind(event, who_may_confirm(event, ctx), ctx)


def second_win(args: Win) -> T:
    return t("events.log.second_order")


def second(args: Log) -> T:
    return t("events.log.second_order" if args.kind == "order" else "events.log.second")


COMMANDS = (
    Command(
        word="win",
        takes=Win,
        on=the_account,
        may=May.LOG_EVENT,
        run=win,
        example="win Huaxing 2.5M Signalling lot 2",
        second=second_win,
    ),
    Command(
        word="log",
        takes=Log,
        on=the_account,
        may=May.LOG_EVENT,
        run=log,
        example="log Huaxing site_visit",
        second=second,
    ),
)
