"""The golden conversations on the demo company: the words as given, the figures as the rules give them (voice.md 3).

Conversations 4, 15 and 16 stand beside the use-cases that they are about, 10 beside the gateway, 13 and 14 beside
coaching.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from scoring.terms import Language
from tests.stories.demo import Demo, the_demo

pytestmark = [pytest.mark.xdist_group("demo"), pytest.mark.timeout(300)]

EN, HANS = Language.EN, Language.ZH_HANS


@pytest.fixture
def en(tmp_path: Path) -> Iterator[Demo]:
    with the_demo(tmp_path, EN) as demo:
        yield demo


@pytest.fixture
def hans(tmp_path: Path) -> Iterator[Demo]:
    with the_demo(tmp_path, HANS) as demo:
        yield demo


def a_win(demo: Demo, chen: str) -> list[str]:
    """Lin Yue logs #118 at 10:12 and names Chen Bo and R31; the answer's lines."""
    logged = demo.at("10:12").says("lin", "/win 2.5M Signalling lot 2", "acct-huaxing")
    named = logged.press(chen)
    named.press(next(label for label in named.buttons if label.startswith("R31")))
    return logged.lines


def test_1_a_win_a_second_pair_of_eyes_the_board_moves(en: Demo) -> None:
    assert a_win(en, "Chen Bo")[:2] == [
        "Logged #118: order, ¥2,500,000, Huaxing Rail, today. It counts once a second person confirms; "
        "the outlook would be 89.89 (now 84.96).",
        "Who was in it? Naming others takes nothing from you.",
    ]
    card = "🏆 Order · Huaxing Rail · ¥2,500,000\nTo be confirmed · +25.00 points once a second person confirms"
    assert any(each.startswith(card) for each in en.stands("acct-huaxing"))
    confirmed = en.at("10:14").says("chen", "/confirm 118", "acct-huaxing")
    assert confirmed.lines[:2] == [
        "✅ Confirmed #118. Huaxing Rail: outlook 84.96 → 89.89 (+4.93), rank 2 → 1 of 4.",
        "Points: Lin Yue 10.00, you 7.50, Tang Wei 2.50 (assist).",
    ]
    assert confirmed.buttons == ["Standings"]
    (standing,) = (each for each in en.stands("acct-huaxing") if each.startswith("🏆 Order"))
    assert "✅ Confirmed by Chen Bo" in standing


def test_1_in_chinese(hans: Demo) -> None:
    assert a_win(hans, "陈博")[:2] == [
        "已登记 #118：订货 ¥2,500,000，华星轨道，今天。 别人确认后计入，期末预估将到 89.89（现 84.96）。",
        "还有谁参与？多写一个人不会少你的分。",
    ]
    assert hans.at("10:14").says("chen", "/confirm 118", "acct-huaxing").lines[:2] == [
        "✅ 已确认 #118。 华星轨道：期末预估 84.96 → 89.89（+4.93），排名 2 → 1（共4家）。",
        "计分：林悦 10.00、你 7.50、唐薇 2.50（助攻）。",
    ]


def test_2_an_amount_that_could_be_two(en: Demo) -> None:
    asked = en.says("zhao", "/win 安科 250 闸口改造")
    assert asked.lines[0] == "Not stored yet: is “250” ¥2,500,000 or ¥250?"
    assert asked.buttons == ["¥2,500,000", "¥250", "Another amount"]
    assert asked.press("¥2,500,000").reply.number == "#118"


def test_2_in_chinese(hans: Demo) -> None:
    asked = hans.says("zhao", "/win 安科 250 闸口改造")
    assert asked.lines[0] == "还没登记：“250”是 ¥250万，还是 ¥250？"
    assert asked.buttons == ["¥250万", "¥250", "改金额"]


def test_3_a_name_it_does_not_know(en: Demo) -> None:
    asked = en.says("lin", "/score Huaxin")
    assert (asked.lines[0], asked.buttons) == ("No account “Huaxin”. Closest:", ["Huaxing Rail", "All my accounts"])
    assert asked.press("Huaxing Rail").lines[0] == "Huaxing Rail · growth · Q4 2026, day 56 of 92"


