"""Conversation 9: the same thing twice (voice.md 3)."""

from __future__ import annotations

import pytest

from scoring.terms import Language
from tests.stories.demo import Demo

EN, HANS, HANT = Language

LINE = "/win 2.5M Signalling lot 2"
ALREADY = {
    EN: "Chen Bo confirmed #118 at 10:14. Nothing changed.\n[Standings]",
    HANS: "陈博10:14已确认 #118，没有变化。\n[排名]",
    HANT: "陳博10:14已確認 #118，沒有變化。\n[排名]",
}
SAME_WORDS = {
    EN: "Same words as #118, a minute ago. Stored once. A second order?\n[Log another] [One is right]",
    HANS: "跟一分钟前的 #118 一样，只记了一次。 是第二笔订货吗？\n[再记一笔] [就一笔]",
    HANT: "跟一分鐘前的 #118 一樣，只記了一次。 是第二筆訂單嗎？\n[再記一筆] [就一筆]",
}
CHEN = {EN: "SR ● Chen Bo", HANS: "SR ● 陈博", HANT: "SR ● 陳博"}
TWIN = {
    EN: "Looks like #118 (order, ¥2,500,000, today, Lin Yue). Not stored yet.\n[It is another] [Add me to #118]",
    HANS: "像是 #118（订货 ¥2,500,000，今天，林悦）。还没登记。\n[是另一笔] [把我加进 #118]",
    HANT: "像是 #118（訂單 ¥2,500,000，今天，林悅）。還沒登錄。\n[是另一筆] [把我加進 #118]",
}


@pytest.mark.parametrize("demo", Language, indirect=True)
def test_the_same_thing_twice(demo: Demo) -> None:
    me = demo.language
    logged = demo.at("wed 10:12").lin.says(LINE, "acct-huaxing", delivery="one")
    cards = len(demo.stands("acct-huaxing"))
    assert demo.lin.says(LINE, "acct-huaxing", delivery="one").reply == logged.reply
    assert len(demo.stands("acct-huaxing")) == cards
    assert demo.lin.says(LINE, "acct-huaxing").text == SAME_WORDS[me]
    demo.at("wed 10:14").chen.says("/confirm 118", "acct-huaxing")
    assert demo.wu.says("/confirm 118", "acct-huaxing").text == ALREADY[me]
    twin = demo.at("wed 16:00").chen.says("/win 2.5M Signalling", "acct-huaxing")
    assert twin.text == TWIN[me]
    demo.chen.presses(twin, twin.buttons[1])
    assert CHEN[me] in demo.about("acct-huaxing", "#118").text
