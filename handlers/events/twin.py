"""The same account, kind, day and amount within 24 hours is asked about before it is stored (domain.md 3)."""

from datetime import timedelta

from handlers.context import Context
from handlers.events.figures import ref, what
from handlers.events.found import person
from handlers.events.lines import at
from handlers.events.record import Deed
from handlers.reply import Button, Buttons, Refused
from handlers.values import Day, t
from storage.find import events
from storage.tables.events import Event

WITHIN = timedelta(hours=24)


def ask_about_twin(deed: Deed, ctx: Context) -> None:
    twin = events.twin_of(
        ctx.unit, deed.account.id, deed.kind, deed.day, deed.minor, deed.value, since=ctx.now - WITHIN
    )
    if twin is None:
        return
    raise Refused(
        t(
            "events.twin.asked",
            event=ref(twin),
            what=what(twin, full=True),
            day=Day(on=twin.on_day, style="near"),
            who=ctx.name(person(twin.logged_by, ctx)),
        ),
        Buttons(shown=(_another(deed, ctx), _one(twin, ctx))),
    )


def _another(deed: Deed, ctx: Context) -> Button:
    label = "events.twin.another_order" if deed.kind == "order" else "events.twin.another"
    return Button(label=t(label), command=f"{ctx.line} again=yes")


def _one(twin: Event, ctx: Context) -> Button:
    """Somebody else's: they were in it too. One's own: one is right."""
    if twin.logged_by == ctx.who.id:
        return Button(label=t("events.twin.one"), command=f"event {twin.number}")
    return Button(label=t("events.twin.add_me", event=ref(twin)), command=f"joined {twin.number} {at(ctx.who)}")