def test_3_in_chinese(hans: Demo) -> None:
    asked = hans.says("lin", "/score Huaxin")
    assert asked.lines[0] == "没有叫“Huaxin”的客户，最接近的是："
    assert asked.buttons == ["华星轨道", "我的全部客户"]


def test_6_the_requesters_turn_ended_by_a_reply(en: Demo) -> None:
    en.at("11:30")
    turn, reminder = en.hears("song")[-2:]
    assert turn == (
        "⏳ R37: your turn. Xu Fei asks: “how many guests, any vegetarians?” "
        "The clock stopped at 5 of 16 working hours. Reply here and it runs again.\n[Answer]"
    )
    assert reminder == (
        "R37 has waited for you for a working day. Without an answer it closes on Tue 8 Dec.\n[Answer] [Cancel R37]"
    )
    assert en.says("song", "/answer 37 14, two vegetarians").lines[0] == (
        "Passed to Xu Fei. Due Thu 26 Nov 15:30: 11 of 16 hours left, your 9 h 30 min of waiting credited."
    )


def test_6_in_chinese(hans: Demo) -> None:
    hans.at("11:30")
    assert hans.hears("song")[-1] == "R37 等了你一个工作日，不补充的话12月8日周二自动关闭。\n[回复] [撤回 R37]"
    assert hans.says("song", "/answer 37 14位，两位素食").lines[0] == (
        "已转给许飞。 时限11月26日周四 15:30：还剩11/16小时，停表9小时30分已扣除。"
    )


def climbs(demo: Demo) -> None:
    """Tang Wei has R40 since 9:52, promised today, and says at 14:52 that she is still on it."""
    demo.at("09:52").says("tang", "/ack 40 today", "rd-queue")
    demo.at("14:52").says("tang", "/still 40")


def test_7_the_ladder_as_each_one_sees_it(en: Demo) -> None:
    climbs(en)
    assert en.hears("tang")[-1].split("\n")[0] == (
        "⏰ R40: half the time is used (4 of 8 h). Due Thu 26 Nov 09:40, promised for today. Still on it?"
    )
    en.at("16:45")
    assert en.hears("he")[-1].split("\n")[0] == (
        "⏰ R40: 2 of 8 working hours left (due Thu 26 Nov 09:40). Tang Wei said at 14:52: still on it. "
        "Huaxing Rail's bid answer hangs on it."
    )
    en.at("09:45", "2026-11-26")
    late = (
        "⛔ R40 is past its time since 09:40. Tang Wei has it, He Rui knows. "
        "Sun Hao hears of it at 14:40 if it is still open.\n[Open R40] [Add helper]"
    )
    assert en.hears("lin")[-1] == late
    assert en.stands("acct-huaxing").count(late) == 1
    en.at("14:45", "2026-11-26")
    assert en.hears("sun")[-1].split("\n")[0] == (
        "⛔ Huaxing Rail waits for R&D: R40, 12 h of 8 h. “Rail spec 4.2 … 150 ms?” holds up the bid answer. "
        "Tang Wei has it under He Rui. One thing helps: a word with He Rui."
    )
    en.at("09:45", "2026-11-27")
    assert en.hears("qian")[-1].startswith(
        "⛔ R40 has taken twice its time (16 h of 8 h); Huaxing Rail has waited since Wed 09:40."
    )


def test_7_in_chinese(hans: Demo) -> None:
    climbs(hans)
    hans.at("16:45")
    assert hans.hears("he")[-1] == (
        "⏰ R40 只剩2/8小时（时限11月26日周四 09:40）。唐薇14:52说在办，华星轨道的应标答复等着它。\n[协办] [改派]"
    )
    hans.at("09:45", "2026-11-26")
    assert hans.hears("lin")[-1] == (
        "⛔ R40 09:40起超时。 唐薇在办，何睿已知；到14:40还没办结会告知孙浩。\n[看 R40] [加协办人]"
    )
    hans.at("14:45", "2026-11-26")
    assert hans.hears("sun")[-1].startswith("⛔ 华星轨道在等研发：R40 用了12小时（时限8小时）。")


