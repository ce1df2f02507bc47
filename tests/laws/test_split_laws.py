"""Laws of contribution and the pool (domain.md 5), each over random events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from random import Random

from hypothesis import assume, given
from hypothesis import strategies as st

from scoring.contribution import Deed, Part, Participant, credited, credited_by_dimension, credits_of
from scoring.policy import Dimension
from scoring.pool import payable, split, split_by_dimension
from scoring.values import Money, half_up, largest_remainder, whole_half_up
from tests.laws.strategies import deeds, dimension_weights, roles

AMOUNTS = st.integers(0, 10**6).map(lambda minor: Money(minor, "CNY"))
EVENTS = st.lists(deeds(), max_size=6)
NEWCOMER = "newcomer"


@given(st.integers(0, 10**6), st.lists(st.fractions(0, 100), min_size=1, max_size=8))
def test_5_largest_remainder_keeps_the_quota_rule(total: int, weights: list[Fraction]) -> None:
    assume(any(weights))
    parts = largest_remainder(total, weights)
    assert sum(parts) == total
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - total * weight / sum(weights)) < 1


@given(st.integers(0, 10**6), st.lists(st.integers(0, 50), min_size=1, max_size=8))
def test_5_a_larger_weight_never_gets_less(total: int, weights: list[int]) -> None:
    assume(any(weights))
    by_weight = sorted(zip(weights, largest_remainder(total, weights), strict=True))
    for (light, less), (heavy, more) in pairwise(by_weight):
        assert less <= more or light == heavy


@given(st.fractions(), st.integers(0, 6))
def test_4_rounding_is_off_by_at_most_half_of_the_last_place(figure: Fraction, places: int) -> None:
    shown = half_up(figure, places)
    assert shown.as_tuple().exponent == -places
    assert abs(Fraction(shown) - figure) * 10**places <= Fraction(1, 2)


@given(deeds())
def test_5_an_events_lines_add_up_to_its_credited_share(deed: Deed) -> None:
    lines = credits_of(deed)
    whole = sum((line.share for line in lines), Fraction(0))
    assert sum(line.points.hundredths for line in lines) == whole_half_up(deed.points.hundredths * whole)


@given(deeds())
def test_5_an_event_credits_at_most_one_and_a_half_of_its_points(deed: Deed) -> None:
    assert sum((line.share for line in credits_of(deed)), Fraction(0)) <= Fraction(3, 2)


@given(deeds(), roles)
def test_5_naming_another_role_lowers_nobodys_credit(deed: Deed, part: Part) -> None:
    """A held role that had nobody yet, or the others: shares exactly, points but for odd hundredths."""
    assume(all(participant.part is not part for participant in deed.participants))
    assume(part is Part.OTHERS or part.value in deed.held)
    more = replace(deed, participants=(*deed.participants, Participant(NEWCOMER, part)))
    _assert_nobody_is_lowered(deed, more)


@given(deeds())
def test_5_naming_helpers_up_to_three_lowers_nobodys_credit(deed: Deed) -> None:
    assume(len(deed.assists) < 3)
    _assert_nobody_is_lowered(deed, replace(deed, assists=(*deed.assists, NEWCOMER)))


@given(deeds(), st.randoms(use_true_random=False))
def test_5_the_order_of_naming_changes_nothing(deed: Deed, random: Random) -> None:
    people, helpers = list(deed.participants), list(deed.assists)
    random.shuffle(people)
    random.shuffle(helpers)
    assert credits_of(replace(deed, participants=tuple(people), assists=tuple(helpers))) == credits_of(deed)


@given(AMOUNTS, EVENTS)
def test_5_split_adds_up_to_the_cent(amount: Money, events: list[Deed]) -> None:
    payout = split(amount, credited(events))
    assert _sum(payout.shares, amount) + payout.unpaid == payout.payable == amount
    assert not (payout.shares and payout.unpaid)


@given(AMOUNTS, EVENTS, dimension_weights())
def test_5_split_by_dimension_adds_up_to_the_cent(
    amount: Money, events: list[Deed], weights: dict[Dimension, Fraction]
) -> None:
    payout = split_by_dimension(amount, credited_by_dimension(events), weights)
    assert _sum(payout.shares, amount) + payout.unpaid == payout.payable == amount
    assert not payout.shares or set(payout.shares) == set(credited(events))


@given(AMOUNTS, EVENTS)
def test_5_more_points_never_earn_less(amount: Money, events: list[Deed]) -> None:
    points = credited(events)
    shares = split(amount, points).shares
    for lower, higher in ((a, b) for a in shares for b in shares if points[a] < points[b]):
        assert shares[lower] <= shares[higher]


@given(AMOUNTS, st.fractions(0, 200), st.fractions(0, 50))
def test_5_a_better_total_never_pays_less_and_120_is_the_end(amount: Money, total: Fraction, more: Fraction) -> None:
    assert payable(amount, total) <= payable(amount, total + more) <= payable(amount, Fraction(120))


def _assert_nobody_is_lowered(before: Deed, after: Deed) -> None:
    shares_before, shares_after = _shares(before), _shares(after)
    assert all(shares_after[member] >= share for member, share in shares_before.items())
    points_before, points_after = credited([before]), credited([after])
    lines = max(1, len(credits_of(before)))
    for member, points in points_before.items():
        assert points_after[member].hundredths >= points.hundredths - lines


def _shares(deed: Deed) -> Mapping[str, Fraction]:
    shares: dict[str, Fraction] = defaultdict(Fraction)
    for line in credits_of(deed):
        shares[line.member] += line.share
    return shares


def _sum(shares: Mapping[str, Money], like: Money) -> Money:
    return sum(shares.values(), Money(0, like.currency))
