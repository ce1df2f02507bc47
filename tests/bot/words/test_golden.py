"""The golden lines of voice.md 3 and the rows of 1 and 2, word for word: each kind of value in its place."""

# ruff: noqa: E501  the lines stand here as they are said
from __future__ import annotations

from decimal import Decimal

import pytest

from bot.words.reader import Reader
from handlers.values import Cash, Said, Share, Value, t
from tests.bot.words.listening import (
    ACME,
    CHEN,
    EN,
    GAO,
    HANS,
    HANT,
    HE,
    HUAXING,
    LIN,
    LUO,
    QIAN,
    RD,
    RECEPTION,
    SONG,
    SUN,
    TANG,
    WU,
    XU,
    YOU,
    ZHAO,
    change,
    day,
    either,
    event,
    everyone,
    heard,
    hours,
    moment,
    number,
    points,
    request,
    row,
    working,
    yuan,
)

Values = dict[str, Value | int | Decimal]
ORDER = t("words.event_kind.order")
LOT = Cash(minor=250_000_000, currency="CNY", full=True)

LOGGED: Values = {
    "ref": event(118), "kind": ORDER, "amount": LOT, "account": HUAXING, "day": day(25),
    "would": points("89.89"), "now": points("84.96"),
}  # fmt: skip
CONFIRMED: Values = {
    "ref": event(118), "account": HUAXING, "was": points("84.96"), "now": points("89.89"), "by": change("4.93"),
    "old": 2, "new": 1, "count": 4, "me": YOU, "lin": LIN, "tang": TANG,
    "ten": points("10"), "seven": points("7.5"), "two": points("2.5"),
}  # fmt: skip
LADDER: Values = {
    "half": moment(25, "14:35"), "luo": LUO, "through": day(26), "xu": XU, "sponsor": ACME, "qian": QIAN,
    "due": moment(26, "14:05"), "target": hours(8), "channel": Said(text="#acct-acme"),
    "steps": row(*(moment(26, time).model_copy(update={"style": "time"}) for time in ("11:05", "14:05"))),
    "first": moment(26, "09:05"), "friday": moment(27, "09:05"),
}  # fmt: skip
SENT: Values = {
    "ref": request(42), "to": RECEPTION, "ack": hours(1), "by": moment(25, "15:05"), "target": hours(8),
    "due": moment(26, "14:05"),
}  # fmt: skip
PROMISED: Values = {"day": day(27), "due": moment(26, "14:05"), "who": ZHAO}
ACKNOWLEDGED: Values = {
    "ref": request(42), "after": working(12), "target": hours(1), "who": ZHAO, "day": day(26), "stand_in": XU,
    "lead": LUO,
}  # fmt: skip
ASKED: Values = {
    "ref": request(37), "who": XU, "said": Said(text="how many guests, any vegetarians?"),
    "asked": Said(text="来多少人？有素食的吗？"), "used": hours(5), "target": hours(16),
}  # fmt: skip
PASSED_ON: Values = {"who": XU, "due": moment(26, "15:30"), "left": hours(11), "of": hours(16), "paused": hours(9.5)}
HALF: Values = {"ref": request(40), "used": hours(4), "of": hours(8), "due": moment(26, "09:40"), "day": day(25)}
STILL: Values = {
    "ref": request(40), "left": hours(2), "of": hours(8), "due": moment(26, "09:40"), "who": TANG,
    "at": moment(25, "14:52"), "account": HUAXING,
}  # fmt: skip
LATE: Values = {
    "ref": request(40),
    "since": moment(25, "09:40"),
    "who": TANG,
    "lead": HE,
    "sponsor": SUN,
    "next": moment(25, "14:40"),
}
WAITED: Values = {
    "ref": request(40), "account": HUAXING, "to": RD, "used": hours(12), "of": hours(8), "who": TANG, "lead": HE,
    "said": Said(text="Rail spec 4.2: rival claims 200 ms, can we state 150 ms?", limit=24, cut="middle"),
    "asked": Said(text="轨道规范4.2：对手称200毫秒，能承诺150毫秒？", limit=20, cut="middle"),
}  # fmt: skip
TWICE: Values = {
    "ref": request(40), "used": hours(16), "of": hours(8), "account": HUAXING, "since": moment(25, "09:40"),
    "all": row(TANG, HE, SUN),
}  # fmt: skip
AGAIN: Values = {
    "ref": request(38), "who": HE, "said": Said(text="night shift 1 Dec"), "asked": Said(text="12月1日夜班"),
    "due": moment(1, "17:00", month=12), "used": working(190), "of": working(2400),
}  # fmt: skip
MANY: Values = {
    "count": 3, "refs": row(event(119), event(120), event(122)), "sum": points("18"), "account": HUAXING,
    "was": points("89.89"), "now": points("90.96"), "left": event(121), "who": either(LIN, CHEN, WU),
}  # fmt: skip
WHY: Values = {
    "account": HUAXING, "was": points("88.36"), "now": points("89.89"), "by": change("1.53"), "since": day(18),
}  # fmt: skip

