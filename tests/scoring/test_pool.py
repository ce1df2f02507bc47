"""The pool (domain.md 5)."""

from __future__ import annotations

from fractions import Fraction

from scoring.policy import Dimension
from scoring.pool import payable, split, split_by_dimension
from scoring.values import Money, Points

FINANCIAL, CUSTOMER, OPERATIONS, LEARNING = Dimension


def cny(minor: int) -> Money:
    return Money(minor, "CNY")


def test_what_is_payable_goes_by_the_total_rounded_down() -> None:
    assert payable(cny(1_000_001), Fraction("83.50")) == cny(835_000)


def test_a_total_over_120_pays_120() -> None:
    assert payable(cny(100), Fraction(150)) == cny(120)


def test_without_a_total_nothing_is_payable() -> None:
    assert payable(cny(100), None) == cny(0)


def test_nobody_with_points_leaves_all_unpaid() -> None:
    payout = split(cny(100), {"m": Points(0)})
    assert (payout.shares, payout.unpaid) == ({}, cny(100))


def test_one_pot_is_divided_by_points_ties_to_the_lower_member() -> None:
    payout = split(cny(100), {"b": Points(1), "a": Points(1), "c": Points(1), "d": Points(0)})
    assert payout.shares == {"a": cny(34), "b": cny(33), "c": cny(33), "d": cny(0)}
    assert payout.unpaid == cny(0)


def test_one_big_order_does_not_swamp_the_relationship_work() -> None:
    points = {FINANCIAL: {"seller": Points(100_000)}, CUSTOMER: {"visitor": Points(400)}}
    payout = split_by_dimension(cny(100), points, {FINANCIAL: Fraction(20), CUSTOMER: Fraction(50)})
    assert payout.shares == {"seller": cny(29), "visitor": cny(71)}


def test_points_in_a_dimension_without_weight_earn_nothing_but_are_named() -> None:
    points = {FINANCIAL: {"seller": Points(100)}, LEARNING: {"teacher": Points(100)}}
    payout = split_by_dimension(cny(100), points, {FINANCIAL: Fraction(100), LEARNING: Fraction(0)})
    assert payout.shares == {"seller": cny(100), "teacher": cny(0)}


def test_no_point_in_a_weighted_dimension_leaves_all_unpaid() -> None:
    points = {LEARNING: {"teacher": Points(100)}, FINANCIAL: {"seller": Points(0)}}
    payout = split_by_dimension(cny(100), points, {FINANCIAL: Fraction(100)})
    assert (payout.shares, payout.unpaid) == ({}, cny(100))


def test_an_odd_unit_between_dimensions_goes_in_their_order() -> None:
    points = {side: {side.value: Points(1)} for side in Dimension}
    payout = split_by_dimension(cny(2), points, dict.fromkeys(Dimension, Fraction(25)))
    assert [payout.shares[side.value].minor for side in Dimension] == [1, 1, 0, 0]
