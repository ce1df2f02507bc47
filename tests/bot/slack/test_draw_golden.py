"""The cards of voice.md 2.3 to 2.6 and the form of conversation 4 as Slack gets them, in three languages."""

from __future__ import annotations

import pytest

from bot.platforms.slack import blocks, forms
from bot.platforms.slack.forms import Meta
from scoring.terms import Language
from tests.bot.slack.drawing import anatomy
from tests.bot.slack.held import held, view_held
from tests.bot.slack.test_draw_words import bare
from tests.stories.conftest import demo, history
from tests.stories.demo import Demo, Shown
from tests.stories.test_golden_01 import a_win, confirmed

__all__ = ["demo", "history"]

EN, HANS, HANT = Language
in_each_language = pytest.mark.parametrize("demo", Language, indirect=True)

PENDING = {
    EN: [
        "section *🏆 Order · Huaxing Rail · ¥2,500,000*",
        "To be confirmed · +25.00 points once a second person confirms",
        "AR ● Lin Yue   SR ● Chen Bo   FR ○ Wu Min",
        "section > Signalling lot 2",
        "context #118 · Wed 25 Nov · logged by Lin Yue · changed 10:12: assist added by Lin Yue",
        "actions [Confirm] primary [Dispute] ⋯ Who took part, Evidence, Void",
    ],
    HANS: [
        "section *🏆 订货 · 华星轨道 · ¥2,500,000*",
        "待确认，别人确认后 +25.00 分",
        "AR ● 林悦  SR ● 陈博  FR ○ 吴敏",
        "section > Signalling lot 2",
        "context #118 · 11月25日周三 · 林悦登记 · 10:12变更：林悦加了助攻",
        "actions [确认] primary [提出异议] ⋯ 谁参与了, 佐证, 作废",
    ],
    HANT: [
        "section *🏆 訂單 · 華星軌道 · ¥2,500,000*",
        "待確認，別人確認後 +25.00 分",
        "AR ● 林悅  SR ● 陳博  FR ○ 吳敏",
        "section > Signalling lot 2",
        "context #118 · 11月25日週三 · 林悅登錄 · 10:12變更：林悅加了助攻",
        "actions [確認] primary [提出異議] ⋯ 誰參與了, 佐證, 作廢",
    ],
}
CONFIRMED = {
    EN: [
        "✅ Confirmed by Chen Bo · 20.00 of 25.00 points credited: "
        "Lin Yue 10.00, Chen Bo 7.50, Tang Wei 2.50 (assist)",
        "context #118 · Wed 25 Nov · logged by Lin Yue · changed 10:14: confirmed by Chen Bo",
        "actions [Add Wu Min] ⋯ Dispute, Evidence, Void",
    ],
    HANS: [
        "✅ 陈博已确认，25.00 分中计入 20.00：林悦 10.00、陈博 7.50、唐薇 2.50（助攻）",
        "context #118 · 11月25日周三 · 林悦登记 · 10:14变更：陈博确认",
        "actions [加上吴敏] ⋯ 提出异议, 佐证, 作废",
    ],
    HANT: [
        "✅ 陳博已確認，25.00 分中計入 20.00：林悅 10.00、陳博 7.50、唐薇 2.50（助攻）",
        "context #118 · 11月25日週三 · 林悅登錄 · 10:14變更：陳博確認",
        "actions [加上吳敏] ⋯ 提出異議, 佐證, 作廢",
    ],
}
VOID = {
    EN: [
        "section ~*🏆 Order · Huaxing Rail · ¥2,500,000*~",
        "Void (Gao Mei: “customer cancelled”) · points and outlook taken back",
    ],
    HANS: [
        "section ~*🏆 订货 · 华星轨道 · ¥2,500,000*~",
        "已作废（高梅：“customer cancelled”），分数与期末预估已回退",
    ],
    HANT: [
        "section ~*🏆 訂單 · 華星軌道 · ¥2,500,000*~",
        "已作廢（高梅：「customer cancelled」），分數與期末預估已退回",
    ],
}
DOING = {
    EN: [
        "section *R40 · Technical clarification · P1 · Huaxing Rail*",
        "👀 Tang Wei has it · answer expected Wed 25 Nov · due Thu 26 Nov 09:40",
        "AR ● Lin Yue  SR ● Chen Bo  FR ● Wu Min",
        "section > Rail spec 4.2: rival claims 200 ms, can we state 150 ms?",
        "context to R&amp;D · asked by Lin Yue Wed 25 Nov 09:40 · changed 09:52: acknowledged by Tang Wei",
        "actions [Start] primary [Ask back] ⋯ Done, Hand over, Add helper, Change priority, Decline",
    ],
    HANS: [
        "section *R40 · 技术澄清 · P1 · 华星轨道*",
        "👀 唐薇已响应 · 承诺11月25日周三答复 · 时限11月26日周四 09:40",
        "AR ● 林悦  SR ● 陈博  FR ● 吴敏",
        "section > Rail spec 4.2: rival claims 200 ms, can we state 150 ms?",
        "context 发给研发 · 林悦 11月25日周三 09:40求助 · 09:52更新：唐薇已响应",
        "actions [开始办] primary [请对方补充] ⋯ 办结, 转交, 加协办人, 改优先级, 回绝",
    ],
    HANT: [
        "section *R40 · 技術澄清 · P1 · 華星軌道*",
        "👀 唐薇已回應 · 承諾11月25日週三回覆 · 時限11月26日週四 09:40",
        "AR ● 林悅  SR ● 陳博  FR ● 吳敏",
        "section > Rail spec 4.2: rival claims 200 ms, can we state 150 ms?",
        "context 送到研發 · 林悅 11月25日週三 09:40提出 · 09:52更新：唐薇已回應",
        "actions [開始處理] primary [請對方補充] ⋯ 結案, 轉交, 加協辦人, 改優先順序, 婉拒",
    ],
}
ASKING = {EN: "actions [Add helper] [Cancel]", HANS: "actions [加协办人] [撤回]", HANT: "actions [加協辦人] [撤回]"}
LOGGED = {
    EN: [
        "section *Logged #118: order, ¥2,500,000, Huaxing Rail, today.* It counts once a second person confirms; "
        "the outlook would be 89.89 (now 84.96).",
        "Who was in it? Naming others takes nothing from you.",
    ],
    HANS: [
        "section *已登记 #118：订货 ¥2,500,000，华星轨道，今天。* 别人确认后计入，期末预估将到 89.89（现 84.96）。",
        "还有谁参与？多写一个人不会少你的分。",
    ],
    HANT: [
        "section *已登錄 #118：訂單 ¥2,500,000，華星軌道，今天。* 別人確認後計入，期末預估會到 89.89（目前 84.96）。",
        "還有誰參與？多寫一個人不會少你的分。",
    ],
}
SCORE = {
    EN: [
        "section *Huaxing Rail · growth · Q4 2026, day 56 of 92*",
        "Outlook 89.89, grade B (+1.53 since Wed 18 Nov) · so far 67.60",
        "AR ● Lin Yue   SR ● Chen Bo   FR ● Wu Min · coverage 100%",
        "section ```",
        "● 107.94 w40 Financial  on track",
        "◐  75.20 w35 Customer   at risk",
        "◐  81.22 w15 Operations at risk",
        "◐  82.14 w10 Learning   at risk",
        "```",
        "section Gate: satisfaction 82, at least 80: passed · short 40, mid 29, long 31",
        "Most to gain: a showcase or the lab trial, +3.50 each",
        "actions [Why] [Log an event] [Ask for help] ⋯ Metrics, Open the plan",
    ],
    HANS: [
        "section *华星轨道 · 成长期 · 2026年四季度第56天（共92天）*",
        "期末预估 89.89，等级 B（较11月18日周三 +1.53）· 当前得分 67.60",
        "AR ● 林悦  SR ● 陈博  FR ● 吴敏 · 数据覆盖率100%",
        "section ```",
        "● 107.94 权40 财务 正常",
        "◐  75.20 权35 客户 有风险",
        "◐  81.22 权15 运营效率 有风险",
        "◐  82.14 权10 学习与发展 有风险",
        "```",
        "section 门槛：客户满意度 82（≥80）已过 · 短期40、中期29、长期31",
        "最划算的一步：现场会或实验局，各 +3.50",
        "actions [为什么] [记一件事] [求助] ⋯ 看指标, 看方案",
    ],
}
STANDINGS = {
    EN: [
        "›1 ▲1   89.89 B +1.53 Huaxing Rail",
        "›2 ▼1   85.51 B −3.70 Beichen Power",
        " –    no data         Yuheng Air",
    ],
    HANS: ["›1 ▲1    89.89 B +1.53 华星轨道", "›2 ▼1    85.51 B −3.70 北辰电力", " –    暂无数据         玉衡航空"],
    HANT: ["›1 ▲1    89.89 B +1.53 華星軌道", "›2 ▼1    85.51 B −3.70 北辰電力", " –    尚無資料         玉衡航空"],
}
FORM = {
    EN: [
        "input Account external_select = Acme Ports",
        "input Kind static_select = reception",
        "input How urgent radio_buttons = P1 · 1 h / 8 h",
        "input What, in a sentence plain_text_input",
        "section *If nobody answers* (your time)",
        "14:35 · 50% · Reception's queue, 2 people",
    ],
    HANS: [
        "input 客户 external_select = 安科港务",
        "input 类型 static_select = 参观接待",
        "input 多急 radio_buttons = P1 · 1小时 / 8小时",
        "input 要什么，一句话 plain_text_input",
        "section *如果没人响应*（你的时间）",
        "14:35 · 50% · 接待部门待办，2人",
    ],
    HANT: [
        "input 客戶 external_select = 安科港務",
        "input 類型 static_select = 參觀接待",
        "input 多急 radio_buttons = P1 · 1小時 / 8小時",
        "input 需要什麼，一句話 plain_text_input",
        "section *如果沒人回應*（你的時間）",
        "14:35 · 50% · 接待部門待辦，2人",
    ],
}
FRAME = {
    EN: ("Ask for support", "Send to Reception", "Back"),
    HANS: ("求助", "发给接待", "返回"),
    HANT: ("請求支援", "送到接待", "返回"),
}


