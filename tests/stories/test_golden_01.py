"""Conversation 1: a win, a second pair of eyes, the board moves (voice.md 3)."""

from __future__ import annotations

import pytest

from scoring.terms import Language
from tests.stories.demo import Demo, Shown

EN, HANS, HANT = Language

LOGGED = {
    EN: [
        "Logged #118: order, ¥2,500,000, Huaxing Rail, today. It counts once a second person confirms; "
        "the outlook would be 89.89 (now 84.96).",
        "Who was in it? Naming others takes nothing from you.",
    ],
    HANS: [
        "已登记 #118：订货 ¥2,500,000，华星轨道，今天。 别人确认后计入，期末预估将到 89.89（现 84.96）。",
        "还有谁参与？多写一个人不会少你的分。",
    ],
    HANT: [
        "已登錄 #118：訂單 ¥2,500,000，華星軌道，今天。 別人確認後計入，期末預估會到 89.89（目前 84.96）。",
        "還有誰參與？多寫一個人不會少你的分。",
    ],
}
NAMES = {
    EN: ["✓ Lin Yue", "Chen Bo", "Wu Min", "That's all"],
    HANS: ["✓ 林悦", "陈博", "吴敏", "就这些"],
    HANT: ["✓ 林悅", "陳博", "吳敏", "就這些"],
}
TO_BE_CONFIRMED = {
    EN: [
        "🏆 Order · Huaxing Rail · ¥2,500,000",
        "To be confirmed · +25.00 points once a second person confirms",
        "AR ● Lin Yue   SR ● Chen Bo   FR ○ Wu Min",
        "> Signalling lot 2",
        "#118 · Wed 25 Nov · logged by Lin Yue · changed 10:12: assist added by Lin Yue",
        "[Confirm] [Dispute] ⋯ [Who took part] [Evidence] [Void]",
    ],
    HANS: [
        "🏆 订货 · 华星轨道 · ¥2,500,000",
        "待确认，别人确认后 +25.00 分",
        "AR ● 林悦  SR ● 陈博  FR ○ 吴敏",
        "> Signalling lot 2",
        "#118 · 11月25日周三 · 林悦登记 · 10:12变更：林悦加了助攻",
        "[确认] [提出异议] ⋯ [谁参与了] [佐证] [作废]",
    ],
    HANT: [
        "🏆 訂單 · 華星軌道 · ¥2,500,000",
        "待確認，別人確認後 +25.00 分",
        "AR ● 林悅  SR ● 陳博  FR ○ 吳敏",
        "> Signalling lot 2",
        "#118 · 11月25日週三 · 林悅登錄 · 10:12變更：林悅加了助攻",
        "[確認] [提出異議] ⋯ [誰參與了] [佐證] [作廢]",
    ],
}
CONFIRMED = {
    EN: [
        "✅ Confirmed #118. Huaxing Rail: outlook 84.96 → 89.89 (+4.93), rank 2 → 1 of 4.",
        "Points: Lin Yue 10.00, you 7.50, Tang Wei 2.50 (assist).",
        "[Standings]",
    ],
    HANS: [
        "✅ 已确认 #118。 华星轨道：期末预估 84.96 → 89.89（+4.93），排名 2 → 1（共4家）。",
        "计分：林悦 10.00、你 7.50、唐薇 2.50（助攻）。",
        "[排名]",
    ],
    HANT: [
        "✅ 已確認 #118。 華星軌道：期末預估 84.96 → 89.89（+4.93），排名 2 → 1（共4家）。",
        "計分：林悅 10.00、你 7.50、唐薇 2.50（助攻）。",
        "[排名]",
    ],
}
STANDS_CONFIRMED = {
    EN: "✅ Confirmed by Chen Bo · 20.00 of 25.00 points credited: "
    "Lin Yue 10.00, Chen Bo 7.50, Tang Wei 2.50 (assist)",
    HANS: "✅ 陈博已确认，25.00 分中计入 20.00：林悦 10.00、陈博 7.50、唐薇 2.50（助攻）",
    HANT: "✅ 陳博已確認，25.00 分中計入 20.00：林悅 10.00、陳博 7.50、唐薇 2.50（助攻）",
}
BOARD = {
    EN: ["1 ▲1      89.89 B      +1.53 Huaxing Rail", "2 ▼1      85.51 B      −3.70 Beichen Power"],
    HANS: ["89.89 B    +1.53 华星轨道", "85.51 B    −3.70 北辰电力"],
    HANT: ["89.89 B    +1.53 華星軌道", "85.51 B    −3.70 北辰電力"],
}


def a_win(demo: Demo) -> Shown:
    """Lin Yue logs #118 at 10:12, names Chen Bo and R31 by buttons; the first answer."""
    logged = demo.at("wed 10:12").lin.says("/win 2.5M Signalling lot 2", "acct-huaxing")
    named = demo.lin.presses(logged, NAMES[demo.language][1])
    demo.lin.presses(named, next(label for label in named.buttons if label.startswith("R31")))
    return logged


def confirmed(demo: Demo) -> Shown:
    """Chen Bo presses the card's first button at 10:14."""
    card = demo.at("wed 10:14").about("acct-huaxing", "#118")
    return demo.chen.presses(card, card.buttons[0])


@pytest.mark.parametrize("demo", Language, indirect=True)
def test_a_win_a_second_pair_of_eyes_the_board_moves(demo: Demo) -> None:
    logged, me = a_win(demo), demo.language
    assert logged.lines[:2] == LOGGED[me]
    assert logged.buttons[:4] == NAMES[me]
    assert demo.about("acct-huaxing", "#118").lines == TO_BE_CONFIRMED[me]
    cards = len(demo.stands("acct-huaxing"))
    assert confirmed(demo).lines == CONFIRMED[me]
    assert demo.about("acct-huaxing", "#118").lines[1] == STANDS_CONFIRMED[me]
    assert len(demo.stands("acct-huaxing")) == cards
    board = demo.lin.says("/standings").text
    assert all(line in board for line in BOARD[me])


def test_the_card_says_what_changed_last(demo: Demo) -> None:
    a_win(demo)
    confirmed(demo)
    card = demo.about("acct-huaxing", "#118")
    assert card.lines[-2:] == [
        "#118 · Wed 25 Nov · logged by Lin Yue · changed 10:14: confirmed by Chen Bo",
        "[Add Wu Min] ⋯ [Dispute] [Evidence] [Void]",
    ]
