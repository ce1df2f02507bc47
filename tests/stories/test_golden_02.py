"""Conversation 2: an amount that could be two is asked, never guessed (voice.md 3)."""

from __future__ import annotations

import pytest

from scoring.terms import Language
from tests.stories.demo import Demo

EN, HANS, HANT = Language

ASKED = {
    EN: ("Not stored yet: is “250” ¥2,500,000 or ¥250?", ["¥2,500,000", "¥250", "Another amount"]),
    HANS: ("还没登记：“250”是 ¥250万，还是 ¥250？", ["¥250万", "¥250", "改金额"]),
    HANT: ("還沒登錄：「250」是 ¥250萬，還是 ¥250？", ["¥250萬", "¥250", "修改金額"]),
}


@pytest.mark.parametrize("demo", Language, indirect=True)
def test_an_amount_that_could_be_two(demo: Demo) -> None:
    asked = demo.zhao.says("/win 安科 250 闸口改造")
    assert (asked.first, asked.buttons) == ASKED[demo.language]
    stored = demo.zhao.presses(asked, asked.buttons[0])
    assert stored.number == "#118"
    assert "¥2,500,000" in stored.first
