"""Who hears a step when somebody is missing: holes fall through, deputies stand in (domain.md 6)."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Generic, TypeVar

from scoring.ladder import Audience

P = TypeVar("P", bound=Hashable)

LADDER_ORDER = tuple(Audience)


class Missing(StrEnum):
    """Why nobody is there: no such person, away without a deputy, or on no platform that is live."""

    VACANT = "vacant"
    AWAY = "away"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True)
class Hole:
    """An audience that is not there, and the one that hears in its place; None where there is none above."""

    audience: Audience
    why: Missing
    falls_to: Audience | None


@dataclass(frozen=True)
class Hearers(Generic[P]):
    """Who hears a step, each one once and as the first audience they belong to, and the holes to record."""

    people: tuple[tuple[Audience, P], ...]
    holes: tuple[Hole, ...]


@dataclass(frozen=True)
class Absence(Generic[P]):
    """Away up to an instant, itself not included, with the deputy who stands in or none."""

    until: datetime
    deputy: P | None = None


def hearers(wanted: Sequence[Audience], there: Mapping[Audience, Sequence[P] | Missing]) -> Hearers[P]:
    """Those of the audiences wanted, or at once of the next audience above that is there.

    An audience that `there` leaves out or gives nobody for is vacant. A conversation is nobody: where the channel
    is missing nothing falls through.
    """
    holes = tuple(_hole(audience, there) for audience in wanted if not _present(audience, there))
    fallen = (hole.falls_to for hole in holes if hole.falls_to is not None)
    heard = sorted({*fallen, *(audience for audience in wanted if _present(audience, there))}, key=LADDER_ORDER.index)
    people: dict[P, Audience] = {}
    for audience in heard:
        for person in _people(audience, there):
            people.setdefault(person, audience)
    return Hearers(tuple((audience, person) for person, audience in people.items()), holes)


def stand_in(person: P, away: Mapping[P, Absence[P]], at: datetime) -> P | None:
    """Who takes what would reach this person now: they themselves, or the end of the chain of deputies.

    None where the chain ends in somebody away without a deputy, or bites its own tail.
    """
    seen: set[P] = set()
    now: P | None = person
    while now is not None and now in away and at < away[now].until:
        if now in seen:
            return None
        seen.add(now)
        now = away[now].deputy
    return now


def _hole(audience: Audience, there: Mapping[Audience, Sequence[P] | Missing]) -> Hole:
    found = there.get(audience, Missing.VACANT)
    why = found if isinstance(found, Missing) else Missing.VACANT
    return Hole(audience, why, _next_there(audience, there))


def _next_there(audience: Audience, there: Mapping[Audience, Sequence[P] | Missing]) -> Audience | None:
    if audience is Audience.CHANNEL:
        return None
    above = LADDER_ORDER[LADDER_ORDER.index(audience) + 1 :]
    return next((other for other in above if _present(other, there)), None)


def _present(audience: Audience, there: Mapping[Audience, Sequence[P] | Missing]) -> bool:
    return bool(tuple(_people(audience, there)))


def _people(audience: Audience, there: Mapping[Audience, Sequence[P] | Missing]) -> Iterable[P]:
    found = there.get(audience, Missing.VACANT)
    return () if isinstance(found, Missing) else found
