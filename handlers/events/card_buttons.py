"""The buttons of an event's card: what its state does not allow is absent, never grey (voice.md 2.2)."""

from __future__ import annotations

from handlers.events.figures import name
from handlers.events.lines import at, typed
from handlers.reply import Button, Buttons
from handlers.values import Ref, T, t
from scoring.terms import EventState
from storage.tables.accounts import Account
from storage.tables.company import Member
from storage.tables.events import Event

NONE = Buttons(shown=())


def withheld(event: Event) -> Buttons:
    """Who may see the amount gets the whole card in private."""
    return Buttons(shown=(_button(t("events.button.show_me"), f"show money {event.number}"),))


def of(event: Event, account: Account, viewer: int | None, missing: Member | None) -> Buttons:
    """`viewer` is None in a channel; `missing` is somebody of the triangle who took no part yet."""
    if event.state is EventState.SUPERSEDED and event.superseded_by is not None:
        newer = Ref(kind="event", number=event.superseded_by)
        return Buttons(shown=(_button(t("events.button.open", event=newer), f"event {event.superseded_by}"),))
    if event.state is EventState.VOID:
        return NONE
    if event.disputed_by is not None:
        return Buttons(shown=(_button(t("events.button.uphold"), f"uphold #{event.number}"), _void(event)))
    if event.state is EventState.PENDING:
        return _pending(event, viewer)
    return _confirmed(event, missing) if event.state is EventState.CONFIRMED else _counted(event, account)


def _pending(event: Event, viewer: int | None) -> Buttons:
    """The logger can't confirm; in person they get what they can do instead."""
    remind = _button(t("events.button.remind"), f"remind {event.number}")
    confirm = _button(t("events.button.confirm"), f"confirm {event.number}")
    first = remind if viewer == event.logged_by else confirm.model_copy(update={"style": "primary"})
    took = _button(t("events.button.took"), f"took {event.number}")
    return Buttons(shown=(first, _dispute(event)), more=(took, _evidence(event), _void(event)))


def _confirmed(event: Event, missing: Member | None) -> Buttons:
    rest = (_dispute(event), _evidence(event), _void(event))
    if missing is None:
        return Buttons(shown=(), more=rest)
    add = _button(t("events.button.add_person", who=name(missing)), f"joined {event.number} {at(missing)}")
    return Buttons(shown=(add,), more=rest)


def _counted(event: Event, account: Account) -> Buttons:
    correct = _button(t("events.button.correct"), f"correct {event.number} {typed(account)} {event.kind}")
    return Buttons(shown=(), more=(correct, _void(event)))


def _dispute(event: Event) -> Button:
    return _button(t("events.button.dispute"), f"dispute {event.number}")


def _evidence(event: Event) -> Button:
    return _button(t("events.button.evidence"), f"evidence {event.number}")


def _void(event: Event) -> Button:
    return _button(t("events.button.void"), f"void {event.number}")


def _button(label: T, command: str) -> Button:
    return Button(label=label, command=command)
