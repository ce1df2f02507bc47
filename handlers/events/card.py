"""The card of an event, the same everywhere (voice.md 2.2, 2.3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from handlers.card import Card, Viewer
from handlers.context import Context
from handlers.events import card_buttons
from handlers.events.card_foot import foot
from handlers.events.figures import (
    account_name,
    amount,
    credit_words,
    is_money,
    kind_words,
    name,
    points,
    what,
)
from handlers.reply import Buttons, Line, Part
from handlers.values import Listed, Ref, Said, T, t
from scoring.terms import EventState, TriangleRole
from storage.find import accounts, company, events
from storage.find.events import Around
from storage.tables.accounts import Account
from storage.tables.company import Member
from storage.tables.events import Event
from storage.tables.messages import Outbox

TRIANGLE = (TriangleRole.AR, TriangleRole.SR, TriangleRole.FR)


@dataclass(frozen=True)
class Drawn:
    """An event with all that its card shows; `hides` its amount, and the points that would tell it."""

    event: Event
    account: Account
    around: Around
    team: Mapping[TriangleRole, list[Member]]
    members: Mapping[int, Member]
    decider: Member | None
    hides: bool


def draw(id: int, viewer: Viewer, ctx: Context) -> tuple[Part, ...] | None:
    event = events.find_event(ctx.unit, id)
    if event is None:
        return None
    it = _gathered(event, viewer, ctx)
    lines = (_title(it), Line(text=_state(it)), *_triangle(it), *_quote(it), foot(event, it.members, it.hides, ctx))
    buttons = _buttons(it, viewer)
    return lines if buttons == card_buttons.NONE else (*lines, buttons)


def stands(message: Outbox, ctx: Context) -> bool:
    """What waits for a person is news only while it waits."""
    event = events.find_event(ctx.unit, message.subject_id or 0)
    holds = message.holds or {}
    if event is None:
        return False
    if holds.get("pending"):
        return event.state is EventState.PENDING
    return not holds.get("disputed") or event.disputed_by is not None


def _gathered(event: Event, viewer: Viewer, ctx: Context) -> Drawn:
    account = accounts.the_account(ctx.unit, event.account_id)
    around = events.around(ctx.unit, event.id)
    named = {event.logged_by, event.confirmed_by, event.disputed_by, event.ended_by} - {None}
    return Drawn(
        event=event,
        account=account,
        around=around,
        team=accounts.team(ctx.unit, account.id, event.on_day),
        members=company.members(ctx.unit, around.members | {id for id in named if id is not None}),
        decider=events.find_manager(ctx.unit, account),
        hides=is_money(event.kind) and not viewer.money,
    )


def _buttons(it: Drawn, viewer: Viewer) -> Buttons:
    if it.hides:
        return card_buttons.withheld(it.event)
    return card_buttons.of(it.event, it.account, viewer.member_id, _missing(it))


def _title(it: Drawn) -> Line:
    values: dict[str, Any] = {"kind": kind_words(it.event.kind), "account": account_name(it.account)}
    cash = amount(it.event, full=True)
    struck = it.event.state is EventState.VOID
    if it.hides:
        words = t("events.card.title_withheld", **values, amount=t("words.amount_withheld"))
    elif cash is None:
        words = t("events.card.title", **values)
    elif it.event.kind == "order":
        words = t("events.card.title_order", **values, amount=cash)
    else:
        words = t("events.card.title_amount", **values, amount=cash)
    return Line(text=words, role="title", struck=struck)


def _state(it: Drawn) -> T:
    event = it.event
    if event.state is EventState.SUPERSEDED:
        return t("events.card.corrected", event=Ref(kind="event", number=event.superseded_by or 0))
    if event.state is EventState.VOID:
        return _void(it)
    if event.disputed_by is not None:
        return _disputed(it)
    if event.state is EventState.PENDING:
        return _pending(it)
    return _confirmed(it) if event.state is EventState.CONFIRMED else _counted(it)


def _pending(it: Drawn) -> T:
    if it.hides:
        return t("events.card.pending_withheld")
    return t("events.card.pending", points=points(it.event.points, signed=True))


def _confirmed(it: Drawn) -> T:
    who = name(it.members[it.event.confirmed_by or 0])
    if it.hides:
        return t("events.card.confirmed_withheld", who=who)
    if not it.around.credits:
        return t("events.card.confirmed_nobody", who=who, of=points(it.event.points))
    credited = sum(credit.hundredths for credit in it.around.credits)
    values: dict[str, Any] = {
        "who": who,
        "credited": points(credited),
        "credits": credit_words(it.around.credits, it.members),
    }
    if credited >= it.event.points:
        return t("events.card.confirmed_all", **values)
    return t("events.card.confirmed", of=points(it.event.points), **values)


def _counted(it: Drawn) -> T:
    return t("events.card.counted_withheld") if it.hides else t("events.card.counted", what=what(it.event))


def _disputed(it: Drawn) -> T:
    who = name(it.members[it.event.disputed_by or 0])
    why = Said(text=it.event.disputed_why or "", limit=200)
    if it.decider is None:
        return t("events.card.disputed_nobody", who=who, why=why)
    return t("events.card.disputed", who=who, why=why, decider=name(it.decider))


def _void(it: Drawn) -> T:
    who = name(it.members[it.event.ended_by or 0])
    if it.event.ended_why is None:
        return t("events.card.undone", who=who)
    return t("events.card.void", who=who, why=Said(text=it.event.ended_why, limit=200))


def _triangle(it: Drawn) -> tuple[Line, ...]:
    seats: dict[str, Any] = {role.value.lower(): _seat(role, it) for role in TRIANGLE}
    others = [it.members[part.member_id] for part in it.around.parts if part.role is TriangleRole.OTHERS]
    words = t("events.card.triangle", **seats)
    if others:
        listed = Listed(items=tuple(name(each) for each in others))
        words = t("events.card.triangle_others", triangle=words, others=listed)
    return (Line(text=words),)


def _seat(role: TriangleRole, it: Drawn) -> T:
    """Filled: took part. Hollow: did not. A dash: nobody holds the role."""
    took = [it.members[part.member_id] for part in it.around.parts if part.role is role]
    sign = t(f"words.role_sign.{role.value}")
    if took:
        return t("events.card.seat_took", role=sign, who=Listed(items=tuple(name(each) for each in took)))
    if it.team[role]:
        return t("events.card.seat_not", role=sign, who=Listed(items=tuple(name(each) for each in it.team[role])))
    return t("events.card.seat_vacant", role=sign)


def _quote(it: Drawn) -> tuple[Line, ...]:
    """A note under an amount may tell it, so it is withheld with it."""
    return () if it.hides or not it.event.note else (Line(text=Said(text=it.event.note), role="quote"),)


def _missing(it: Drawn) -> Member | None:
    """The first of the triangle who took no part yet."""
    took = {part.member_id for part in it.around.parts}
    return next((each for role in TRIANGLE for each in it.team[role] if each.id not in took), None)


CARDS = (Card(subject="event", draw=draw, stands=stands),)
