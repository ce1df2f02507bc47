"""correct N ACCOUNT KIND VALUE: the right figure as a new event that supersedes the wrong one (domain.md 3)."""

from __future__ import annotations

from handlers.arguments.slots import AnAccount, AnEventKind, AnEventNumber, AValue, OnDay, SomeWords
from handlers.command import Args, Command
from handlers.context import Context
from handlers.events.answer import answer
from handlers.events.closed import refuse_closed
from handlers.events.figures import ref
from handlers.events.found import account_of, the_standing
from handlers.events.moved import stand
from handlers.events.record import Deed, record
from handlers.permissions import May
from handlers.post import post
from handlers.reply import Refused, Reply
from handlers.tell import redraw, show
from handlers.values import t
from storage.find import company
from storage.tables.events import Event


class Correct(Args):
    number: AnEventNumber
    account: AnAccount
    kind: AnEventKind
    value: AValue | None = None
    on: OnDay | None = None
    note: SomeWords | None = None

    @property
    def people(self) -> tuple[int, ...]:
        return ()

    @property
    def line(self) -> str | None:
        return None


def correct(args: Correct, event: Event, ctx: Context) -> Reply:
    """Account and kind stay: another kind is no correction but another event."""
    account = account_of(event, ctx)
    if (args.account, args.kind) != (event.account_id, event.kind):
        raise Refused(t("events.correct.other", event=ref(event)))
    refuse_closed(account, event.on_day, ctx)
    deed = Deed.of(args if args.on else args.model_copy(update={"on": event.on_day}), account, ctx)
    refuse_closed(account, deed.day, ctx)
    before = stand(account.id, ctx)
    newer = record(deed, ctx)
    post("event.superseded", "event", event.id, ctx, account_id=event.account_id, by=newer.number)
    redraw("event", event.id, ctx)
    for channel in company.account_channels(ctx.unit, account.id):
        show(channel.id, "event", newer.id, "event", ctx)
    return answer(newer, account, before, ask=False, ctx=ctx)


COMMANDS = (
    Command(
        word="correct",
        takes=Correct,
        on=the_standing,
        may=May.VOID_EVENT,
        run=correct,
        example="correct 109 Huaxing dso 84",
        menu=False,
    ),
)
