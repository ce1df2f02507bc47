"""The wrong inputs of voice.md 4 on the demo company, word for word; nothing is stored.

Two of the twenty come with later work (thanks, editing a plan). A part that can't be opens its form: what was typed
stays there, the words stand under its field.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel

from scoring.terms import Language
from storage.database import Unit
from tests.stories.demo import Demo

EN, HANS, HANT = Language

NOTE = "備 note " * 1430


class Row(NamedTuple):
    who: str
    line: str
    said: dict[Language, str]


ROWS = (
    Row(
        "lin",
        "/standigns",
        {
            EN: "I don't know /standigns. Did you mean:\n[/standings] [All commands]",
            HANS: "不认识 /standigns，是不是：\n[/standings] [全部命令]",
            HANT: "不認識 /standigns，是不是：\n[/standings] [所有指令]",
        },
    ),
    Row(
        "lin",
        "/win Huaxing -250万",
        {
            EN: "An order is more than zero. If #118 was cancelled, void it.\n[Void #118]",
            HANS: "订货要大于零。如果 #118 取消了，请作废它。\n[作废 #118]",
            HANT: "訂單要大於零。如果 #118 取消了，請作廢它。\n[作廢 #118]",
        },
    ),
    Row(
        "lin",
        "/win Huaxing 9e30",
        {
            EN: "That is more than I can book (up to ¥1T). Fewer digits?\n[Type again]",
            HANS: "超出可登记的上限（¥1万亿），多写了几位？\n[重新填]",
            HANT: "超出可登錄的上限（¥1兆），多寫了幾位？\n[重新填]",
        },
    ),
    Row(
        "lin",
        "/log Huaxing exec_meeting on 2026-12-05",
        {
            EN: "Sat 5 Dec is ten days ahead; I log what has happened. To plan it:\n[Ask for a visit]",
            HANS: "12月5日周六还有10天，这里只记已发生的事。要安排：\n[求助高层拜访]",
            HANT: "12月5日週六還有10天，這裡只記已發生的事。要安排：\n[請求高層拜訪支援]",
        },
    ),
    Row(
        "lin",
        "/log Huaxing order 2M on 10/11",
        {
            EN: "Is 10/11 Sun 11 Oct or Tue 10 Nov?\n[Sun 11 Oct] [Tue 10 Nov] [Another day]",
            HANS: "10/11 是10月11日周日，还是11月10日周二？\n[10月11日] [11月10日] [改日期]",
            HANT: "10/11 是10月11日週日，還是11月10日週二？\n[10月11日] [11月10日] [改日期]",
        },
    ),
    Row(
        "lin",
        "/log Huaxing order 2M on 2026-09-28",
        {
            EN: "Q3 2026 is closed. A manager can reopen it; Gao Mei is yours.\n[Ask Gao Mei] [Other day]",
            HANS: "2026年三季度已关闭，主管可以重开：高梅。\n[请高梅重开] [改日期]",
            HANT: "2026年第三季已關閉，主管可以重開：高梅。\n[請高梅重開] [改日期]",
        },
    ),
    Row(
        "gao",
        "/score ai",
        {
            EN: "Which one:\n[Huaxing Rail] [Lanhai Bank] [Yuheng Air]",
            HANS: "哪一家：\n[华星轨道] [蓝海银行] [玉衡航空]",
            HANT: "哪一家：\n[華星軌道] [藍海銀行] [玉衡航空]",
        },
    ),
    Row(
        "lin",
        "/log Huaxing lunch",
        {
            EN: "No kind “lunch”. Close to it:\n[executive meeting] [workshop] [All kinds]",
            HANS: "没有“lunch”这类事件，接近的：\n[高层拜访] [管理研讨] [全部类型]",
            HANT: "沒有「lunch」這類事件，接近的：\n[高層拜訪] [管理研討會] [所有類型]",
        },
    ),
    Row(
        "lin",
        "/confirm 118",
        {
            EN: "You logged #118, so somebody else confirms it: Chen Bo, Wu Min or Gao Mei.\n[Remind them]",
            HANS: "#118 是你登记的，要别人确认：陈博、吴敏或高梅。\n[提醒他们]",
            HANT: "#118 是你登錄的，要別人確認：陳博、吳敏或高梅。\n[提醒他們]",
        },
    ),
    Row(
        "lin",
        "/confirm 999",
        {
            EN: "No event #999 that you can see.\n[My pending]",
            HANS: "没有你能看到的 #999。\n[我的待确认]",
            HANT: "沒有你能看到的 #999。\n[我的待確認]",
        },
    ),
    Row(
        "lin",
        "/resolve 40",
        {
            EN: "R40 is R&D's to resolve; Tang Wei has it. Yours are:\n[Add helper] [Cancel R40]",
            HANS: "R40 由研发办结，唐薇在办。你可以：\n[加协办人] [撤回 R40]",
            HANT: "R40 由研發結案，唐薇處理中。你可以：\n[加協辦人] [撤回 R40]",
        },
    ),
    Row(
        "tang",
        "/resume 40",
        {
            EN: "R40 isn't waiting; Tang Wei is on it, due Thu 26 Nov 09:40.\n[Open R40]",
            HANS: "R40 没有停表，唐薇在办，时限11月26日周四 09:40。\n[看 R40]",
            HANT: "R40 沒有停錶，唐薇處理中，時限11月26日週四 09:40。\n[看 R40]",
        },
    ),
    Row(
        "lin",
        "/undo",
        {
            EN: "#118 is 12 minutes old; undo reaches back 5. With a reason it can be voided.\n[Void #118]",
            HANS: "#118 已过12分钟，撤销只管5分钟内。可以写理由作废。\n[作废 #118]",
            HANT: "#118 已過12分鐘，復原只管5分鐘內。可以寫理由作廢。\n[作廢 #118]",
        },
    ),
    Row(
        "tang",
        "/away until fri @tang",
        {
            EN: "You can't stand in for yourself. Away through Fri 27 Nov, back Mon 30 Nov; who stands in?",
            HANS: "自己不能代理自己。外出至11月27日周五、30日周一回来，由谁代理？",
            HANT: "自己不能代理自己。請假至11月27日週五、30日週一回來，由誰代理？",
        },
    ),
    Row(
        "lin",
        "/win <b>華</b>'; DROP🙂 2M",
        {
            EN: "No account “<b>華</b>'; DROP🙂”. Closest:\n[Huaxing Rail] [All my accounts]",
            HANS: "没有叫“<b>華</b>'; DROP🙂”的客户，最接近的是：\n[华星轨道] [我的全部客户]",
            HANT: "沒有叫「<b>華</b>'; DROP🙂」的客戶，最接近的是：\n[華星軌道] [我的全部客戶]",
        },
    ),
)
FORMS = (
    Row("lin", "/win Huaxing", {EN: "How much was the order?", HANS: "订货多少？", HANT: "訂單金額多少？"}),
    Row("tang", "/decline 38", {EN: "Why not?", HANS: "为什么办不了？", HANT: "為什麼辦不了？"}),
    Row(
        "lin",
        f"/log Huaxing workshop {NOTE}",
        {
            EN: "The note has 10,009 characters, room is for 3,000. Your text is in the form.",
            HANS: "备注10,009字，最多3,000字。原文留在表单里。",
            HANT: "備註10,009字，最多3,000字。原文留在表單裡。",
        },
    ),
)


@pytest.fixture
def wednesday(demo: Demo) -> Demo:
    """#118 is 12 minutes old, Tang Wei is on R40, the third quarter is closed."""
    demo.at("wed 10:12").lin.says("/win 2.5M Signalling lot 2", "acct-huaxing")
    demo.tang.says("/ack 40 today", "rd-queue")
    demo.tang.says("/start 40", "rd-queue")
    demo.gao.says("/period close 2026Q3")
    return demo.at("wed 10:24")


def counted(unit: Unit) -> dict[str, int]:
    """Rows of each table but the inbox, which keeps every delivery."""
    return {
        table.name: unit.connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
        for table in SQLModel.metadata.sorted_tables
        if table.name != "inbox"
    }


@pytest.mark.parametrize("demo", Language, indirect=True)
def test_twenty_wrong_inputs(wednesday: Demo) -> None:
    before = wednesday.database.read(counted).result()
    me, found = wednesday.language, []
    for who, line, said in (*ROWS, *FORMS):
        shown = wednesday.hear(who, line, f"direct-{who}")
        lines = [each.strip() for each in shown.lines]
        if [each for each in said[me].split("\n") if each not in lines]:
            found.append(f"{line[:40]}\n    {shown.text[:400]!r}\n  not {said[me]!r}")
    assert found == [], "\n".join(found)
    assert wednesday.database.read(counted).result() == before
