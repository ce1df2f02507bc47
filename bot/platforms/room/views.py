"""What the templates are given: plain values, in no language yet."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from handlers.reply import Line, Part
from handlers.values import Day, Moment, Name, Ref, Value, Words


@dataclass(frozen=True)
class Person:
    """Somebody one can be. `key` is what the session keeps; `post` what they do."""

    key: str
    name: Words
    post: Words | None = None
    id: int | None = None


@dataclass(frozen=True)
class Seat:
    """A role of an account's triangle: `who` is None where nobody holds it."""

    sign: Words
    mark: Words
    who: Value | None


@dataclass(frozen=True)
class Here:
    """The conversation that is open."""

    id: int
    name: Words
    direct: bool
    account: Name | None = None
    stage: Words | None = None
    contradiction: Words | None = None
    seats: tuple[Seat, ...] = ()
    about: Words | None = None


@dataclass(frozen=True)
class PlaceLink:
    """A conversation in the side bar."""

    id: int
    name: str
    unread: int = 0

    @property
    def initials(self) -> str:
        """Two letters that tell one channel from the other: acct-huaxing is hu, rd-queue is rd."""
        return self.name.removeprefix("acct-")[:2]


@dataclass(frozen=True)
class Turn:
    """Something that waits for the reader: the command opens or does it."""

    ref: Ref
    what: Words
    command: str
    account: Words | None = None


@dataclass(frozen=True)
class Side:
    channels: tuple[PlaceLink, ...] = ()
    directs: tuple[PlaceLink, ...] = ()
    turns: tuple[Turn, ...] = ()


@dataclass(frozen=True)
class Shown:
    """A message as its reader sees it. `follows` when the one before is by the same, a moment ago; `new_day` when it
    is the first of its day."""

    id: int
    version: int
    at: Moment
    author: Words | None = None
    said: str | None = None
    parts: tuple[Part, ...] = ()
    only_you: bool = False
    mine: bool = False
    follows: bool = False
    day: Day | None = None
    new_day: bool = False
    unseen_edit: bool = False
    said_lang: str | None = None
    by: int = 0

    @property
    def title(self) -> str | None:
        """The id of line 1, which names the card."""
        for at, part in enumerate(self.parts):
            if isinstance(part, Line) and part.role == "title":
                return f"m{self.id}-{at}"
        return None


@dataclass(frozen=True)
class Choice:
    """An account to choose on the board."""

    id: int
    name: Name


@dataclass(frozen=True)
class Board:
    """The right column, drawn for its viewer."""

    standings: Markup
    score: Markup
    requests: Markup
    standings_of: str = "accounts"
    accounts: tuple[Choice, ...] = ()
    account_id: int | None = None


@dataclass(frozen=True)
class DemoNow:
    now: Words | Moment
    speed: str
    paused: bool = False


@dataclass(frozen=True)
class Try:
    """A first action: a line that fills the composer, or a place to open."""

    line: str = ""
    href: str | None = None
    label: Words | None = None


@dataclass(frozen=True)
class Room:
    """Everything on the page but the head and its language."""

    company: Name
    me: Person
    here: Here
    side: Side
    messages: tuple[Shown, ...]
    board: Board
    version: int
    demo: DemoNow | None = None
    people: tuple[Person, ...] = ()
    tries: tuple[Try, ...] = ()
    empty_fill: str = "/log "
