"""/score: the card of voice.md 2.5, word for word, and what others see of it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from handlers.context import Context
from handlers.reply import Reply
from handlers.scorecards.metrics import metrics
from handlers.scorecards.score import Score, score
from scoring.policy import Dimension
from scoring.terms import Language, Stage, TriangleRole
from storage.database import Database
from storage.find import plans
from storage.find.templates import changed, template
from storage.quarters import quarter_of
from storage.tables.accounts import Account
from tests.handlers.scorecards.huaxing import MILLION, TODAY, Office, huaxing, pressed, said


def card(office: Office, account: Account, who: str = "lin") -> Reply:
    def use(ctx: Context) -> Reply:
        return score(Score(account=account.id), account, ctx)

    return office.asks(who, use)


def test_the_card_in_english(database: Database) -> None:
    office, account = huaxing(database)
    lines = said(card(office, account)).split("\n")
    assert lines[:3] == [
        "Huaxing Rail · growth · Q4 2026, day 56 of 92",
        "Outlook 89.89, grade B (+1.53 since Wed 18 Nov) · so far 67.60",
        "AR ● Lin Yue   SR ● Chen Bo   FR ○ Wu Min · coverage 100%",
    ]
    assert [line.split() for line in lines if line[:1] in "●◐○" and line[:1]] == [
        ["●", "107.94", "w40", "Financial", "on", "track"],
        ["◐", "75.20", "w35", "Customer", "at", "risk"],
        ["◐", "81.22", "w15", "Operations", "at", "risk"],
        ["◐", "82.14", "w10", "Learning", "at", "risk"],
    ]
    assert "Gate: satisfaction 82, at least 80: passed · short 40, mid 29, long 31" in lines
    assert "Most to gain: a showcase or the lab trial, +3.50 each" in lines
    assert lines[-1].startswith("[Why] [Log an event] [Ask for help]")


def test_the_card_in_chinese(database: Database) -> None:
    office, account = huaxing(database)
    text = said(card(office, account), Language.ZH_HANS)
    for line in (
        "华星轨道 · 成长期 · 2026年四季度第56天（共92天）",
        "期末预估 89.89，等级 B（较11月18日周三 +1.53）· 当前得分 67.60",
        "AR ● 林悦  SR ● 陈博  FR ○ 吴敏 · 数据覆盖率100%",
        "门槛：客户满意度 82（≥80）已过 · 短期40、中期29、长期31",
        "最划算的一步：现场会或实验局，各 +3.50",
        "[为什么] [记一件事] [求助]",
    ):
        assert line in text


def test_the_picture_says_the_same_in_words(database: Database) -> None:
    office, account = huaxing(database)
    (picture,) = [part for part in card(office, account).parts if part.tag == "picture"]
    assert picture.drawing.kind == "bars"
    assert [(bar.weight, bar.outlook) for bar in picture.drawing.rows] == [
        (Decimal(40), Decimal("107.94")),
        (Decimal(35), Decimal("75.20")),
        (Decimal(15), Decimal("81.22")),
        (Decimal(10), Decimal("82.14")),
    ]
    assert (
        "Huaxing Rail, Q4 2026 day 56 of 92: outlook 89.89, grade B, so far 67.60. "
        "Financial 107.94 at weight 40, on track; customer 75.20 at 35, at risk; "
        "operations 81.22 at 15, at risk; learning 82.14 at 10, at risk."
    ) in said(card(office, account))


def test_who_is_not_on_the_account_sees_outlook_total_grade_and_rank_only(database: Database) -> None:
    office, account = huaxing(database)
    reply = card(office, account, "song")
    assert said(reply).split("\n")[1:] == [
        "Outlook 89.89, grade B (+1.53 since Wed 18 Nov) · so far 67.60",
        "Rank 1 of 1",
    ]
    assert reply.private


def test_the_managers_card_is_the_whole_one(database: Database) -> None:
    office, account = huaxing(database)
    assert said(card(office, account, "gao")) == said(card(office, account, "lin"))


def test_the_metrics_name_first_what_is_lost_most(database: Database) -> None:
    office, account = huaxing(database)
    lines = said(office.asks("lin", lambda ctx: metrics(Score(account=account.id), account, ctx))).split("\n")
    assert [line.split(maxsplit=4)[-1] for line in lines[2:5]] == ["key events 10 of 16", "DSO 86", "enablement 3"]


def test_without_a_plan_there_is_a_way_out(database: Database) -> None:
    office = Office(database).found()
    account = office.bare({"en": "Yuheng Air"}, Stage.INITIAL)
    reply = card(office, account, "gao")
    assert said(reply) == "Yuheng Air · no data: no plan signed.\n[Open the plan]"
    assert pressed(reply) == ["plan Yuheng Air"]


def test_an_unsigned_plan_says_so(database: Database) -> None:
    office, account = huaxing(database)
    quarter = quarter_of(TODAY)
    draft = template(Stage.GROWTH, quarter)
    office.write(lambda unit: plans.store_plan(unit, account.id, quarter, [draft], office.at, TODAY))
    assert "Plan unsigned since Wed 25 Nov" in said(card(office, account))


def test_a_failed_gate_says_what_it_costs_and_what_passing_it_gives(database: Database) -> None:
    office, lanhai = lanhai_bank(database)
    lines = said(card(office, lanhai)).split("\n")
    assert "Outlook 60.00, grade C · so far" in lines[1]
    (gate,) = [line for line in lines if line.startswith("⛔")]
    assert gate.startswith("⛔ DSO 91, at most 90: capped at 60.00; passed, it would be ")
    gain = next(line for line in lines if line.startswith("Most to gain"))
    assert gain.startswith("Most to gain: DSO down by 1, +")


def test_an_open_gate_says_what_it_still_needs(database: Database) -> None:
    """Two and a half of seven: the checklist stands at 36 %, and four more events lift it over 80."""
    office, acme = acme_ports(database)
    assert "Gate open: key events 36%, needs 80%, 4 more · short 20, mid 10, long 70" in said(card(office, acme))
    assert "门槛未定：关键事件 36%，需 80%，还差4件" in said(card(office, acme), Language.ZH_HANS)


def test_coverage_under_80_has_no_grade(database: Database) -> None:
    office, acme = acme_ports(database)
    assert ", coverage 40%: no grade yet · so far" in said(card(office, acme)).split("\n")[1]


def test_short_term_over_70_at_the_initial_stage_is_warned_of(database: Database) -> None:
    office, acme = acme_ports(database)
    quarter = quarter_of(TODAY)
    draft = template(Stage.INITIAL, quarter)
    short = changed(draft, {"key_events": {"horizon": "short"}, "relationship_up": {"horizon": "short"}})
    weights = dict(zip(Dimension, map(Fraction, (30, 50, 10, 10)), strict=True))
    narrow = replace(short, version=replace(short.version, weights=weights))
    office.write(lambda unit: plans.store_plan(unit, acme.id, quarter, [narrow], office.at, TODAY))
    assert "Short-term weight 80%: today's interest bought with tomorrow's" in said(card(office, acme))


@pytest.mark.parametrize("language", list(Language))
def test_a_vacant_role_is_a_dash(database: Database, language: Language) -> None:
    office, acme = acme_ports(database)
    assert "FR –" in said(card(office, acme), language)


def lanhai_bank(database: Database) -> tuple[Office, Account]:
    office = Office(database).found()
    account = office.account({"en": "Lanhai Bank"}, Stage.MATURE, {TriangleRole.AR: "lin"})
    for kind, value in (("satisfaction", "88"), ("margin", "33"), ("dso", "91")):
        office.happens(account, kind, value=value)
    for kind in ("revenue", "collection"):
        office.happens(account, kind, minor=10 * MILLION)
    office.happens(account, "overdue_receivable", minor=1 * MILLION)
    for _ in range(3):
        office.happens(account, "best_practice")
    return _today(office, account)


def acme_ports(database: Database) -> tuple[Office, Account]:
    office = Office(database).found()
    account = office.account({"en": "Acme Ports", "zh_Hans": "安科港务"}, Stage.INITIAL, {TriangleRole.AR: "lin"})
    for kind in ("exec_meeting", "technical_exchange", "technical_exchange", "site_visit", "hq_visit"):
        office.happens(account, kind)
    office.void(account, office.happens(account, "summit"))
    return _today(office, account)


def _today(office: Office, account: Account) -> tuple[Office, Account]:
    office.rescore(account, TODAY)
    return office, account
