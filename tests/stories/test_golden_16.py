"""Conversation 16: why (voice.md 3): time first, then the facts as they came to count; the lines add up as read."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from scoring.terms import Language
from tests.stories.demo import Demo
from tests.stories.test_golden_01 import a_win, confirmed

EN, HANS, HANT = Language

WHY = {
    EN: [
        "Huaxing Rail 88.36 → 89.89 (+1.53) since Wed 18 Nov.",
        "−6.01 seven days went by",
        "+1.75 HQ visit #104",
        "+1.40 collection #107",
        "−0.54 DSO 82 → 86 #109",
        "0.00 executive meeting #112 (two were due, now three; so far +0.66)",
        "+4.93 order #118",
        "Most to gain: a showcase or the lab trial, +3.50 each.",
        "[Since the plan began] [Ask for a lab trial]",
    ],
    HANS: [
        "华星轨道 88.36 → 89.89（+1.53），自11月18日周三。",
        "−6.01 过了七天",
        "+1.75 公司参观 #104",
        "+1.40 回款 #107",
        "−0.54 周转天数 82 → 86 #109",
        "0.00 高层拜访 #112（该有2次，已3次；当前得分 +0.66）",
        "+4.93 订货 #118",
        "最划算的一步：现场会或实验局，各 +3.50。",
        "[从方案开始看] [求助实验局]",
    ],
    HANT: [
        "華星軌道 88.36 → 89.89（+1.53），自11月18日週三。",
        "−6.01 過了七天",
        "+1.75 公司參觀 #104",
        "+1.40 收款 #107",
        "−0.54 週轉天數 82 → 86 #109",
        "0.00 高層拜訪 #112（該有2次，已3次；目前得分 +0.66）",
        "+4.93 訂單 #118",
        "最划算的一步：現場觀摩會或實驗局，各 +3.50。",
        "[從方案開始看] [請求實驗局支援]",
    ],
}


@pytest.mark.parametrize("demo", Language, indirect=True)
def test_why(demo: Demo) -> None:
    a_win(demo)
    confirmed(demo)
    lines = demo.lin.says("/why Huaxing").lines
    assert lines == WHY[demo.language]
    steps = [Decimal(line.split()[0].replace("−", "-")) for line in lines if re.match(r"[+−]?\d+\.\d\d ", line)]
    assert sum(steps) == Decimal("1.53")
