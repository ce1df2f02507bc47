"""What the sender needs of a platform: bring one message to one conversation, or say why it can't."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum, auto
from typing import Protocol

from bot.words.reader import Reader
from handlers.reply import Part
from storage.database import Unit
from storage.tables.company import Conversation


class Verdict(StrEnum):
    """What a platform's error means for the message (house rule 12)."""

    LATER = auto()
    """Not now: try again, after `after` if the platform said when."""
    GONE = auto()
    """The conversation is no more: forget the address."""
    MOVED = auto()
    """The conversation has another id (`to`): move it and send there."""
    STOP = auto()
    """The platform takes nothing from us (token): everything for it waits, with an alarm."""
    SHUT = auto()
    """The person lets nothing in: what is for them waits until they open again; whoever wrote is told."""
    FORGET = auto()
    """The message to edit is no more, or can't be edited any more: forget where it stood."""
    BUG = auto()
    """Ours: keep the message as given up, with an alarm; sending it again would fail again."""


class Undelivered(Exception):  # noqa: N818  a verdict, not an error of ours
    """Raised by a port. `why` is for the log, without a person's words; `maybe` when it may have arrived all the
    same."""

    def __init__(
        self,
        verdict: Verdict,
        why: str,
        *,
        after: timedelta | None = None,
        to: str | None = None,
        maybe: bool = False,
    ) -> None:
        super().__init__(why)
        self.verdict, self.why, self.after, self.to, self.maybe = verdict, why, after, to, maybe


@dataclass(frozen=True)
class Outgoing:
    """One message. `edits` is the platform's id of the message that changes, `thread` that of the one it stands
    under; `id` is the outbox row's, by which a platform can find out whether it has this message already; `again`
    counts the earlier tries that may have arrived. `reader` is its person, or the channel as a whole."""

    id: int
    conversation: Conversation
    parts: tuple[Part, ...]
    reader: Reader
    member_id: int | None = None
    edits: str | None = None
    thread: str | None = None
    rings: bool = True
    urgent: bool = False
    again: int = 0


@dataclass(frozen=True)
class Stood:
    """Where a message stands: the platform's id of it, and of its conversation if that is another than was named."""

    message: str
    conversation: str | None = None


class Port(Protocol):
    """A platform's way out.

    A `transactional` port writes into our own database: it gets the unit whose commit marks the message as sent,
    so that it is there exactly once, and must not block. Another one gets None and talks to the world, in a thread.
    """

    @property
    def transactional(self) -> bool: ...

    def deliver(self, message: Outgoing, unit: Unit | None) -> Stood:
        """Where the message stands. Raises Undelivered."""
        ...
