"""remind N…: those who may confirm are asked in person, at most once a day (voice.md 3.12)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from handlers.arguments.slots import SomeEventNumbers
from handlers.command import Args, Command
from handlers.context import Context
from handlers.events.figures import account_name, name, people, ref, what
from handlers.events.found import account_of, event_numbered, person, refuse_ended, who_may_confirm
from handlers.permissions import May, allowed
from handlers.post import post
from handlers.relations import relations
from handlers.reply import Button, Buttons, Line, Reply, only_you
from handlers.tell import tell
from handlers.values import T, moment, t
from scoring.terms import EventState
from storage.find import events
from storage.tables.company import Member
from storage.tables.events import Event

AGAIN_AFTER = timedelta(days=1)


class Remind(Args):
    numbers: SomeEventNumbers


def first_event(args: Remind, ctx: Context) -> Event:
    return event_numbered(args.numbers[0], ctx)


def remind_them(args: Remind, event: Event, ctx: Context) -> Reply:
    """Of the others only those that the asker takes part in: to see an event is not to ask its people."""
    others = [event_numbered(number, ctx) for number in dict.fromkeys(args.numbers[1:]) if number != event.number]
    others = [each for each in others if allowed(May.TAKE_PART, relations(each, ctx))]
    return only_you(*(Line(text=_reminded(each, ctx)) for each in (event, *others)))


def remind(event: Event, members: Iterable[Member], ctx: Context) -> None:
    """Ask each in person; what was confirmed meanwhile is not asked any more."""
    for member in members:
        tell(member, *_asking(event, ctx), ctx=ctx, subject="event", subject_id=event.id, holds={"pending": True})
    post("nudge.sent", "event", event.id, ctx, account_id=event.account_id, rule="confirm")


def _reminded(event: Event, ctx: Context) -> T:
    refuse_ended(event, ctx)
    if event.state is not EventState.PENDING:
        return t("events.remind.needless", event=ref(event))
    last = events.last_nudge(ctx.unit, event.id)
    if last is not None and ctx.now - last.at < AGAIN_AFTER:
        return t("events.remind.already", event=ref(event), at=moment(last.at))
    members = [each for each in who_may_confirm(event, ctx) if each.id != ctx.who.id]
    if not members:
        return t("events.remind.nobody", event=ref(event))
    remind(event, members, ctx)
    return t("events.remind.done", event=ref(event), who=people(members, "and"))


def _asking(event: Event, ctx: Context) -> tuple[Line, Buttons]:
    words = t(
        "events.remind.asks",
        event=ref(event),
        what=what(event),
        account=account_name(account_of(event, ctx)),
        who=name(person(event.logged_by, ctx)),
    )
    confirm = Button(label=t("events.button.confirm"), command=f"confirm {event.number}", style="primary")
    look = Button(label=t("events.button.open", event=ref(event)), command=f"event {event.number}")
    return Line(text=words), Buttons(shown=(confirm, look))


COMMANDS = (
    Command(
        word="remind",
        takes=Remind,
        on=first_event,
        may=May.TAKE_PART,
        run=remind_them,
        example="remind 118",
        menu=False,
    ),
)
