"""Events as the lines of a list, and what may be done with those that are shown (voice.md 3.12)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from handlers.context import Context
from handlers.events.figures import name, points, ref, what
from handlers.events.lines import numbers
from handlers.permissions import May, allowed
from handlers.relations import relations
from handlers.reply import Button, Buttons, Line
from handlers.values import Day, Listed, T, t
from scoring.policy import EVENT_KINDS
from scoring.terms import EventState
from storage.find import company
from storage.tables.company import Member
from storage.tables.events import Event


def lines(events: Sequence[Event], ctx: Context) -> tuple[Line, ...]:
    members = company.members(ctx.unit, {event.logged_by for event in events})
    return tuple(Line(text=line(event, members[event.logged_by])) for event in events)


def line(event: Event, logger: Member) -> T:
    values: dict[str, Any] = {
        "event": ref(event),
        "what": what(event),
        "day": Day(on=event.on_day),
        "who": name(logger),
        "points": points(event.points, signed=event.state is EventState.PENDING),
    }
    if event.state is EventState.PENDING:
        words = t("events.row.pending", **values)
    elif EVENT_KINDS[event.kind].carries_points:
        words = t("events.row.confirmed", **values)
    else:
        del values["points"]
        words = t("events.row.counted", **values)
    return words if event.disputed_by is None else t("events.row.disputed", words=words)


def confirm(events: Iterable[Event], ctx: Context) -> tuple[Button, ...]:
    """[Confirm 3] [One by one] for those that the asker may confirm."""
    mine = [event for event in events if event.state is EventState.PENDING and _may(event, ctx)]
    if not mine:
        return ()
    all_of_them = numbers([event.number for event in mine])
    if len(mine) == 1:
        label = t("events.button.confirm_one", event=ref(mine[0]))
        return (Button(label=label, command=f"confirm {all_of_them}", style="primary"),)
    label = t("events.button.confirm_all", number=len(mine))
    one_by_one = Button(label=t("events.button.one_by_one"), command=f"each {all_of_them}")
    return Button(label=label, command=f"confirm {all_of_them}", style="primary"), one_by_one


def yours(events: Iterable[Event], ctx: Context) -> tuple[Line, ...]:
    """ "#121 is yours: someone else confirms it"."""
    own = [event for event in events if event.state is EventState.PENDING and event.logged_by == ctx.who.id]
    if not own:
        return ()
    refs = Listed(items=tuple(ref(event) for event in own), joined="and")
    return (Line(text=t("events.listing.yours", count=len(own), events=refs)),)


def _may(event: Event, ctx: Context) -> bool:
    return allowed(May.CONFIRM_EVENT, relations(event, ctx))


def one_by_one(events: Sequence[Event], ctx: Context) -> tuple[Line | Buttons, ...]:
    """Each with its own button."""
    parts: list[Line | Buttons] = []
    for event, said in zip(events, lines(events, ctx), strict=True):
        parts += [said, Buttons(shown=(*confirm([event], ctx), _open(event)))]
    return tuple(parts)


def _open(event: Event) -> Button:
    return Button(label=t("events.button.open", event=ref(event)), command=f"event {event.number}")
