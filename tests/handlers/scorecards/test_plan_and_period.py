"""/plan shows what binds; /period close and reopen are audited."""

from __future__ import annotations

from datetime import UTC

import pytest
import sqlalchemy as sa

from handlers.context import Context
from handlers.reply import Refused, Reply
from handlers.scorecards.period import OnePeriod, close, reopen
from handlers.scorecards.plan import plan
from handlers.scorecards.score import Score
from scoring.terms import Stage
from storage import rows
from storage.database import Database, Unit
from storage.find import company as people
from storage.find import plans
from storage.find.periods import is_closed
from storage.tables.accounts import Account
from storage.tables.events import Fact
from tests.handlers.scorecards.huaxing import NOW, TODAY, Office, huaxing, said


def shown(office: Office, account: Account) -> str:
    return said(office.asks("lin", lambda ctx: plan(Score(account=account.id), account, ctx)))


def manages(office: Office, use_case: object, code: str) -> Reply:
    def work(unit: Unit) -> Reply:
        who = people.the_member(unit, office.id("gao"))
        ctx = Context(unit, people.the_company(unit), who, NOW.astimezone(UTC))
        return use_case(OnePeriod(period=code), None, ctx)  # type: ignore[operator, no-any-return]

    return office.write(work)  # type: ignore[no-any-return]


def test_a_plan_names_its_targets_gates_and_signature(database: Database) -> None:
    office, account = huaxing(database)
    text = shown(office, account)
    assert text.startswith("Plan · Huaxing Rail · Q4 2026\nThu 1 Oct to Thu 31 Dec · growth · signed Fri 9 Oct")
    assert "Financial, weight 40" in text
    assert "¥0 → ¥20M → ¥24M" in text
    assert "at least 80" in text
    assert "Key events: executive meeting 4, technical exchange 4, HQ visit 2" in text


def test_a_stage_change_is_two_versions_and_the_new_one_is_unsigned(database: Database) -> None:
    office, account = huaxing(database)
    office.write(lambda unit: plans.restage(unit, account, Stage.MATURE, TODAY, NOW))
    text = shown(office, account)
    assert "Thu 1 Oct to Tue 24 Nov · growth · signed Fri 9 Oct" in text
    assert "Wed 25 Nov to Thu 31 Dec · mature · unsigned since Wed 25 Nov" in text


def test_without_a_plan_it_says_who_opens_one(database: Database) -> None:
    office = Office(database).found()
    account = office.bare({"en": "Yuheng Air"}, Stage.INITIAL)
    assert shown(office, account).startswith("Yuheng Air has no plan this quarter.")


def test_closing_and_reopening_leave_a_trail(database: Database) -> None:
    office = Office(database).found()
    assert said(manages(office, close, "2026Q3")).startswith("Q3 2026 is closed.")
    in_q3 = TODAY.replace(month=9)
    assert office.write(lambda unit: is_closed(unit, in_q3))
    assert "Nothing changed" in said(manages(office, close, "2026Q3"))
    assert said(manages(office, reopen, "2026Q3")).startswith("Q3 2026 is open again.")
    assert not office.write(lambda unit: is_closed(unit, in_q3))
    assert "Nothing changed" in said(manages(office, reopen, "2026Q3"))
    kinds = sa.select(rows.table(Fact).c.kind, rows.table(Fact).c.by_id)
    trail = office.write(lambda unit: [tuple(each) for each in unit.connection.execute(kinds)])
    assert trail == [("period.closed", office.id("gao")), ("period.reopened", office.id("gao"))]


def test_the_running_period_cannot_be_closed(database: Database) -> None:
    office = Office(database).found()
    with pytest.raises(Refused) as no:
        manages(office, close, "2026Q4")
    assert said(no.value.reply()) == "Q4 2026 runs until Thu 31 Dec; it can be closed the day after."