LINES = [
    pytest.param(EN, LOGGED, "**Logged {ref}: {kind}, {amount}, {account}, {day:near}.** It counts once a second person "
                 "confirms; the outlook would be {would} (now {now}).",
                 "**Logged #118: order, ¥2,500,000, Huaxing Rail, today.** It counts once a second person "
                 "confirms; the outlook would be 89.89 (now 84.96).", id="1 logged"),
    pytest.param(HANS, LOGGED, "**已登记 {ref}：{kind} {amount}，{account}，{day:near}。** 别人确认后计入，期末预估将到 {would}（现 {now}）。",
                 "**已登记 #118：订货 ¥2,500,000，华星轨道，今天。** 别人确认后计入，期末预估将到 89.89（现 84.96）。", id="1 简"),
    pytest.param(HANT, LOGGED, "**已登錄 {ref}：{kind} {amount}，{account}，{day:near}。** 別人確認後計入，期末預估會到 {would}（目前 {now}）。",
                 "**已登錄 #118：訂單 ¥2,500,000，華星軌道，今天。** 別人確認後計入，期末預估會到 89.89（目前 84.96）。", id="1 繁"),
    pytest.param(EN, CONFIRMED, "✅ **Confirmed {ref}.** {account}: outlook {was} → {now} ({by}), rank {old} → {new} of {count}.\n"
                 "Points: {lin} {ten}, {me} {seven}, {tang} {two} (assist).",
                 "✅ **Confirmed #118.** Huaxing Rail: outlook 84.96 → 89.89 (+4.93), rank 2 → 1 of 4.\n"
                 "Points: Lin Yue 10.00, you 7.50, Tang Wei 2.50 (assist).", id="1 confirmed"),
    pytest.param(HANS, CONFIRMED, "✅ **已确认 {ref}。** {account}：期末预估 {was} → {now}（{by}），排名 {old} → {new}（共{count}家）。\n"
                 "计分：{lin} {ten}、{me} {seven}、{tang} {two}（助攻）。",
                 "✅ **已确认 #118。** 华星轨道：期末预估 84.96 → 89.89（+4.93），排名 2 → 1（共4家）。\n"
                 "计分：林悦 10.00、你 7.50、唐薇 2.50（助攻）。", id="1 confirmed 简"),
    pytest.param(EN, {"typed": Said(text="250"), "a": yuan(2_500_000), "b": yuan(250)},
                 "**Not stored yet: is “{typed}” {a:full} or {b}?**",
                 "**Not stored yet: is “250” ¥2,500,000 or ¥250?**", id="2"),
    pytest.param(HANS, {"typed": Said(text="250"), "a": LOT, "b": yuan(250)}, "还没登记：“{typed}”是 {a:short}，还是 {b:short}？",
                 "还没登记：“250”是 ¥250万，还是 ¥250？", id="2 简"),
    pytest.param(HANT, {"typed": Said(text="250"), "a": LOT, "b": yuan(250)}, "還沒登錄：「{typed}」是 {a:short}，還是 {b:short}？",
                 "還沒登錄：「250」是 ¥250萬，還是 ¥250？", id="2 繁"),
    pytest.param(EN, LADDER, "To resolve by {due} ({target}): the same people {first:weekday}, {steps}",
                 "To resolve by Thu 26 Nov 14:05 (8 h): the same people Thu 09:05, 11:05, 14:05", id="4"),
    pytest.param(EN, LADDER, "{luo}, lead: away through {through}, {xu} stands in",
                 "Luo Qin, lead: away through Thu 26 Nov, Xu Fei stands in", id="4 75%"),
    pytest.param(HANS, LADDER, "{half:time} · 加部门负责人{luo}：外出至{through}，{xu}代理；办结时限{due}（{target}），同样这些人：{first:weekday}、{steps}，{friday:weekday}",
                 "14:35 · 加部门负责人罗琴：外出至11月26日周四，许飞代理；办结时限11月26日周四 14:05（8小时），同样这些人：周四 09:05、11:05、14:05，周五 09:05", id="4 简"),
    pytest.param(HANS, LADDER, "加你和 {channel}：超时", "加你和 #acct-acme：超时", id="4 100% 简"),
    pytest.param(HANT, LADDER, "{sponsor}的對口高階主管出缺：直接到業務負責人{qian}", "安科港務的對口高階主管出缺：直接到業務負責人錢立", id="4 150% 繁"),
    pytest.param(HANT, LADDER, "結案時限{due}（{target}）", "結案時限11月26日週四 14:05（8小時）", id="4 繁"),
    pytest.param(EN, SENT, "**{ref} is with {to}.** Acknowledged within {ack} ({by}), resolved within {target:bare} working hours ({due}).",
                 "**R42 is with Reception.** Acknowledged within 1 h (15:05), resolved within 8 working hours (Thu 26 Nov 14:05).", id="4 sent"),
    pytest.param(HANS, SENT, "**{ref} 已发给{to}。** {ack}内响应（{by}），{target}内办结（工作时间，{due}）。",
                 "**R42 已发给接待。** 1小时内响应（15:05），8小时内办结（工作时间，11月26日周四 14:05）。", id="4 sent 简"),
    pytest.param(HANT, SENT, "**{ref} 已送到{to}。** {ack}內回應（{by}），{target}內結案（工作時間，{due}）。",
                 "**R42 已送到接待。** 1小時內回應（15:05），8小時內結案（工作時間，11月26日週四 14:05）。", id="4 sent 繁"),
    pytest.param(EN, PROMISED, "{day} is after the target ({due}); {who} will see both.",
                 "Fri 27 Nov is after the target (Thu 26 Nov 14:05); Zhao Ning will see both.", id="5"),
    pytest.param(HANS, PROMISED, "{day}晚于时限（{due:weekday}），{who}两个都看得到。[就{day:weekday}]",
                 "11月27日周五晚于时限（周四 14:05），赵宁两个都看得到。[就周五]", id="5 简"),
    pytest.param(EN, ACKNOWLEDGED, "👀 **{ref} acknowledged after {after} (target {target}).** {who} sees: expected {day}, {stand_in} for {lead}.",
                 "👀 **R42 acknowledged after 12 min (target 1 h).** Zhao Ning sees: expected Thu 26 Nov, Xu Fei for Luo Qin.", id="5 done"),
    pytest.param(HANS, ACKNOWLEDGED, "👀 **{ref} 已响应，用时{after}（时限{target}）。** {who}看到：{stand_in}代{lead}，承诺{day:weekday}答复。",
                 "👀 **R42 已响应，用时12分钟（时限1小时）。** 赵宁看到：许飞代罗琴，承诺周四答复。", id="5 done 简"),
    pytest.param(HANT, ACKNOWLEDGED, "👀 **{ref} 已回應，用時{after}（時限{target}）。** {who}看到：{stand_in}代{lead}，承諾{day:weekday}回覆。",
                 "👀 **R42 已回應，用時12分鐘（時限1小時）。** 趙寧看到：許飛代羅琴，承諾週四回覆。", id="5 done 繁"),
    pytest.param(EN, ASKED, "⏳ **{ref}: your turn.** {who} asks: “{said}” The clock stopped at {used:bare} of {target:bare} working hours.",
                 "⏳ **R37: your turn.** Xu Fei asks: “how many guests, any vegetarians?” The clock stopped at 5 of 16 working hours.", id="6"),
    pytest.param(HANS, ASKED, "⏳ **{ref} 轮到你了。** {who}问：“{asked}”已停表（用了{used:bare}/{target:bare}工作小时），直接回复就继续计时。",
                 "⏳ **R37 轮到你了。** 许飞问：“来多少人？有素食的吗？”已停表（用了5/16工作小时），直接回复就继续计时。", id="6 简"),
    pytest.param(EN, PASSED_ON, "**Passed to {who}.** Due {due}: {left:bare} of {of:bare} hours left, your {paused} of waiting credited.",
                 "**Passed to Xu Fei.** Due Thu 26 Nov 15:30: 11 of 16 hours left, your 9 h 30 min of waiting credited.", id="6 passed"),
    pytest.param(HANS, PASSED_ON, "**已转给{who}。** 时限{due}：还剩{left:bare}/{of}，停表{paused}已扣除。",
                 "**已转给许飞。** 时限11月26日周四 15:30：还剩11/16小时，停表9小时30分已扣除。", id="6 passed 简"),
    pytest.param(EN, HALF, "⏰ **{ref}: half the time is used** ({used:bare} of {of}). Due {due}, promised for {day:near}.",
                 "⏰ **R40: half the time is used** (4 of 8 h). Due Thu 26 Nov 09:40, promised for today.", id="7 50%"),
    pytest.param(HANS, HALF, "⏰ **{ref} 时间过半**（已用{used:bare}/{of}）。时限{due}，承诺{day:near}答复。",
                 "⏰ **R40 时间过半**（已用4/8小时）。时限11月26日周四 09:40，承诺今天答复。", id="7 50% 简"),
    pytest.param(HANS, STILL, "⏰ **{ref} 只剩{left:bare}/{of}**（时限{due}）。{who}{at:time}说在办，{account}的应标答复等着它。",
                 "⏰ **R40 只剩2/8小时**（时限11月26日周四 09:40）。唐薇14:52说在办，华星轨道的应标答复等着它。", id="7 75% 简"),
    pytest.param(EN, LATE, "⛔ **{ref} is past its time since {since:time}.** {who} has it, {lead} knows. {sponsor} hears of it at {next:time}.",
                 "⛔ **R40 is past its time since 09:40.** Tang Wei has it, He Rui knows. Sun Hao hears of it at 14:40.", id="7 100%"),
    pytest.param(HANT, LATE, "⛔ **{ref} {since:time}起逾時。** {who}處理中，{lead}已知；到{next:time}還沒結案會告知{sponsor}。",
                 "⛔ **R40 09:40起逾時。** 唐薇處理中，何睿已知；到14:40還沒結案會告知孫浩。", id="7 100% 繁"),
    pytest.param(EN, WAITED, "“{said}” holds up the bid answer. {who} has it under {lead}.",
                 "“Rail spec 4.2 … 150 ms?” holds up the bid answer. Tang Wei has it under He Rui.", id="7 150%"),
    pytest.param(EN, WAITED, "⛔ {account} waits for {to}: {ref}, {used} of {of}.",
                 "⛔ Huaxing Rail waits for R&D: R40, 12 h of 8 h.", id="7 150% first"),
    pytest.param(HANS, WAITED, "⛔ **{account}在等{to}：{ref} 用了{used}（时限{of}）。** “{asked}”卡着应标答复。",
                 "⛔ **华星轨道在等研发：R40 用了12小时（时限8小时）。** “轨道规范4.2…150毫秒？”卡着应标答复。", id="7 150% 简"),
    pytest.param(EN, TWICE, "⛔ **{ref} has taken twice its time** ({used} of {of}); {account} has waited since {since:weekday}. {all} know.",
                 "⛔ **R40 has taken twice its time** (16 h of 8 h); Huaxing Rail has waited since Wed 09:40. Tang Wei, He Rui, Sun Hao know.", id="7 200%"),
    pytest.param(HANS, TWICE, "⛔ **{ref} 用了时限的两倍**（{used}，时限{of}），{account}从{since:weekday}等到现在。{all}都已知。",
                 "⛔ **R40 用了时限的两倍**（16小时，时限8小时），华星轨道从周三 09:40等到现在。唐薇、何睿、孙浩都已知。", id="7 200% 简"),
    pytest.param(EN, AGAIN, "**{ref} is on again:** {who}, “{said}”. Due {due} ({used} of {of} used).",
                 "**R38 is on again:** He Rui, “night shift 1 Dec”. Due Tue 1 Dec 17:00 (3 h 10 min of 5 d used).", id="8"),
    pytest.param(HANS, AGAIN, "**{ref} 已重启：** {who}，“{asked}”。时限{due}（已用{used}，共{of}）。",
                 "**R38 已重启：** 何睿，“12月1日夜班”。时限12月1日周二 17:00（已用3小时10分，共5天）。", id="8 简"),
    pytest.param(HANT, AGAIN, "**{ref} 已重新開案：** {who}，「{asked}」。時限{due}（已用{used}，共{of}）。",
                 "**R38 已重新開案：** 何睿，「12月1日夜班」。時限12月1日週二 17:00（已用3小時10分，共5天）。", id="8 繁"),
    pytest.param(HANS, {"who": CHEN, "at": moment(25, "10:14"), "ref": event(118)}, "{who}{at:time}已确认 {ref}，没有变化。",
                 "陈博10:14已确认 #118，没有变化。", id="9 简"),
    pytest.param(EN, MANY, "✅ **Confirmed {count}: {refs}.** {sum} points count; {account}'s outlook {was} → {now}. Left: {left}, for {who}.",
                 "✅ **Confirmed 3: #119, #120, #122.** 18.00 points count; Huaxing Rail's outlook 89.89 → 90.96. "
                 "Left: #121, for Lin Yue, Chen Bo or Wu Min.", id="12"),
    pytest.param(HANS, MANY, "✅ **已确认{count}件：{refs}。** {sum} 分计入，{account}期末预估 {was} → {now}。还剩 {left}，由{who}确认。",
                 "✅ **已确认3件：#119、#120、#122。** 18.00 分计入，华星轨道期末预估 89.89 → 90.96。还剩 #121，由林悦、陈博或吴敏确认。", id="12 简"),
    pytest.param(EN, {"today": day(30), "n": 61, "of": 92}, "Your Monday, {today:date} (day {n} of {of})",
                 "Your Monday, 30 Nov (day 61 of 92)", id="14"),
    pytest.param(HANS, {"today": day(30), "n": 61, "of": 92}, "周一速览 {today:date}（第{n}天，共{of}天）", "周一速览 11月30日（第61天，共92天）", id="14 简"),
    pytest.param(EN, {"all": everyone(LIN, CHEN), "kind": ORDER, "amount": yuan(2_500_000)}, "👏 {all}: {kind} {amount}",
                 "👏 Lin Yue and Chen Bo: order ¥2.5M", id="14 applause"),
    pytest.param(HANS, {"all": row(LIN, CHEN), "kind": ORDER, "amount": yuan(2_500_000)}, "👏 {all}：{kind} {amount}", "👏 林悦、陈博：订货 ¥250万", id="14 applause 简"),
    pytest.param(HANT, {"kind": ORDER, "amount": yuan(2_500_000)}, "{kind} {amount}", "訂單 ¥250萬", id="14 applause 繁"),
    pytest.param(HANS, {"ref": request(40), "account": HUAXING, "to": RD, "used": hours(16 + 2 / 3), "of": hours(8)},
                 "{to}：{ref}（{account}）用了{used}，时限{of}", "研发：R40（华星轨道）用了16小时40分，时限8小时", id="14 waits 简"),
    pytest.param(HANS, {"ref": request(46), "since": day(26), "who": WU}, "自己这边：{ref} {since}起等{who}补充", "自己这边：R46 11月26日周四起等吴敏补充", id="14 yours 简"),
    pytest.param(EN, {"share": Share(value=Decimal(56)), "gain": change("3.5"), "since": day(23)},
                 "({share}) {gain} on the outlook, since {since:weekday}", "(56%) +3.50 on the outlook, since Mon", id="13"),
    pytest.param(HANS, {"command": Said(text="华星"), "count": 5}, "记错了？{count}分钟内 `/undo`。", "记错了？5分钟内 `/undo`。", id="15 简"),
    pytest.param(EN, WHY, "**{account} {was} → {now} ({by}) since {since}.**",
                 "**Huaxing Rail 88.36 → 89.89 (+1.53) since Wed 18 Nov.**", id="16"),
    pytest.param(HANS, WHY, "**{account} {was} → {now}（{by}），自{since}。**", "**华星轨道 88.36 → 89.89（+1.53），自11月18日周三。**", id="16 简"),
    pytest.param(EN, {"loss": change("-6.02"), "none": change("0"), "a": 82, "b": 86, "ref": event(109)},
                 "{loss} seven days went by\n{none} DSO {a} → {b} {ref}", "−6.02 seven days went by\n0.00 DSO 82 → 86 #109", id="16 rows"),
    pytest.param(EN, {"ref": event(118), "who": either(CHEN, WU, GAO)}, "You logged {ref}, so somebody else confirms it: {who}.",
                 "You logged #118, so somebody else confirms it: Chen Bo, Wu Min or Gao Mei.", id="4. /confirm"),
    pytest.param(HANS, {"ref": event(118), "who": either(CHEN, WU, GAO)}, "{ref} 是你登记的，要别人确认：{who}。", "#118 是你登记的，要别人确认：陈博、吴敏或高梅。", id="4. 简"),
    pytest.param(HANS, {"length": number(10_000), "room": number(3_000)}, "备注{length}字，最多{room}字。", "备注1万字，最多3,000字。", id="4. note 简"),
    pytest.param(EN, {"length": number(10_000), "room": number(3_000)}, "The note has {length} characters, room is for {room}.",
                 "The note has 10,000 characters, room is for 3,000.", id="4. note"),
    pytest.param(EN, {"period": t("words.period.q3", year=2026)}, "{period} is closed.", "Q3 2026 is closed.", id="4. period"),
    pytest.param(HANS, {"period": t("words.period.q3", year=2026)}, "{period}已关闭", "2026年三季度已关闭", id="4. period 简"),
    pytest.param(EN, {"kind": ORDER, "account": HUAXING, "amount": LOT}, "**🏆 {kind:capital} · {account} · {amount}**",
                 "**🏆 Order · Huaxing Rail · ¥2,500,000**", id="2.3 card"),
    pytest.param(HANS, {"who": SONG, "since": moment(24, "10:00"), "said": Said(text="来多少人？"), "used": hours(5), "of": hours(16)},
                 "⏳ {since}起轮到{who}：“{said}”· 停表，已用{used:bare}/{of}", "⏳ 11月24日周二 10:00起轮到宋佳：“来多少人？”· 停表，已用5/16小时", id="2.4 简"),
]  # fmt: skip


@pytest.mark.parametrize(("reader", "values", "template", "line"), LINES)
def test_a_golden_line_comes_out_word_for_word(reader: Reader, values: Values, template: str, line: str) -> None:
    assert heard(template, reader, **values) == line
