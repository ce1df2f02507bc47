"""The bonus pool at a period's close: what is payable, and whose it is (domain.md 5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scoring.policy import POOL_MOST, Dimension
from scoring.values import Exact, Money, Points, largest_remainder


@dataclass(frozen=True)
class Payout:
    """What is payable and each member's share; without any share all of it is `unpaid`."""

    payable: Money
    shares: Mapping[str, Money]
    unpaid: Money


def payable(pool: Money, total: Exact | None) -> Money:
    """The pool's part for a total in percent, at most 120, rounded down; nothing without a total."""
    if total is None:
        return Money(0, pool.currency)
    return Money((pool.minor * min(total, POOL_MOST) / 100).__floor__(), pool.currency)


def split(amount: Money, points: Mapping[str, Points]) -> Payout:
    """All of the amount over the members by their points, as one pot."""
    if not any(points.values()):
        return Payout(amount, {}, amount)
    shares = _shares(amount.minor, points)
    return _payout(amount, shares)


def split_by_dimension(
    amount: Money,
    points: Mapping[Dimension, Mapping[str, Points]],
    weights: Mapping[Dimension, Exact],
) -> Payout:
    """First over the dimensions with weight and credited points, by weight; then each over its members.

    So one big order cannot swamp the relationship work that the stage asked for. Every member named in
    any dimension has a share, 0 included.
    """
    sides = [side for side in Dimension if weights.get(side) and any(points.get(side, {}).values())]
    if not sides:
        return Payout(amount, {}, amount)
    shares = {member: 0 for side in points.values() for member in side}
    parts = largest_remainder(amount.minor, [weights[side] for side in sides])
    for side, part in zip(sides, parts, strict=True):
        for member, share in _shares(part, points[side]).items():
            shares[member] += share
    return _payout(amount, shares)


def _shares(minor: int, points: Mapping[str, Points]) -> dict[str, int]:
    """By largest remainder, ties to the lower member id."""
    members = sorted(points)
    parts = largest_remainder(minor, [points[member].hundredths for member in members])
    return dict(zip(members, parts, strict=True))


def _payout(amount: Money, shares: Mapping[str, int]) -> Payout:
    money = {member: Money(shares[member], amount.currency) for member in sorted(shares)}
    return Payout(amount, money, Money(0, amount.currency))
