"""Each thing of the domain has its word, and it is the one of the list (voice.md 1.4)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest

import storage
from bot.words.catalogue import the_catalogue
from bot.words.reader import Language
from handlers.values import Lasting, T, t
from scoring import policy, terms
from tests.bot.words.listening import in_three

_TEMPLATES = tomllib.loads((Path(storage.__path__[0]) / "templates.toml").read_text("utf-8"))
METRICS = {metric["key"] for stage in _TEMPLATES.values() for metric in stage["metrics"]}


@pytest.mark.parametrize(
    ("family", "members"),
    [
        ("stage", terms.Stage),
        ("role", terms.Role),
        ("role", terms.TriangleRole),
        ("role_sign", policy.Role),
        ("state", terms.RequestState),
        ("event_state", terms.EventState),
        ("priority", terms.Priority),
        ("priority_button", terms.Priority),
        ("holder", terms.Holder),
        ("clock", terms.ClockName),
        ("function", terms.Function),
        ("dimension", policy.Dimension),
        ("horizon", policy.Horizon),
        ("grade", policy.Grade),
        ("status", policy.Status),
        ("mark", policy.Status),
        ("event_kind", policy.EVENT_KINDS),
        ("request_kind", policy.REQUEST_KINDS),
        ("metric", METRICS),
    ],
)
def test_everything_the_domain_names_has_a_word(family: str, members: Iterable[str]) -> None:
    words = the_catalogue().keys(Language.EN)
    assert [member for member in members if f"words.{family}.{member}" not in words] == []


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("event_kind.order", ("order", "订货", "訂單")),
        ("event_kind.showcase", ("showcase", "现场会", "現場觀摩會")),
        ("event_kind.workshop", ("workshop", "管理研讨", "管理研討會")),
        ("event_kind.enablement", ("enablement", "赋能", "培訓賦能")),
        ("event_kind.dso", ("DSO", "应收账款周转天数", "應收帳款週轉天數")),
        ("dimension.operations", ("operations", "运营效率", "營運效率")),
        ("term.dimension", ("dimension", "维度", "構面")),
        ("term.support_request", ("support request", "求助", "支援請求")),
        ("term.sign_off", ("sign-off", "签批", "簽核")),
        ("term.past_its_time", ("past its time", "超时", "逾時")),
        ("term.ledger", ("ledger", "台账", "明細帳")),
        ("act.acknowledge", ("Acknowledge", "响应", "回應")),
        ("act.resolve", ("Resolve", "办结", "結案")),
        ("act.reopen", ("Reopen", "重启", "重新開案")),
        ("role.AR", ("account responsible", "客户经理", "客戶經理")),
        ("role.stand_in", ("stand-in", "代理人", "職務代理人")),
        ("status.no_data", ("no data", "暂无数据", "尚無資料")),
        ("gate.pending", ("open", "未定", "未定")),
    ],
)
def test_one_word_for_one_thing(key: str, words: tuple[str, str, str]) -> None:
    assert in_three(T(key=f"words.{key}")) == words


def test_a_length_of_time_can_be_seen_from_now() -> None:
    in_two_hours = t("words.relative.ahead", time=Lasting(minutes=140))
    assert in_three(in_two_hours) == ("in 2 h 20 min", "2小时20分后", "2小時20分後")
    assert in_three(t("words.relative.ago", time=Lasting(minutes=12))) == ("12 min ago", "12分钟前", "12分鐘前")
