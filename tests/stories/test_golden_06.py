"""Conversation 6: the requester's turn, ended by a reply (voice.md 3)."""

from __future__ import annotations

import pytest

from scoring.terms import Language
from tests.stories.demo import Demo

EN, HANS, HANT = Language

TURN = {
    EN: "⏳ R37: your turn. Xu Fei asks: “how many guests, any vegetarians?” "
    "The clock stopped at 5 of 16 working hours. Reply here and it runs again.\n[Answer]",
    HANS: "⏳ R37 轮到你了。 许飞问：“how many guests, any vegetarians?”"
    "已停表（用了5/16工作小时），直接回复就继续计时。\n[回复]",
    HANT: "⏳ R37 輪到你了。 許飛問：「how many guests, any vegetarians?」"
    "已停錶（用了5/16工作小時），直接回覆就繼續計時。\n[回覆]",
}
WAITED = {
    EN: "R37 has waited for you for a working day. Without an answer it closes on Tue 8 Dec.\n[Answer] [Cancel R37]",
    HANS: "R37 等了你一个工作日，不补充的话12月8日周二自动关闭。\n[回复] [撤回 R37]",
    HANT: "R37 等了你一個工作日，不補充的話12月8日週二自動關閉。\n[回覆] [撤回 R37]",
}
PASSED_ON = {
    EN: "Passed to Xu Fei. Due Thu 26 Nov 15:30: 11 of 16 hours left, your 9 h 30 min of waiting credited.",
    HANS: "已转给许飞。 时限11月26日周四 15:30：还剩11/16小时，停表9小时30分已扣除。",
    HANT: "已轉給許飛。 時限11月26日週四 15:30：還剩11/16小時，停錶9小時30分已扣除。",
}
REPLY = {EN: "14, two vegetarians", HANS: "14位，两位素食", HANT: "14位，兩位素食"}


@pytest.mark.parametrize("demo", Language, indirect=True)
def test_the_requesters_turn_ended_by_a_reply(demo: Demo) -> None:
    assert demo.song.hears()[-1].text == TURN[demo.language]
    waited = demo.at("wed 11:30").song.hears()[-1]
    assert waited.text == WAITED[demo.language]
    form = demo.song.presses(waited, waited.buttons[0])
    assert demo.song.fills(form, words=REPLY[demo.language]).first == PASSED_ON[demo.language]
    assert REPLY[demo.language] in demo.xu.hears()[-1].text
