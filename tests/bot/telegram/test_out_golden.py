"""Golden conversations 2, 6 and 12 and a card's life, as Telegram shows them (voice.md 3)."""

from __future__ import annotations

import pytest

from bot.platforms.telegram.draw import Message, message
from scoring.terms import Language
from tests.bot.telegram.reading import read, refusals, shown
from tests.stories.conftest import demo, history  # noqa: F401  the demo company, told once in a run
from tests.stories.demo import Demo, Shown

EN, HANS, HANT = Language
in_each_language = pytest.mark.parametrize("demo", Language, indirect=True)


def drawn(what: Shown) -> Message:
    it = message(what.parts, what.reader)
    assert refusals(it.text, it.keyboard) == []
    return it


AMOUNT = {
    EN: (
        "<b>Not stored yet: is “250” ¥2,500,000 or ¥250?</b>",
        [["¥2,500,000"], ["¥250", "Another amount"]],
    ),
    HANS: ("<b>还没登记：“250”是 ¥250万，还是 ¥250？</b>", [["¥250万"], ["¥250", "改金额"]]),
    HANT: ("<b>還沒登錄：「250」是 ¥250萬，還是 ¥250？</b>", [["¥250萬"], ["¥250", "修改金額"]]),
}


@in_each_language
def test_2_an_amount_that_could_be_two(demo: Demo) -> None:  # noqa: F811
    asked = drawn(demo.zhao.says("/win 安科 250 闸口改造"))
    assert (asked.text, shown(asked.keyboard)) == AMOUNT[demo.language]


TURN = {
    EN: (
        "⏳ <b>R37: your turn.</b> Xu Fei asks: “how many guests, any vegetarians?” "
        "The clock stopped at 5 of 16 working hours. Reply here and it runs again.",
        [["Answer"]],
    ),
    HANS: (
        "⏳ <b>R37 轮到你了。</b> 许飞问：“how many guests, any vegetarians?”"
        "已停表（用了5/16工作小时），直接回复就继续计时。",
        [["回复"]],
    ),
    HANT: (
        "⏳ <b>R37 輪到你了。</b> 許飛問：「how many guests, any vegetarians?」"
        "已停錶（用了5/16工作小時），直接回覆就繼續計時。",
        [["回覆"]],
    ),
}
WAITED = {
    EN: ("R37 has waited for you for a working day. Without an answer it closes on Tue 8 Dec.", "Cancel R37"),
    HANS: ("R37 等了你一个工作日，不补充的话12月8日周二自动关闭。", "撤回 R37"),
    HANT: ("R37 等了你一個工作日，不補充的話12月8日週二自動關閉。", "撤回 R37"),
}
PASSED = {
    EN: "<b>Passed to Xu Fei.</b> Due Thu 26 Nov 15:30: 11 of 16 hours left, your 9 h 30 min of waiting credited.",
    HANS: "<b>已转给许飞。</b> 时限11月26日周四 15:30：还剩11/16小时，停表9小时30分已扣除。",
    HANT: "<b>已轉給許飛。</b> 時限11月26日週四 15:30：還剩11/16小時，停錶9小時30分已扣除。",
}


@in_each_language
def test_6_the_requester_s_turn_ended_by_a_reply(demo: Demo) -> None:  # noqa: F811
    turn = drawn(demo.song.hears()[-1])
    assert (turn.text, shown(turn.keyboard)) == TURN[demo.language]
    nudged = demo.at("wed 11:30").song.hears()[-1]
    waited = drawn(nudged)
    assert (waited.text, shown(waited.keyboard)[1][0]) == WAITED[demo.language]
    form = demo.song.presses(nudged, nudged.buttons[0])
    answered = drawn(demo.song.fills(form, words="14, two vegetarians"))
    assert answered.text.split("\n")[0] == PASSED[demo.language]


CONFIRM = {EN: "Confirm 2", HANS: "确认2件", HANT: "確認2件"}
CONFIRMED = {
    EN: "✅ <b>Confirmed 2: #115, #113.</b>",
    HANS: "✅ <b>已确认2件：#115、#113。</b>",
    HANT: "✅ <b>已確認2件：#115、#113。</b>",
}


@in_each_language
def test_12_confirm_what_is_shown(demo: Demo) -> None:  # noqa: F811
    pending = demo.gao.says("/events Huaxing pending")
    it = drawn(pending)
    assert shown(it.keyboard)[0] == [CONFIRM[demo.language]]
    assert read(it.text).text.count("#") == 2
    done = drawn(demo.gao.presses(pending, CONFIRM[demo.language]))
    assert done.text.startswith(CONFIRMED[demo.language])


CARD = {
    EN: [
        "<b>🏆 Order · Huaxing Rail · ¥2,500,000</b>",
        "To be confirmed · +25.00 points once a second person confirms",
        "AR ● Lin Yue   SR ○ Chen Bo   FR ○ Wu Min",
        "<blockquote>Signalling lot 2</blockquote>",
        "#118 · Wed 25 Nov · logged by Lin Yue",
    ],
    HANS: [
        "<b>🏆 订货 · 华星轨道 · ¥2,500,000</b>",
        "待确认，别人确认后 +25.00 分",
        "AR ● 林悦  SR ○ 陈博  FR ○ 吴敏",
        "<blockquote>Signalling lot 2</blockquote>",
        "#118 · 11月25日周三 · 林悦登记",
    ],
}


@pytest.mark.parametrize("demo", [EN, HANS], indirect=True)
def test_a_card_and_its_last_change(demo: Demo) -> None:  # noqa: F811
    demo.at("wed 10:12").lin.says("/win 2.5M Signalling lot 2", "acct-huaxing")
    card = demo.stands("acct-huaxing")[-1]
    assert drawn(card).text.split("\n") == CARD[demo.language]
    demo.at("wed 10:14").chen.presses(card, {EN: "Confirm", HANS: "确认"}[demo.language])
    last = drawn(demo.stands("acct-huaxing")[-1]).text.split("\n")
    assert last[1].startswith({EN: "✅ Confirmed by Chen Bo", HANS: "✅ 陈博已确认"}[demo.language])
    assert "10:14" in last[-1]
    assert len(last) <= 8


@in_each_language
def test_everything_a_manager_and_a_rep_can_read_is_taken(demo: Demo) -> None:  # noqa: F811
    for line in ("help", "help all", "standings", "standings members", "score Huaxing", "metrics Huaxing", "digest"):
        drawn(demo.gao.says(line))
    for line in ("requests", "why Huaxing", "plan Huaxing", "request 40", "event 113", "people", "settings"):
        drawn(demo.lin.says(line))
