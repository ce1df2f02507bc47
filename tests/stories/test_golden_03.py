"""Conversation 3: a name it does not know; a press runs the whole line again (voice.md 3)."""

from __future__ import annotations

import pytest

from scoring.terms import Language
from tests.stories.demo import Demo

EN, HANS, HANT = Language

ASKED = {
    EN: ("No account “Huaxin”. Closest:", ["Huaxing Rail", "All my accounts"]),
    HANS: ("没有叫“Huaxin”的客户，最接近的是：", ["华星轨道", "我的全部客户"]),
    HANT: ("沒有叫「Huaxin」的客戶，最接近的是：", ["華星軌道", "我的全部客戶"]),
}
CARD = {
    EN: "Huaxing Rail · growth · Q4 2026, day 56 of 92",
    HANS: "华星轨道 · 成长期 · 2026年四季度第56天（共92天）",
    HANT: "華星軌道 · 成長期 · 2026年第四季第56天（共92天）",
}


@pytest.mark.parametrize("demo", Language, indirect=True)
def test_a_name_it_does_not_know(demo: Demo) -> None:
    asked = demo.lin.says("/score Huaxin")
    assert (asked.first, asked.buttons) == ASKED[demo.language]
    assert demo.lin.presses(asked, asked.buttons[0]).first == CARD[demo.language]
