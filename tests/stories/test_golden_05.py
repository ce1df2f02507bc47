"""Conversation 5: acknowledging, with a promise (voice.md 3)."""

from __future__ import annotations

import pytest

from scoring.terms import Language
from tests.stories.demo import Demo
from tests.stories.test_golden_04 import visitors

EN, HANS, HANT = Language

WHICH_DAY = {
    EN: ("R41: by which day?", ["Today", "Thu 26 Nov", "Fri 27 Nov", "Another day"]),
    HANS: ("R41 哪天答复？", ["今天", "11月26日周四", "11月27日周五", "改日期"]),
    HANT: ("R41 哪天回覆？", ["今天", "11月26日週四", "11月27日週五", "改日期"]),
}
LATER = {
    EN: (
        "Fri 27 Nov is after the target (Thu 26 Nov 14:05); Zhao Ning will see both.",
        ["Thu 26 Nov", "Keep Fri"],
    ),
    HANS: ("11月27日周五晚于时限（周四 14:05），赵宁两个都看得到。", ["改周四", "就周五"]),
    HANT: ("11月27日週五晚於時限（週四 14:05），趙寧兩個都看得到。", ["改週四", "就週五"]),
}
ACKNOWLEDGED = {
    EN: (
        "👀 R41 acknowledged after 12 min (target 1 h). Zhao Ning sees: expected Thu 26 Nov, Xu Fei for Luo Qin.",
        ["Start", "Ask back"],
    ),
    HANS: (
        "👀 R41 已响应，用时12分钟（时限1小时）。 赵宁看到：许飞代罗琴，承诺周四答复。",
        ["开始办", "请对方补充"],
    ),
    HANT: (
        "👀 R41 已回應，用時12分鐘（時限1小時）。 趙寧看到：許飛代羅琴，承諾週四回覆。",
        ["開始處理", "請對方補充"],
    ),
}


@pytest.mark.parametrize("demo", Language, indirect=True)
def test_acknowledging_with_a_promise(demo: Demo) -> None:
    visitors(demo)
    ring = demo.at("wed 14:17").stands("reception-queue")[-1]
    asked = demo.xu.presses(ring, ring.buttons[0])
    assert (asked.first, asked.buttons) == WHICH_DAY[demo.language]
    later = demo.xu.presses(asked, asked.buttons[2])
    assert (later.first, later.buttons) == LATER[demo.language]
    done = demo.xu.presses(later, later.buttons[0])
    assert (done.first, done.buttons) == ACKNOWLEDGED[demo.language]
