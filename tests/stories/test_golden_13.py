"""Conversation 13: two nudges, one message, on Thursday 26 November at 9:00 (voice.md 3)."""

from __future__ import annotations

import pytest

from scoring.terms import Language
from tests.stories.demo import Demo

EN, HANS, HANT = Language

TWO_THINGS = {
    EN: [
        "Two things at Huaxing Rail",
        "1 Key events are off track (56%; by now one showcase and one lab trial were due). "
        "Growth: “the signal engineers trust us, purchasing does not yet”; a showcase is what they would see. "
        "+3.50 on the outlook.",
        "[Plan a showcase] [Done] ⋯ [1 day] [3 days] [1 week]",
        "2 Two events wait for a confirmation since Mon (#113, #115; 14.00 points). You did not log them.",
        "[Confirm 2] [Done] ⋯ [1 day] [3 days] [1 week]",
    ],
    HANS: [
        "华星轨道有两件事",
        "1 关键事件落后（56%；到今天该有一次现场会和一次实验局）。成长期，“信号专业认可我们，采购还不放心”，"
        "现场会能让他们看到。期末预估 +3.50。",
        "[安排现场会] [已处理] ⋯ [1天] [3天] [1周]",
        "2 两件事从周一起待确认（#113、#115；14.00 分），不是你登记的。",
        "[确认2件] [已处理] ⋯ [1天] [3天] [1周]",
    ],
    HANT: [
        "華星軌道有兩件事",
        "1 關鍵事件落後（56%；到今天該有一次現場觀摩會和一次實驗局）。成長期，「信號專業認可我們，採購還不放心」，"
        "現場觀摩會能讓他們看到。期末預估 +3.50。",
        "[安排現場觀摩會] [已處理] ⋯ [1天] [3天] [1週]",
        "2 兩件事從週一起待確認（#113、#115；14.00 分），不是你登錄的。",
        "[確認2件] [已處理] ⋯ [1天] [3天] [1週]",
    ],
}


def logged_and_confirmed(demo: Demo) -> None:
    demo.at("wed 10:12").lin.says("/win 2.5M Signalling lot 2", "acct-huaxing")
    demo.at("wed 10:14").chen.says("/confirm 118", "acct-huaxing")


@pytest.mark.parametrize("demo", Language, indirect=True)
def test_two_nudges_one_message(demo: Demo) -> None:
    logged_and_confirmed(demo)
    message = demo.at("thu 09:05").about("direct-lin", TWO_THINGS[demo.language][0])
    assert message.lines == TWO_THINGS[demo.language]
    assert sum(each.text == message.text for each in demo.lin.hears()) == 1


def test_its_buttons_do_what_they_say(demo: Demo) -> None:
    logged_and_confirmed(demo)
    message = demo.at("thu 09:05").about("direct-lin", "Two things")
    assert "#113, #115" in demo.lin.presses(message, "Confirm 2").first
    plan = demo.lin.presses(message, "Plan a showcase")
    assert plan.form.command == "ask"
    assert not demo.lin.presses(message, "Done").refused
