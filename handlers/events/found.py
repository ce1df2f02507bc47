"""The event that a command acts on: "no such" and "not yours" are the same words (domain.md 10)."""

from __future__ import annotations

from typing import Protocol

from handlers.context import Context
from handlers.events.figures import ref
from handlers.permissions import May, allowed
from handlers.relations import relations
from handlers.reply import Button, Buttons, Refused
from handlers.values import Ref, t
from scoring.terms import EventState
from storage.find import accounts, company, events
from storage.tables.accounts import Account
from storage.tables.company import Member
from storage.tables.events import Event


class OfAccount(Protocol):
    @property
    def account(self) -> int: ...


class Numbered(Protocol):
    @property
    def number(self) -> int: ...


def the_account(args: OfAccount, ctx: Context) -> Account:
    return accounts.the_account(ctx.unit, args.account)


def the_event(args: Numbered, ctx: Context) -> Event:
    """The event with this number, if the asker may see it."""
    return event_numbered(args.number, ctx)


def event_numbered(number: int, ctx: Context) -> Event:
    event = events.find_event(ctx.unit, number)
    if event is None or not sees(event, ctx):
        raise unknown(number)
    return event


def unknown(number: int) -> Refused:
    pending = Buttons(shown=(Button(label=t("events.button.my_pending"), command="my pending"),))
    return Refused(t("events.found.unknown", event=Ref(kind="event", number=number)), pending)


def sees(event: Event, ctx: Context) -> bool:
    return event.logged_by == ctx.who.id or allowed(May.SEE_MONEY, relations(event, ctx))


def the_standing(args: Numbered, ctx: Context) -> Event:
    """The event, unless it has ended: nothing more can happen to it then."""
    event = the_event(args, ctx)
    refuse_ended(event, ctx)
    return event


def refuse_ended(event: Event, ctx: Context) -> None:
    if event.state is EventState.SUPERSEDED and event.superseded_by is not None:
        newer = Ref(kind="event", number=event.superseded_by)
        open_it = Button(label=t("events.button.open", event=newer), command=f"event {event.superseded_by}")
        raise Refused(t("events.ended.corrected", event=ref(event), newer=newer), Buttons(shown=(open_it,)))
    if event.state is EventState.VOID:
        raise Refused(t("events.ended.void", event=ref(event), who=ctx.name(person(event.ended_by, ctx))))


def person(id: int | None, ctx: Context) -> Member:
    """A member behind an id that a row says is there."""
    if id is None:
        raise LookupError("nobody did it")
    return company.the_member(ctx.unit, id)


def account_of(event: Event, ctx: Context) -> Account:
    return accounts.the_account(ctx.unit, event.account_id)


def who_may_confirm(event: Event, ctx: Context) -> list[Member]:
    return events.who_may_confirm(ctx.unit, event, ctx.company_day)
