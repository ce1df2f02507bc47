"""Conversation 8: a no that is seen (voice.md 3)."""

from __future__ import annotations

import pytest

from scoring.terms import Language
from tests.stories.demo import Demo

EN, HANS, HANT = Language

WHY = {EN: "rig booked till 15 Dec", HANS: "台架占用到12月15日", HANT: "台架佔用到12月15日"}
DECLINED = {
    EN: "R38 declined. He Rui looks at it; Chen Bo sees your reason. It counts in the decline rate, not as resolved.",
    HANS: "R38 已回绝。 何睿会复核，陈博看得到理由。计入回绝率，不算办结。",
    HANT: "R38 已婉拒。 何睿會複核，陳博看得到理由。計入婉拒率，不算結案。",
}
TO_CHEN = {
    EN: "R38 was declined by Tang Wei: “rig booked till 15 Dec”. He Rui looks at it now.\n[Open R38]",
    HANS: "唐薇回绝了 R38： “台架占用到12月15日”，何睿在复核。\n[看 R38]",
    HANT: "唐薇婉拒了 R38： 「台架佔用到12月15日」，何睿在複核。\n[看 R38]",
}
TO_HE = {
    EN: "R38 was declined: your look. Chen Bo asked for a lab trial at Huaxing Rail; "
    "Tang Wei: “rig booked till 15 Dec”.\n[It stands] [Reopen] [Offer another day]",
    HANS: "R38 已回绝，请你看一下。 陈博为华星轨道求助实验局，唐薇：“台架占用到12月15日”。\n[维持] [重启] [换个时间]",
    HANT: None,
}
NIGHT_SHIFT = {EN: "night shift 1 Dec", HANS: "12月1日夜班", HANT: "12月1日夜班"}
ON_AGAIN = {
    EN: "R38 is on again: He Rui, “night shift 1 Dec”. Due Tue 1 Dec 17:00 (3 h 10 min of 5 d used).\n[Open R38]",
    HANS: "R38 已重启： 何睿，“12月1日夜班”。时限12月1日周二 17:00（已用3小时10分，共5天）。\n[看 R38]",
    HANT: "R38 已重新開案： 何睿，「12月1日夜班」。時限12月1日週二 17:00（已用3小時10分，共5天）。\n[看 R38]",
}


@pytest.mark.parametrize("demo", Language, indirect=True)
def test_a_no_that_is_seen(demo: Demo) -> None:
    me = demo.language
    assert demo.at("wed 10:30").tang.says(f"/decline 38 {WHY[me]}").first == DECLINED[me]
    assert demo.chen.hears()[-1].text == TO_CHEN[me]
    look = demo.he.hears()[-1]
    if TO_HE[me] is not None:
        assert look.text == TO_HE[me]
    reason = demo.at("wed 11:10").he.presses(look, look.buttons[1])
    demo.he.fills(reason, **{next(ask.name for ask in reason.form.asks if ask.value is None): NIGHT_SHIFT[me]})
    assert demo.chen.hears()[-1].text == ON_AGAIN[me]
