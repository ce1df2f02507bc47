"""/dispute N why: anyone on the account may doubt an event; it counts on until a manager decides (domain.md 3)."""

from __future__ import annotations

from handlers.arguments.slots import AnEventNumber, SomeWords
from handlers.command import Args, Command
from handlers.context import Context
from handlers.events.figures import account_name, name, ref, what
from handlers.events.found import account_of, person, the_standing
from handlers.permissions import May
from handlers.post import post
from handlers.reply import Button, Buttons, Line, Refused, Reply, only_you
from handlers.tell import redraw, tell
from handlers.values import Said, t
from storage.find import company, events
from storage.tables.company import Member
from storage.tables.events import Event


class Dispute(Args):
    number: AnEventNumber
    why: SomeWords


def dispute(args: Dispute, event: Event, ctx: Context) -> Reply:
    decider = events.find_manager(ctx.unit, account_of(event, ctx))
    if event.disputed_by is not None:
        who = ctx.name(person(event.disputed_by, ctx))
        raise Refused(t("events.dispute.already", event=ref(event), who=who))
    post("event.disputed", "event", event.id, ctx, account_id=event.account_id, why=args.why)
    redraw("event", event.id, ctx)
    if decider is None:
        return only_you(Line(text=t("events.dispute.done_nobody", event=ref(event))))
    if decider.id != ctx.who.id:
        _ask(decider, args.why, event, ctx)
    return only_you(Line(text=t("events.dispute.done", event=ref(event), who=ctx.name(decider))))


def uphold_event(event: Event, ctx: Context) -> Reply:
    """A manager lets an event stand (/uphold); who doubted it is told."""
    if event.disputed_by is None:
        raise Refused(t("events.uphold.needless", event=ref(event)))
    doubter = company.the_member(ctx.unit, event.disputed_by)
    post("event.upheld", "event", event.id, ctx, account_id=event.account_id)
    redraw("event", event.id, ctx)
    if doubter.id != ctx.who.id:
        words = t("events.uphold.told", event=ref(event), what=what(event), who=name(ctx.who))
        tell(doubter, Line(text=words), ctx=ctx, subject="event", subject_id=event.id)
    return only_you(Line(text=t("events.uphold.done", event=ref(event), who=ctx.name(doubter))))


def _ask(decider: Member, why: str, event: Event, ctx: Context) -> None:
    words = t(
        "events.dispute.asks",
        event=ref(event),
        what=what(event),
        account=account_name(account_of(event, ctx)),
        who=name(ctx.who),
        why=Said(text=why, limit=200),
    )
    stands = Button(label=t("events.button.uphold"), command=f"uphold #{event.number}")
    void = Button(label=t("events.button.void"), command=f"void {event.number}")
    look = Button(label=t("events.button.open", event=ref(event)), command=f"event {event.number}")
    tell(
        decider,
        Line(text=words),
        Buttons(shown=(stands, void, look)),
        ctx=ctx,
        subject="event",
        subject_id=event.id,
        holds={"disputed": True},
    )


COMMANDS = (
    Command(
        word="dispute",
        takes=Dispute,
        on=the_standing,
        may=May.DISPUTE_EVENT,
        run=dispute,
        example="dispute 118 booked in lot 1 already",
    ),
)
