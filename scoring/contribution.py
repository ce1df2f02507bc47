"""Who is credited with an event's points (domain.md 5).

Naming another held role or a helper takes no points from anybody: roles have their own shares, and others
and assists come on top.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final

from scoring.policy import ASSIST_SHARE, ASSISTS_MOST, OTHERS_SHARE, ROLE_SHARES, Dimension, Role
from scoring.values import Exact, Points, largest_remainder, whole_half_up


class Part(StrEnum):
    """What somebody did for an event, in the order in which ties are broken."""

    AR = "AR"
    SR = "SR"
    FR = "FR"
    OTHERS = "others"
    ASSIST = "assist"


_ORDER: Final = tuple(Part)
_TRIANGLE_NAMES: Final = frozenset(role.value for role in Role)
_TRIANGLE: Final[Mapping[Part, int]] = {Part(role): share for role, share in ROLE_SHARES.items()}


def part_of(role: str) -> Part:
    """The part that a role's name stands for: any but exactly AR, SR, FR is one of the others."""
    return Part(role) if role in _TRIANGLE_NAMES else Part.OTHERS


@dataclass(frozen=True)
class Participant:
    """A member in one role; the same member may be there again in another."""

    member: str
    part: Part


@dataclass(frozen=True)
class Deed:
    """A confirmed event: its points, who took part, who helped, and the roles that somebody holds.

    Nobody is twice in one part. A role that took part counts as held.
    """

    points: Points
    participants: tuple[Participant, ...] = ()
    assists: tuple[str, ...] = ()
    held: frozenset[Role] = frozenset(Role)
    dimension: Dimension | None = None


@dataclass(frozen=True)
class Credit:
    """A line under an event: `share` of its points (1 = all of them), and the hundredths that it came to."""

    member: str
    part: Part
    share: Exact
    points: Points


def credits_of(deed: Deed) -> list[Credit]:
    """The event's lines, by member and part; whole hundredths that add up to the credited share of its points."""
    lines = sorted(_lines(deed), key=lambda line: (line[0], _ORDER.index(line[1])))
    shares = [share for _, _, share in lines]
    credited = whole_half_up(deed.points.hundredths * sum(shares, Fraction(0)))
    parts = largest_remainder(credited, shares)
    return [Credit(*line, Points(part)) for line, part in zip(lines, parts, strict=True)]


def credited(deeds: Iterable[Deed]) -> dict[str, Points]:
    """Each member's points over these events, 0 included, by member id."""
    sums: Counter[str] = Counter()
    for deed in deeds:
        for credit in credits_of(deed):
            sums[credit.member] += credit.points.hundredths
    return {member: Points(sums[member]) for member in sorted(sums)}


def credited_by_dimension(deeds: Iterable[Deed]) -> dict[Dimension, dict[str, Points]]:
    """The same for each dimension apart, always all four; an event without a dimension is in none."""
    known = list(deeds)
    return {side: credited(deed for deed in known if deed.dimension is side) for side in Dimension}


def _lines(deed: Deed) -> Iterator[tuple[str, Part, Exact]]:
    crowd = Counter(participant.part for participant in deed.participants)
    shares = _role_shares(deed.held, crowd) | {Part.OTHERS: Fraction(OTHERS_SHARE, 100)}
    for participant in deed.participants:
        yield participant.member, participant.part, shares[participant.part] / crowd[participant.part]
    for member in deed.assists:
        yield member, Part.ASSIST, _assist_share(len(deed.assists))


def _role_shares(held: frozenset[Role], crowd: Mapping[Part, int]) -> dict[Part, Exact]:
    """What each held role has, scaled so that together they have everything."""
    there = {part: share for part, share in _TRIANGLE.items() if crowd.get(part) or Role(part) in held}
    return {part: Fraction(share, sum(there.values())) for part, share in there.items()}


def _assist_share(helpers: int) -> Exact:
    return min(Fraction(ASSIST_SHARE, 100), Fraction(ASSISTS_MOST, 100 * helpers))
