"""Conversation 11: money that is not for you (voice.md 3); the demo's fifth order of the quarter is #118."""

from __future__ import annotations

import pytest

from scoring.terms import Language
from tests.stories.demo import Demo
from tests.stories.test_golden_01 import a_win, confirmed

EN, HANS, HANT = Language

WITHHELD = {
    EN: "🔒 Huaxing Rail: 5 orders this period; amounts are for its team and managers. "
    "You may see: outlook 89.89 B, rank 1.\n[Ask Lin Yue] [Score]",
    HANS: "🔒 华星轨道：本期5笔订货，金额只给团队和主管看。 你能看：期末预估 89.89 B，第1名。\n[问林悦] [计分卡]",
    HANT: "🔒 華星軌道：本期5筆訂單，金額只給團隊和主管看。 你能看：期末預估 89.89 B，第1名。\n[問林悅] [計分卡]",
}


@pytest.mark.parametrize("demo", Language, indirect=True)
def test_money_that_is_not_for_you(demo: Demo) -> None:
    a_win(demo)
    confirmed(demo)
    assert demo.song.says("/events Huaxing order").text == WITHHELD[demo.language]
