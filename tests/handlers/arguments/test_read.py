"""Lines and forms become arguments: at least sixty readings in three languages (domain.md 11)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from handlers.arguments.amounts import TypedValue
from handlers.arguments.numbers import Numbered
from handlers.arguments.read import args, asks, line_of, parts
from handlers.command import AnyCommand
from tests.handlers.arguments import grammar as g
from tests.handlers.arguments.desk import Desk


def cny(major: int) -> TypedValue:
    return TypedValue(major * 100, "CNY")


def usd(major: int) -> TypedValue:
    return TypedValue(major * 100, "USD")


HUAXING, ACME, LANHAI, YUHENG = 1, 2, 3, 5
READINGS: list[tuple[AnyCommand, str, dict[str, Any]]] = [
    # accounts
    (g.SCORE, "Huaxing Rail", {"account": HUAXING}),
    (g.SCORE, "huaxing", {"account": HUAXING}),
    (g.SCORE, "  HUAXING   rail ", {"account": HUAXING}),
    (g.SCORE, "ｈｕａｘｉｎｇ", {"account": HUAXING}),
    (g.SCORE, "hx", {"account": HUAXING}),
    (g.SCORE, "华星轨道", {"account": HUAXING}),
    (g.SCORE, "华星", {"account": HUAXING}),
    (g.SCORE, "華星", {"account": HUAXING}),
    (g.SCORE, "華星軌道", {"account": HUAXING}),
    (g.SCORE, "华星\u200b轨道", {"account": HUAXING}),
    (g.SCORE, "huaxingguidao", {"account": HUAXING}),
    (g.SCORE, "anke", {"account": ACME}),
    (g.SCORE, "lhyh", {"account": LANHAI}),
    (g.SCORE, "“Lanhai Bank”", {"account": LANHAI}),
    (g.SCORE, "3", {"account": LANHAI}),
    (g.SCORE, "id=3", {"account": LANHAI}),
    # amounts
    (
        g.WIN,
        "Huaxing 2.5M Signalling lot 2",
        {"account": HUAXING, "value": cny(2_500_000), "note": "Signalling lot 2"},
    ),
    (g.WIN, "Huaxing Rail 2,500,000", {"account": HUAXING, "value": cny(2_500_000)}),
    (g.WIN, "华星 250万 信号二期", {"account": HUAXING, "value": cny(2_500_000), "note": "信号二期"}),
    (g.WIN, "華星 250萬", {"account": HUAXING, "value": cny(2_500_000)}),
    (g.WIN, "华星250万", {"account": HUAXING, "value": cny(2_500_000)}),
    (g.WIN, "华星 １.２亿", {"account": HUAXING, "value": cny(120_000_000)}),
    (g.WIN, "华星 1.2億元", {"account": HUAXING, "value": cny(120_000_000)}),
    (g.WIN, "Huaxing USD 2.5m", {"account": HUAXING, "value": usd(2_500_000)}),
    (g.WIN, "Huaxing 2.5m usd lot", {"account": HUAXING, "value": usd(2_500_000), "note": "lot"}),
    (g.WIN, "Huaxing $400k", {"account": HUAXING, "value": usd(400_000)}),
    (g.WIN, "Yuheng $400k", {"account": YUHENG, "value": usd(400_000)}),
    (g.WIN, "Yuheng 400k", {"account": YUHENG, "value": usd(400_000)}),
    (g.WIN, "Huaxing ￥3,000,000.50", {"account": HUAXING, "value": TypedValue(300_000_050, "CNY")}),
    (g.WIN, "华星 人民币300万", {"account": HUAXING, "value": cny(3_000_000)}),
    (g.WIN, "华星 美元 300 万", {"account": HUAXING, "value": usd(3_000_000)}),
    (g.WIN, "Huaxing CNY 250", {"account": HUAXING, "value": cny(250)}),
    (g.WIN, "Huaxing 2.5 million", {"account": HUAXING, "value": cny(2_500_000)}),
    (g.WIN, "Huaxing 2'500'000", {"account": HUAXING, "value": cny(2_500_000)}),
    # kinds and values
    (g.LOG, "Huaxing site_visit", {"account": HUAXING, "kind": "site_visit"}),
    (g.LOG, "Huaxing executive meeting with the CFO", {"kind": "exec_meeting", "note": "with the CFO"}),
    (g.LOG, "华星 高层拜访", {"account": HUAXING, "kind": "exec_meeting"}),
    (g.LOG, "華星 高層拜訪 談得好", {"kind": "exec_meeting", "note": "談得好"}),
    (g.LOG, "华星 樣板點參觀", {"kind": "site_visit"}),
    (g.LOG, "华星 shiyanju", {"kind": "lab_trial"}),
    (g.LOG, "Huaxing exec", {"kind": "exec_meeting"}),
    (g.LOG, "华星 订货 250万", {"kind": "order", "value": cny(2_500_000)}),
    (g.LOG, "华星 客户满意度 86分", {"kind": "satisfaction", "value": TypedValue(value=Decimal(86))}),
    (g.LOG, "Huaxing margin 18.5% this month", {"value": TypedValue(value=Decimal("18.5")), "note": "this month"}),
    (g.LOG, "Huaxing DSO 91 days", {"kind": "dso", "value": TypedValue(value=Decimal(91))}),
    (g.LOG, "Huaxing overdue 0", {"kind": "overdue_receivable", "value": cny(0)}),
    (g.LOG, "Huaxing site_visit 3 people came", {"kind": "site_visit", "note": "3 people came"}),
    # people, lines, days
    (g.LOG, "Huaxing site_visit with @chen @Wu Min on yesterday", {"people": (2, 3), "on": date(2026, 11, 24)}),
    (
        g.LOG,
        "华星 样板点参观 with @陈博、@吴敏 on 昨天 很好",
        {"people": (2, 3), "on": date(2026, 11, 24), "note": "很好"},
    ),
    (g.LOG, "Huaxing site_visit on fri with me", {"people": (1,), "on": date(2026, 11, 20)}),
    (g.LOG, "Huaxing site_visit on 上周五", {"on": date(2026, 11, 20)}),
    (g.LOG, "Huaxing site_visit on 11月20日 line=Signalling good", {"on": date(2026, 11, 20), "line": "Signalling"}),
    (g.LOG, 'Huaxing site_visit line="Rail systems"', {"line": "Rail systems"}),
    (g.WIN, "Huaxing 2M lot 2 on 20 Nov", {"note": "lot 2", "on": date(2026, 11, 20)}),
    (g.WIN, "Huaxing 2M lot 2 with @chen", {"note": "lot 2", "people": (2,)}),
    (g.WIN, "Huaxing 2M depends on delivery", {"note": "depends on delivery", "on": None}),
    (g.WIN, "Huaxing 2M delivery on 2026-12-20", {"note": "delivery on 2026-12-20", "on": None}),
    (g.WIN, "Huaxing 2M -- paid on fri", {"note": "paid on fri", "on": None}),
    # requests
    (g.ASK, "Huaxing rd_clarification P1 rail spec 4.2", {"kind": "rd_clarification", "priority": "P1"}),
    (
        g.ASK,
        "蓝海 投标支持 Ｐ２ 下周三截标",
        {"account": LANHAI, "kind": "bid", "priority": "P2", "words": "下周三截标"},
    ),
    (g.ASK, "藍海 投標支援 下週三截標", {"account": LANHAI, "kind": "bid", "words": "下週三截標"}),
    (g.ASK, "Acme other to=研发 anything", {"account": ACME, "kind": "other", "to": 2, "words": "anything"}),
    (g.ASK, "Acme reception P1 to=R&D 14 guests", {"kind": "reception", "to": 2, "words": "14 guests"}),
    # listings, numbers, absences
    (g.EVENTS, "Huaxing pending", {"account": HUAXING, "pending": True, "kind": None}),
    (g.EVENTS, "华星 订货 since 周一", {"kind": "order", "since": date(2026, 11, 23)}),
    (g.EVENTS, "华星 待确认", {"pending": True}),
    (g.AWAY, "until fri @Xu Fei", {"who": None, "until": date(2026, 11, 27), "deputy": 4}),
    (g.AWAY, "@tang until 周五 @许飞", {"who": 5, "until": date(2026, 11, 27), "deputy": 4}),
    (g.AWAY, "until 明天 @xu", {"until": date(2026, 11, 26), "deputy": 4}),
    (g.CONFIRM, "118", {"numbers": (118,)}),
    (g.CONFIRM, "#118 119、１２０,118", {"numbers": (118, 119, 120)}),
    (g.ACK, "R40", {"number": 40, "day": None}),
    (g.ACK, "４０ fri", {"number": 40, "day": date(2026, 11, 27)}),
    (g.ACK, "r40 by tomorrow", {"number": 40, "day": date(2026, 11, 26)}),
    (g.DECLINE, "38 rig booked till 15 Dec", {"number": 38, "why": "rig booked till 15 Dec"}),
    (g.DISPUTE, "118 wrong", {"number": Numbered("event", 118), "why": "wrong"}),
    (g.DISPUTE, "40 wrong", {"number": Numbered("request", 40)}),
    (g.DISPUTE, "R118 wrong", {"number": Numbered("request", 118)}),
    (g.STANDINGS, "部门", {"board": "departments"}),
    (g.STANDINGS, "", {"board": "accounts"}),
    (g.PERIOD, "2026Q3", {"period": "2026Q3"}),
    (g.PERIOD, "2026年三季度", {"period": "2026Q3"}),
    (g.JOIN, "Lin Yue role=manager", {"name": "Lin Yue", "role": "manager"}),
]


@pytest.mark.parametrize(("command", "text", "expected"), READINGS, ids=[f"{c.word} {t}" for c, t, _ in READINGS])
def test_a_line_reads(command: AnyCommand, text: str, expected: dict[str, Any], desk: Desk) -> None:
    filled = desk.reads(command, text)
    assert not filled.faults, [no.words for no in filled.faults.values()]
    read = args(command, filled).model_dump()
    got = {name: getattr(args(command, filled), name) for name in read}
    assert {name: got[name] for name in expected} == expected


@pytest.mark.parametrize(("command", "text", "expected"), READINGS, ids=[f"{c.word} {t}" for c, t, _ in READINGS])
def test_what_was_read_is_written_as_a_line_that_reads_the_same(
    command: AnyCommand, text: str, expected: dict[str, Any], desk: Desk
) -> None:
    filled = desk.reads(command, text)
    line = line_of(command, filled.values, desk.ctx)
    again = desk.reads(command, line.removeprefix(command.word))
    assert again.values == filled.values


@pytest.mark.parametrize(("command", "text", "expected"), READINGS, ids=[f"{c.word} {t}" for c, t, _ in READINGS])
def test_what_was_read_fills_a_form_that_reads_the_same(
    command: AnyCommand, text: str, expected: dict[str, Any], desk: Desk
) -> None:
    filled = desk.reads(command, text)
    fields = {ask.name: ask.value for ask in asks(command, filled, desk.ctx) if ask.value is not None}
    preset = {part.name: part.default for part in parts(command.takes) if part.default}
    assert desk.fills(command, **fields).values == preset | filled.values


def test_an_accounts_own_channel_needs_no_account(desk: Desk) -> None:
    there = desk.in_channel_of(HUAXING)
    assert there.reads(g.WIN, "2.5M Signalling lot 2").values == {
        "account": HUAXING,
        "value": cny(2_500_000),
        "note": "Signalling lot 2",
    }
    assert there.reads(g.SCORE, "").values == {"account": HUAXING}
    assert there.reads(g.SCORE, "Lanhai").values == {"account": LANHAI}
    assert there.reads(g.LOG, "site_visit").values == {"account": HUAXING, "kind": "site_visit"}
    assert there.reads(g.WIN, "Lanhai 2M").values == {"account": LANHAI, "value": cny(2_000_000)}


def test_a_bare_number_in_an_accounts_channel_is_an_amount(desk: Desk) -> None:
    assert desk.in_channel_of(HUAXING).reads(g.WIN, "3,000,000").values["value"] == cny(3_000_000)


def test_missing_parts_are_named_and_the_rest_is_kept(desk: Desk) -> None:
    filled = desk.reads(g.WIN, "Huaxing Signalling lot")
    assert (filled.missing, filled.values) == (("value",), {"account": HUAXING, "note": "Signalling lot"})
    assert desk.reads(g.LOG, "Huaxing order").missing == ("value",)
    assert desk.reads(g.LOG, "Huaxing").missing == ("kind",)
    assert desk.reads(g.ASK, "Huaxing P1").missing == ("kind", "words")
    assert desk.reads(g.DECLINE, "38").missing == ("why",)
    assert desk.reads(g.LOG, "").missing == ("account", "kind")


def test_a_question_mark_asks_for_a_part(desk: Desk) -> None:
    assert desk.reads(g.WIN, "安科 ? 闸口改造").missing == ("value",)
    assert desk.reads(g.LOG, "Huaxing order 2M on ?").missing == ("on",)
    assert desk.in_channel_of(HUAXING).reads(g.SCORE, "?").missing == ("account",)


def test_notes_are_kept_as_typed_but_for_outer_spaces(desk: Desk) -> None:
    note = "“Signal”\u3000lot  ２ 🙂\n第二行"
    assert desk.reads(g.WIN, f"Huaxing 2M  {note} ").values["note"] == note
    assert desk.fills(g.WIN, account="Huaxing", value="2M", note=f" {note}\n").values["note"] == note


def test_a_form_keeps_faults_under_their_fields(desk: Desk) -> None:
    filled = desk.fills(g.LOG, account="Huaxing", kind="lunch", note="at noon")
    assert set(filled.faults) == {"kind"}
    assert filled.values == {"account": HUAXING, "note": "at noon"}
    (kind,) = (ask for ask in asks(g.LOG, filled, desk.ctx) if ask.name == "kind")
    assert kind.value == "lunch"
    assert kind.error is not None


def test_a_long_note_is_refused_and_kept(desk: Desk) -> None:
    filled = desk.reads(g.WIN, "Huaxing 2M " + "x" * 3_001)
    assert set(filled.faults) == {"note"}
    assert len(filled.typed["note"]) == 3_001
    assert not desk.reads(g.WIN, "Huaxing 2M " + "x" * 3_000).faults
    assert desk.reads(g.SCORE, "x" * 12_001).faults


def test_what_no_database_can_keep_is_replaced(desk: Desk) -> None:
    assert desk.reads(g.WIN, "Huaxing 2M a\x00b\ud800c").values["note"] == "a\ufffdb\ufffdc"
