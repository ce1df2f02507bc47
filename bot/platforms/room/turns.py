"""Waits for you: what this person is asked to do now, each a press away."""

from __future__ import annotations

from datetime import date

from bot.platforms.room.views import Turn
from handlers.values import Name, Ref, T, t
from scoring.terms import RequestState
from storage.database import Unit
from storage.find import turns
from storage.find.accounts import find_account
from storage.tables.company import Member
from storage.tables.events import Event
from storage.tables.requests import Request

AT_MOST = 12
ACTS = {
    RequestState.OPEN: "acknowledge",
    RequestState.SIGN_OFF: "approve",
    RequestState.WAITING: "answer",
    RequestState.RESOLVED: "rate",
    RequestState.DECLINED: "look",
}


def of(unit: Unit, who: Member, on: date) -> tuple[Turn, ...]:
    """Requests first: a clock runs on them."""
    asked = [_request(unit, each) for each in turns.requests_for(unit, who, AT_MOST)]
    logged = [_event(unit, each) for each in turns.events_for(unit, who, on, AT_MOST)]
    return tuple([*asked, *logged][:AT_MOST])


def _request(unit: Unit, row: Request) -> Turn:
    return Turn(
        ref=Ref(kind="request", number=row.number),
        what=_act(ACTS.get(row.state, "resolve")),
        command=f"request R{row.number}",
        account=_account(unit, row.account_id),
    )


def _event(unit: Unit, row: Event) -> Turn:
    return Turn(
        ref=Ref(kind="event", number=row.number),
        what=_act("confirm"),
        command=f"event {row.number}",
        account=_account(unit, row.account_id),
    )


def _act(act: str) -> T:
    return t(f"room.side.{act}")


def _account(unit: Unit, id: int) -> Name | None:
    found = find_account(unit, id)
    return None if found is None else Name(names=found.names)
