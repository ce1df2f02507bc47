"""One card per subject, drawn in one place: first sending, edits in place, board and digest all call it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from handlers.command import declared
from handlers.context import Context
from handlers.reply import Part
from scoring.terms import Language
from storage.tables.messages import Outbox

Face = Literal["event", "doing", "asking", "money", "plain"]


@dataclass(frozen=True)
class Viewer:
    """For whom a card is drawn: one member, or everybody in a channel (member_id None).

    `money` is true where everyone who sees the card may see amounts.
    """

    member_id: int | None
    language: Language
    money: bool
    face: str


@dataclass(frozen=True)
class Card:
    """A subject's card. `draw` gives its parts (None when it is gone); `stands` says whether a queued message
    about it is still news (`Outbox.holds` carries what it depends on). `still` is what is left of a message that was
    said about it: its words, and the buttons that the subject's state still allows."""

    subject: str
    draw: Callable[[int, Viewer, Context], tuple[Part, ...] | None]
    stands: Callable[[Outbox, Context], bool]
    still: Callable[[int, tuple[Part, ...], Context], tuple[Part, ...]] | None = None


@cache
def cards() -> dict[str, Card]:
    return {card.subject: card for card in declared("CARDS")}
