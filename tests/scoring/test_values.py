"""Money, points and the two roundings."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from scoring.values import Money, Points, half_up, largest_remainder, minor_digits, whole_half_up


@pytest.mark.parametrize(
    ("figure", "shown"),
    [("94.996", "95.00"), ("0.005", "0.01"), ("0.0049", "0.00"), ("-0.005", "-0.01"), ("7", "7.00"), ("1/3", "0.33")],
)
def test_figures_are_shown_with_two_places_rounded_half_up(figure: str, shown: str) -> None:
    assert str(half_up(Fraction(figure))) == shown


def test_a_figure_of_thirty_digits_is_shown_whole() -> None:
    assert str(half_up(Fraction(10**29) + Fraction(1, 4))) == "1" + "0" * 29 + ".25"


def test_other_places_can_be_asked_for() -> None:
    assert str(half_up(Fraction(5, 2), 0)) == "3"
    assert whole_half_up(Fraction(1, 2)) == 1


def test_the_units_left_over_go_to_the_largest_fractions() -> None:
    assert largest_remainder(10, [Fraction(21, 10), Fraction(28, 10), Fraction(51, 10)]) == [2, 3, 5]


def test_equal_fractions_are_settled_by_position() -> None:
    assert largest_remainder(100, [1, 1, 1]) == [34, 33, 33]
    assert largest_remainder(1, [1, 1]) == [1, 0]


def test_a_weight_of_zero_gets_nothing() -> None:
    assert largest_remainder(5, [0, 1, 0]) == [0, 5, 0]


def test_nothing_is_divided_among_nobody() -> None:
    assert largest_remainder(0, []) == []
    assert largest_remainder(0, [0, 0]) == [0, 0]


@pytest.mark.parametrize(("total", "weights"), [(1, []), (1, [0]), (-1, [1]), (1, [2, -1])])
def test_what_cannot_be_divided_is_an_error(total: int, weights: list[int]) -> None:
    with pytest.raises(ValueError, match=r"negative|nobody"):
        largest_remainder(total, weights)


def test_a_currency_has_its_own_minor_unit() -> None:
    assert [minor_digits(code) for code in ("CNY", "TWD", "JPY", "KRW", "KWD")] == [2, 2, 0, 0, 3]


def test_money_is_made_of_major_units() -> None:
    assert Money.of(Decimal("12.30"), "CNY") == Money(1230, "CNY")
    assert Money.of(Decimal("1e3"), "JPY") == Money(1000, "JPY")
    assert str(Money(5, "KWD").major) == "0.005"


def test_money_with_more_decimals_than_its_currency_is_refused() -> None:
    with pytest.raises(ValueError, match="JPY has 0 decimals"):
        Money.of(Decimal("0.5"), "JPY")


def test_money_adds_compares_and_negates_within_one_currency() -> None:
    one, two = Money(1, "CNY"), Money(2, "CNY")
    assert one + two == Money(3, "CNY")
    assert one - two == -one
    assert one < two <= two
    assert two > one >= one
    assert one
    assert not one - one


def test_currencies_never_mix() -> None:
    with pytest.raises(ValueError, match="do not mix"):
        Money(1, "CNY") + Money(1, "USD")
    with pytest.raises(ValueError, match="do not mix"):
        _ = Money(1, "CNY") < Money(1, "USD")


def test_points_are_whole_hundredths() -> None:
    assert Points.of(Decimal("0.125")) == Points(13)
    assert Points(150) + Points(50) - Points(100) == -Points(-100)
    assert str(Points(1250).points) == "12.50"
    assert not Points(0)