def test_8_a_no_that_is_seen(en: Demo) -> None:
    declined = en.at("10:30").says("tang", "/decline 38 rig booked till 15 Dec")
    assert declined.lines[0] == (
        "R38 declined. He Rui looks at it; Chen Bo sees your reason. It counts in the decline rate, not as resolved."
    )
    assert en.hears("chen")[-1].split("\n")[0] == (
        "R38 was declined by Tang Wei: “rig booked till 15 Dec”. He Rui looks at it now."
    )
    assert en.hears("he")[-1] == (
        "R38 was declined: your look. Chen Bo asked for a lab trial at Huaxing Rail; "
        "Tang Wei: “rig booked till 15 Dec”.\n[It stands] [Reopen] [Offer another day]"
    )
    en.at("11:10").says("he", "/reopen 38 night shift 1 Dec")
    assert en.hears("chen")[-1].split("\n")[0] == (
        "R38 is on again: He Rui, “night shift 1 Dec”. Due Tue 1 Dec 17:00 (3 h 10 min of 5 d used)."
    )


def test_8_in_chinese(hans: Demo) -> None:
    declined = hans.at("10:30").says("tang", "/decline 38 台架占用到12月15日")
    assert declined.lines[0] == "R38 已回绝。 何睿会复核，陈博看得到理由。计入回绝率，不算办结。"
    assert hans.hears("chen")[-1].split("\n")[0] == "唐薇回绝了 R38： “台架占用到12月15日”，何睿在复核。"
    hans.at("11:10").says("he", "/reopen 38 12月1日夜班")
    assert hans.hears("chen")[-1].split("\n")[0] == (
        "R38 已重启： 何睿，“12月1日夜班”。时限12月1日周二 17:00（已用3小时10分，共5天）。"
    )


def test_9_the_same_thing_twice(en: Demo) -> None:
    first = en.at("10:12").says("lin", "/win 2.5M Signalling lot 2", "acct-huaxing", delivery="one")
    assert en.says("lin", "/win 2.5M Signalling lot 2", "acct-huaxing", delivery="one").reply == first.reply
    again = en.says("lin", "/win 2.5M Signalling lot 2", "acct-huaxing")
    assert again.lines[0] == "Same words as #118, a minute ago. Stored once. A second order?"
    assert again.buttons == ["Log another", "One is right"]
    en.at("10:14").says("chen", "/confirm 118", "acct-huaxing")
    assert en.says("wu", "/confirm 118", "acct-huaxing").lines[0] == (
        "Chen Bo confirmed #118 at 10:14. Nothing changed."
    )
    twin = en.at("16:00").says("chen", "/win 2.5M Signalling", "acct-huaxing")
    assert twin.lines[0] == "Looks like #118 (order, ¥2,500,000, today, Lin Yue). Not stored yet."
    assert twin.buttons == ["It is another", "Add me to #118"]


def test_9_in_chinese(hans: Demo) -> None:
    for _ in range(2):
        again = hans.says("lin", "/win 2.5M Signalling lot 2", "acct-huaxing")
    assert again.lines[0] == "跟一分钟前的 #118 一样，只记了一次。 是第二笔订货吗？"
    hans.at("10:14").says("chen", "/confirm 118", "acct-huaxing")
    assert hans.says("wu", "/confirm 118", "acct-huaxing").lines[0] == "陈博10:14已确认 #118，没有变化。"
    twin = hans.at("16:00").says("chen", "/win 2.5M Signalling", "acct-huaxing")
    assert twin.lines[0] == "像是 #118（订货 ¥2,500,000，今天，林悦）。还没登记。"


def test_11_money_that_is_not_for_you(en: Demo) -> None:
    a_win(en, "Chen Bo")
    en.at("10:14").says("chen", "/confirm 118", "acct-huaxing")
    withheld = en.says("song", "/events Huaxing order")
    assert withheld.lines[0] == (
        "🔒 Huaxing Rail: 5 orders this period; amounts are for its team and managers. "
        "You may see: outlook 89.89 B, rank 1."
    )
    assert withheld.buttons == ["Ask Lin Yue", "Score"]


def test_11_in_chinese(hans: Demo) -> None:
    assert (
        hans.says("song", "/events Huaxing order")
        .lines[0]
        .startswith("🔒 华星轨道：本期4笔订货，金额只给团队和主管看。 你能看：期末预估 84.96 B，第2名。")
    )