def drawn(shown: Shown) -> list[str]:
    """A card has at most eight blocks."""
    message = blocks.message(shown.parts, shown.reader)
    held(message.blocks)
    assert len(message.blocks) <= 8
    return [bare(line) for line in anatomy(message)]


@in_each_language
def test_an_event_from_the_first_line_to_its_end(demo: Demo) -> None:
    me = demo.language
    assert drawn(a_win(demo))[:2] == LOGGED[me]
    assert drawn(demo.about("acct-huaxing", "#118")) == PENDING[me]
    confirmed(demo)
    assert [drawn(demo.about("acct-huaxing", "#118"))[at] for at in (1, 4, 5)] == CONFIRMED[me]
    score, standings = drawn(demo.lin.says("/score Huaxing")), drawn(demo.lin.says("/standings"))
    assert score == SCORE.get(me, score)
    assert set(STANDINGS[me]) <= set(standings)
    demo.gao.says("/void 118 customer cancelled", "acct-huaxing")
    void = drawn(demo.about("acct-huaxing", "#118"))
    assert void[:2] == VOID[me]
    assert not [line for line in void if line.startswith("actions")]


@in_each_language
def test_a_request_in_its_two_faces(demo: Demo) -> None:
    demo.at("wed 09:52").tang.says("/ack 40 today", "rd-queue")
    doing, asking = (drawn(demo.about(place, "R40 ·")) for place in ("rd-queue", "acct-huaxing"))
    assert doing == DOING[demo.language]
    assert asking == [*DOING[demo.language][:-1], ASKING[demo.language]]


@in_each_language
def test_the_form_of_a_request_with_its_dry_run(demo: Demo) -> None:
    demo.at("wed 12:00").luo.says("/away until thu @xu")
    form = demo.at("wed 14:05").zhao.says("/ask Acme reception P1")
    view = forms.view(form.form, form.reader, Meta("C1"))
    view_held(view)
    assert tuple(view[name]["text"] for name in ("title", "submit", "close")) == FRAME[demo.language]
    assert [bare(line) for line in anatomy(view)][:6] == FORM[demo.language]
