"""Conversation 14: a manager's Monday, 30 November at 9:00 (voice.md 3).

The week is the demo's: its win and R40's ladder, satisfaction asked at Beichen Power, nothing else.
"""

from __future__ import annotations

import pytest

from scoring.terms import Language
from tests.stories.demo import Demo
from tests.stories.test_golden_01 import a_win, confirmed

EN, HANS, HANT = Language

FIRST_LINES = {
    EN: [
        "Your Monday, 30 Nov (day 61 of 92)",
        "First: Lanhai Bank is one day of DSO away from grade B.",
        "⛔ DSO 91, at most 90: capped at 60.00; passed, it would be 92.97",
        "Accounts (outlook, change since Mon 23 Nov)",
    ],
    HANS: [
        "周一速览 11月30日（第61天，共92天）",
        "首先：蓝海银行的周转天数再降1天，就到 B 级。",
        "⛔ 应收账款周转天数 91，门槛≤90：封顶 60.00；过线即 92.97",
        "客户（期末预估，较11月23日周一）",
    ],
    HANT: [
        "週一速覽 11月30日（第61天，共92天）",
        "首先：藍海銀行的週轉天數再降1天，就到 B 級。",
        "⛔ 應收帳款週轉天數 91，門檻≤90：封頂 60.00；過線即 92.97",
        "客戶（期末預估，較11月23日週一）",
    ],
}
SAYS = {
    EN: [
        "👏 Lin Yue, Chen Bo: order ¥2.5M, Huaxing Rail; R&D's R31 (Tang Wei) was behind it",
        "R&D: R40, Huaxing Rail, took 16 h 40 min of 8 h",
        "Your side: R35 waits for Lin Yue since Tue 24 Nov",
        "Yuheng Air silent for 21 days",
        "Three talks worth having",
        "1 Song Jia, Lanhai Bank. DSO is 91. What makes it 90?",
        "2 Zhao Ning, Acme Ports. 4 key events short, 31 days left; “nobody above the project office knows us”. "
        "Which door can you open?",
        "[Coached] [Give help] [Change plan]",
    ],
    HANS: [
        "👏 林悦、陈博：订货 ¥250万，华星轨道，研发 R31（唐薇）是助攻",
        "研发：R40（华星轨道）用了16小时40分，时限8小时，已办结",
        "自己这边：R35 从11月24日周二起等林悦补充",
        "玉衡航空已有21天没有事件",
        "值得谈的三次话",
        "1 宋佳，蓝海银行。周转天数现在91，怎么到90？",
        "2 赵宁，安科港务。差4件关键事件，还有31天；“项目部之上还没人认识我们”。哪扇门要你去敲？",
        "[已辅导] [给资源] [改打法]",
    ],
    HANT: [
        "👏 林悅、陳博：訂單 ¥250萬，華星軌道，研發 R31（唐薇）是助攻",
        "研發：R40（華星軌道）用了16小時40分，時限8小時，已結案",
        "玉衡航空已有21天沒有事件",
        "值得談的三次話",
        "[已輔導] [給資源] [改打法]",
    ],
}
OUTLOOKS = ("86.22 B", "82.30 B", "62.92 C", "60.00 C")
"""Huaxing Rail, Acme Ports and Lanhai Bank as on the page; Beichen Power as this week leaves it."""


def the_week(demo: Demo) -> None:
    demo.at("wed 09:52").tang.says("/ack 40 today", "rd-queue")
    a_win(demo)
    confirmed(demo)
    demo.at("wed 11:00").zhao.says("/log Beichen satisfaction 84")
    demo.at("fri 10:20").tang.says("/resolve 40 150 ms holds, letter attached")


@pytest.mark.parametrize("demo", Language, indirect=True)
def test_a_managers_monday(demo: Demo) -> None:
    the_week(demo)
    demo.at("mon 08:59")
    heard = len(demo.gao.hears())
    page = demo.at("mon 09:01").about("direct-gao", FIRST_LINES[demo.language][0])
    assert page.lines[:4] == FIRST_LINES[demo.language]
    assert [line for line in SAYS[demo.language] if line not in page.lines] == []
    assert [figure for figure in OUTLOOKS if figure not in page.text] == []
    assert len(page.lines) <= 45
    demo.at("mon 18:00")
    assert sum(each.text == page.text for each in demo.gao.hears()[heard:]) == 1
