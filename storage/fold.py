"""A key event as its facts left it: a pure fold, the same for one new fact and for a replay of all (domain.md 3)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from scoring import contribution
from scoring.contribution import Deed, Participant
from scoring.policy import Role
from scoring.terms import EventState as State
from scoring.terms import TriangleRole
from scoring.values import Points
from storage.tables.events import Fact

ENDED: Final = (State.VOID, State.SUPERSEDED)


@dataclass(frozen=True)
class EventState:
    """The event's row (fields named alike), its parts (member, role), assists (request, member) and credits.

    Credits are what each has, or would have once it is confirmed: (member, part, hundredths), none once it ended.
    """

    id: int
    number: int
    account_id: int
    kind: str
    on_day: date
    logged_at: datetime
    logged_by: int
    minor: int | None
    currency: str | None
    base_minor: int | None
    value: Decimal | None
    line: str | None
    note: str | None
    evidence: str | None
    details: Mapping[str, object]
    points: int
    roles: tuple[str, ...]
    state: State
    changed_at: datetime
    source: Mapping[str, object] | None = None
    confirmed_by: int | None = None
    confirmed_at: datetime | None = None
    disputed_by: int | None = None
    disputed_why: str | None = None
    ended_by: int | None = None
    ended_why: str | None = None
    superseded_by: int | None = None
    parts: tuple[tuple[int, TriangleRole], ...] = ()
    assists: tuple[tuple[int, int], ...] = ()
    credits: tuple[tuple[int, str, int], ...] = ()

    @property
    def counts(self) -> bool:
        """Whether it adds to the confirmed figures. A disputed one goes on counting."""
        return self.state in (State.COUNTED, State.CONFIRMED)

    @property
    def pending(self) -> bool:
        return self.state is State.PENDING


def step(before: EventState | None, fact: Fact) -> EventState:
    """The event after a fact about it. KeyError for a fact of another kind, ValueError for one out of order."""
    if (before is None) != (fact.kind == "event.logged"):
        raise ValueError(f"{fact.kind} cannot follow here")
    after = _logged(fact) if before is None else replace(STEPS[fact.kind](before, fact), changed_at=fact.at)
    return replace(after, credits=_credits(after))


def _logged(fact: Fact) -> EventState:
    body: Any = fact.body
    return EventState(
        id=fact.subject_id,
        number=body["number"],
        account_id=_the(fact.account_id),
        kind=body["event_kind"],
        on_day=date.fromisoformat(body["on_day"]),
        logged_at=fact.at,
        logged_by=body["logged_by"],
        minor=body["minor"],
        currency=body["currency"],
        base_minor=body["base_minor"],
        value=None if body["value"] is None else Decimal(body["value"]),
        line=body["line"],
        note=body["note"],
        evidence=body["evidence"],
        details=body["details"],
        points=body["points"],
        roles=tuple(body["roles"]),
        state=State.PENDING if body["pending"] else State.COUNTED,
        changed_at=fact.at,
        source=body["source"],
        parts=tuple(sorted((member, TriangleRole(role)) for member, role in body["parts"])),
    )


def _confirmed(before: EventState, fact: Fact) -> EventState:
    return replace(before, state=State.CONFIRMED, confirmed_by=fact.by_id, confirmed_at=fact.at)


def _joined(before: EventState, fact: Fact) -> EventState:
    """`took` false takes the member out again."""
    body: Any = fact.body
    named = {(body["member_id"], TriangleRole(role)) for role in body["roles"]}
    parts = set(before.parts) | named if body["took"] else set(before.parts) - named
    return replace(before, parts=tuple(sorted(parts)))


def _linked(before: EventState, fact: Fact) -> EventState:
    body: Any = fact.body
    return replace(before, assists=tuple(sorted({*before.assists, (body["request_id"], body["member_id"])})))


def _evidenced(before: EventState, fact: Fact) -> EventState:
    return replace(before, evidence=str(fact.body["evidence"]))


def _disputed(before: EventState, fact: Fact) -> EventState:
    return replace(before, disputed_by=fact.by_id, disputed_why=str(fact.body["why"]))


def _upheld(before: EventState, fact: Fact) -> EventState:
    return replace(before, disputed_by=None, disputed_why=None)


def _voided(before: EventState, fact: Fact) -> EventState:
    """Undone rather than voided: no reason."""
    body: Any = fact.body
    return replace(before, state=State.VOID, ended_by=fact.by_id, ended_why=body["why"])


def _superseded(before: EventState, fact: Fact) -> EventState:
    body: Any = fact.body
    return replace(before, state=State.SUPERSEDED, ended_by=fact.by_id, superseded_by=body["by"])


STEPS: Final[Mapping[str, Callable[[EventState, Fact], EventState]]] = {
    "event.confirmed": _confirmed,
    "event.joined": _joined,
    "event.linked": _linked,
    "event.evidenced": _evidenced,
    "event.disputed": _disputed,
    "event.upheld": _upheld,
    "event.voided": _voided,
    "event.superseded": _superseded,
}


def is_step(fact: Fact) -> bool:
    """Whether a fact changes an event (rather than being about one: a reminder, say)."""
    return fact.kind == "event.logged" or fact.kind in STEPS


def _the(account_id: int | None) -> int:
    if account_id is None:
        raise ValueError("an event is on an account")
    return account_id


def _credits(event: EventState) -> tuple[tuple[int, str, int], ...]:
    if event.state in ENDED or not event.points:
        return ()
    lines = contribution.credits_of(
        Deed(
            points=Points(event.points),
            participants=tuple(Participant(str(member), contribution.part_of(role)) for member, role in event.parts),
            assists=tuple(str(member) for member in sorted({member for _, member in event.assists})),
            held=frozenset(Role(role) for role in event.roles),
        )
    )
    return tuple(sorted((int(line.member), line.part.value, line.points.hundredths) for line in lines))
