"""Figures, shares and numbers: places, signs, real minus (voice.md 1.1, rule 5)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from handlers.values import Figure, Number, Share
from tests.bot.words.listening import EN, change, heard, in_three, number, points


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("89.885", "89.89"),
        ("7.5", "7.50"),
        ("0", "0.00"),
        ("-3.7", "−3.70"),
        ("-0.004", "0.00"),
        ("12345.6", "12,345.60"),
    ],
)
def test_points_have_two_places_rounded_half_up_and_a_real_minus(value: str, shown: str) -> None:
    assert set(in_three(points(value))) == {shown}


@pytest.mark.parametrize(("value", "shown"), [("1.53", "+1.53"), ("-3.7", "−3.70"), ("0", "0.00"), ("0.004", "0.00")])
def test_a_change_carries_its_sign_and_nothing_carries_none(value: str, shown: str) -> None:
    assert set(in_three(change(value))) == {shown}


def test_places_that_decide_are_shown() -> None:
    assert in_three(Figure(value=Decimal("94.996"), places=3))[0] == "94.996"
    assert in_three(Share(value=Decimal("55.555"), places=2))[0] == "55.56%"


def test_a_share_has_no_places() -> None:
    assert in_three(Share(value=Decimal("36.5"))) == ("37%", "37%", "37%")


@pytest.mark.parametrize(
    ("value", "shown"), [("86.00", "86"), ("18.50", "18.5"), ("-0", "0"), ("3000", "3,000"), ("-4", "−4")]
)
def test_a_number_is_shown_without_padding(value: str, shown: str) -> None:
    assert set(in_three(number(value))) == {shown}


def test_ten_thousands_are_wan_in_chinese_where_nothing_is_lost() -> None:
    assert in_three(Number(value=Decimal(10_000))) == ("10,000", "1万", "1萬")
    assert in_three(Number(value=Decimal(12_345))) == ("12,345", "12,345", "12,345")


def test_a_number_called_year_is_a_name() -> None:
    assert heard("{year} and {n}", EN, year=2026, n=2026) == "2026 and 2,026"


def test_figures_far_beyond_any_score_are_still_exact() -> None:
    assert in_three(points("1" + "0" * 40))[0].endswith(",000.00")
