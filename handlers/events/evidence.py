"""evidence N LINK: what shows that it happened; the event stays as it was logged (domain.md 3)."""

from __future__ import annotations

from handlers.arguments.slots import AnEventNumber, SomeWords
from handlers.command import Args, Command
from handlers.context import Context
from handlers.events.figures import ref
from handlers.events.found import the_standing
from handlers.permissions import May
from handlers.post import post
from handlers.reply import Line, Refused, Reply, only_you
from handlers.tell import redraw
from handlers.values import Said, t
from storage.tables.events import Event

LONGEST = 500


class Evidence(Args):
    number: AnEventNumber
    link: SomeWords


def add(args: Evidence, event: Event, ctx: Context) -> Reply:
    if len(args.link) > LONGEST:
        raise Refused(t("events.evidence.long", room=LONGEST))
    post("event.evidenced", "event", event.id, ctx, account_id=event.account_id, evidence=args.link)
    redraw("event", event.id, ctx)
    return only_you(Line(text=t("events.evidence.done", event=ref(event), link=Said(text=args.link, limit=60))))


COMMANDS = (
    Command(
        word="evidence",
        takes=Evidence,
        on=the_standing,
        may=May.TAKE_PART,
        run=add,
        example="evidence 118 contract.pdf",
        menu=False,
    ),
)
