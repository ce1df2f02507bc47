"""Standings (domain.md 4.6)."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from scoring.ranks import ranks, standings

FIGURES = {"a": Fraction(70), "b": None, "c": Fraction(90), "d": Fraction(80), "e": Fraction(80), "f": Fraction(10)}


def test_equal_ones_share_a_place_and_the_next_is_skipped() -> None:
    places = [(rank.key, rank.place, rank.shared) for rank in ranks(FIGURES)]
    assert places == [
        ("c", 1, False),
        ("d", 2, True),
        ("e", 2, True),
        ("a", 4, False),
        ("f", 5, False),
        ("b", None, False),
    ]


def test_what_is_shown_equal_is_equal() -> None:
    first, second = ranks({"low": Fraction("94.995"), "high": Fraction("95.0049")})
    assert first.place == second.place == 1
    assert first.figure == second.figure == Decimal("95.00")


def test_a_row_shows_how_it_moved_in_a_week() -> None:
    before = {"a": Fraction(90), "c": Fraction(80), "d": None}
    rows = {row.rank.key: row for row in standings(FIGURES, before)}
    assert (rows["c"].climbed, rows["c"].gained) == (1, Decimal("10.00"))
    assert (rows["a"].climbed, rows["a"].gained) == (-3, Decimal("-20.00"))


def test_without_data_then_or_now_there_is_no_change() -> None:
    rows = {row.rank.key: row for row in standings(FIGURES, {"b": Fraction(1), "d": None})}
    assert all(rows[key].climbed is None and rows[key].gained is None for key in ("b", "d", "e"))


def test_nobody_has_no_standings() -> None:
    assert ranks({}) == []
