"""Accounts' days: the golden figures, stages and quarters, and a number of queries that does not grow."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from fractions import Fraction

import pytest
import sqlalchemy as sa

from scoring import policy
from scoring.policy import Horizon
from scoring.scorecard.card import ChecklistMetric, LinearMetric, Scorecard
from scoring.scorecard.rules import flaws, weights_flaws
from scoring.terms import EventState, Stage
from storage import scores
from storage.database import Database
from storage.find import plans, sheets, standings
from storage.find.moves import counting_at, done_by, facts_of
from storage.find.templates import changed, template
from storage.metrics import figures_of, metric_of, number_text
from storage.quarters import Quarter, quarter_named, quarter_of
from storage.replay import check
from storage.tables.events import Event
from tests.databases import BOTH
from tests.handlers.scorecards.huaxing import MILLION, NOW, TODAY, WEEK_AGO, Office, huaxing

Q4 = quarter_of(TODAY)


@contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    """The statements that are run meanwhile, by a writer that knows nothing yet."""
    ran: list[str] = []
    with database.engine.connect() as other, other.begin():
        other.exec_driver_sql("UPDATE org_unit SET code = code || 'x'")

    def note(_c: object, _k: object, statement: str, *_: object) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            ran.append(statement)

    sa.event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield ran
    finally:
        sa.event.remove(database.engine, "before_cursor_execute", note)


@pytest.mark.parametrize("database", BOTH, indirect=True)
def test_the_golden_figures_of_huaxing(database: Database) -> None:
    office, account = huaxing(database)
    row = office.write(lambda unit: scores.today(unit, account.id, TODAY))
    assert (row.outlook, row.total, row.uncapped, row.coverage, row.grade) == (8989, 6760, 8989, 10000, "B")
    assert office.write(lambda unit: scores.today(unit, account.id, WEEK_AGO)).outlook == 8836
    result = office.write(lambda unit: scores.result(unit, account.id, TODAY))
    sides = {side: round(float(figure), 2) for side, figure in result.current.ahead.dimensions.items()}
    assert sides == {"financial": 107.94, "customer": 75.2, "operations": 81.22, "learning": 82.14}
    assert result.horizons == {Horizon.SHORT: 40, Horizon.MID: 29, Horizon.LONG: 31}


def test_before_the_order_it_was_84_96_and_what_if_says_so_beforehand(database: Database) -> None:
    office, account = huaxing(database)
    office.void(account, 118)
    assert office.write(lambda unit: scores.today(unit, account.id, TODAY)).outlook == 8496
    order = Event(
        id=0,
        number=0,
        account_id=account.id,
        kind="order",
        on_day=TODAY,
        logged_at=NOW,
        logged_by=1,
        minor=25 * MILLION // 10,
        state=EventState.PENDING,
        changed_at=NOW,
    )
    assert office.write(lambda unit: scores.what_if(unit, account.id, TODAY, order)) == 8989
    assert office.write(lambda unit: scores.today(unit, account.id, TODAY)).outlook == 8496


def test_pending_events_count_only_in_the_pending_outlook(database: Database) -> None:
    office, account = huaxing(database)
    office.happens(account, "showcase", number=119, pending=True)
    row = office.write(lambda unit: scores.today(unit, account.id, TODAY))
    assert (row.outlook, row.pending_outlook) == (8989, 9339)


def test_a_void_level_gives_back_what_was_there_before(database: Database) -> None:
    office, account = huaxing(database)
    office.void(account, 109)
    assert office.write(lambda unit: scores.today(unit, account.id, TODAY)).outlook == 8989 + 54


def test_no_plan_no_row(database: Database) -> None:
    office = Office(database).found()
    account = office.bare({"en": "Yuheng Air"}, Stage.INITIAL)
    assert office.rescore(account, TODAY) is None
    assert office.write(lambda unit: scores.rank(unit, account.id, TODAY)) == (None, 0)


def test_scoring_takes_a_fixed_number_of_queries(database: Database) -> None:
    """One account or many, one version or three: plan, sums, levels, and the row."""
    office, account = huaxing(database)
    with counted(database) as few:
        office.rescore(account, TODAY)
    for number in range(8):
        office.account({"en": f"Other {number}"})
    office.write(lambda unit: plans.restage(unit, account, Stage.MATURE, TODAY, NOW))
    with counted(database) as many:
        office.rescore(account, TODAY)
    assert len(few) == len(many) == 4
    with counted(database) as whole:
        office.write(lambda unit: scores.open_day(unit, date(2026, 11, 26)))
    assert len(whole) == 5


def test_standings_take_a_fixed_number_of_queries(database: Database) -> None:
    office, _ = huaxing(database)
    asked = lambda unit: standings.accounts(unit, TODAY, WEEK_AGO, 0, 10, 1)  # noqa: E731
    with counted(database) as few:
        office.write(asked)
    for number in range(12):
        office.account({"en": f"Other {number}"})
    with counted(database) as many:
        office.write(asked)
    assert len(many) <= len(few) <= 4


@pytest.mark.parametrize("database", BOTH, indirect=True)
def test_the_history_says_the_same_as_the_sums(database: Database) -> None:
    office, account = huaxing(database)
    loaded = office.write(lambda unit: sheets.loaded(unit, account.id, TODAY))
    facts = office.write(lambda unit: facts_of(unit, loaded.sheet, TODAY))
    again = done_by(counting_at(facts, NOW), loaded.sheet, TODAY)
    assert sheets.filled(loaded.sheet, again) == loaded.card


@pytest.mark.parametrize("database", BOTH, indirect=True)
def test_a_replay_of_all_facts_gives_the_same(database: Database) -> None:
    office, account = huaxing(database)
    office.void(account, 112)
    office.happens(account, "workshop", number=130, pending=True, who=("chen",))
    assert office.database.read(check).result() == []


def test_a_replay_names_the_row_that_was_touched(database: Database) -> None:
    office, _ = huaxing(database)
    office.write(lambda unit: unit.connection.execute(sa.text("UPDATE kind_day SET minor = 1 WHERE kind = 'order'")))
    tables = {each.table for each in office.database.read(check).result()}
    assert tables == {"kind_day", "account_day"}


# --- templates ---


@pytest.mark.parametrize("stage", list(Stage))
def test_templates_keep_the_rules_and_the_defaults_of_the_domain(stage: Stage) -> None:
    draft = template(stage, Q4)
    assert list(flaws(Scorecard(Q4.first, Q4.last, (draft.version,)))) == []
    assert list(weights_flaws(draft.version.weights, "weights")) == []
    assert dict(draft.version.weights) == dict(policy.DIMENSION_WEIGHTS[policy.Stage(stage)])
    checklist = next(each for each in draft.version.metrics if isinstance(each, ChecklistMetric))
    assert {item.event: item.need for item in checklist.items} == dict(policy.CHECKLISTS[policy.Stage(stage)])
    gates = {each.key: each.gate for each in draft.version.metrics if each.gate is not None}
    assert gates == {each.metric: each.limit for each in policy.DEFAULT_GATES[policy.Stage(stage)]}


def test_a_target_scales_the_money_and_nothing_else() -> None:
    whole, half = (template(Stage.GROWTH, Q4, target) for target in (None, Fraction(10_000_000)))
    targets = [
        {each.key: each.target for each in draft.version.metrics if isinstance(each, LinearMetric)}
        for draft in (whole, half)
    ]
    money = {"orders", "collection", "headcount_cost"}
    assert targets[1] == {key: target / 2 if key in money else target for key, target in targets[0].items()}


def test_figures_go_to_a_row_and_back() -> None:
    for stage in Stage:
        for metric in template(stage, Q4).version.metrics:
            assert metric_of(metric.key, figures_of(metric)) == metric
    assert [number_text(figure) for figure in (Fraction(1, 3), Fraction("27.08"), Fraction(20))] == [
        "1/3",
        "27.08",
        "20",
    ]


def test_a_plan_may_have_figures_of_its_own() -> None:
    draft = changed(template(Stage.GROWTH, Q4), {"orders": {"target": 18_000_000, "stretch": "21600000"}})
    orders = draft.version.metrics[0]
    assert isinstance(orders, LinearMetric)
    assert [orders.target, orders.stretch, orders.weight] == [
        Fraction(18_000_000),
        Fraction(21_600_000),
        Fraction(60),
    ]


# --- plans in time ---


def test_an_account_made_in_mid_quarter_is_measured_pro_rata(database: Database) -> None:
    office = Office(database).found()
    account = office.bare({"en": "New"}, Stage.GROWTH)
    half = date(2026, 11, 16)
    sheet = office.write(lambda unit: plans.open_plan_from_template(unit, account, half, 40_000_000))
    drawn = sheet.versions[0].draft.version
    orders, needs = drawn.metrics[0], next(each for each in drawn.metrics if isinstance(each, ChecklistMetric))
    assert isinstance(orders, LinearMetric)
    assert (drawn.first, orders.target) == (half, Fraction(20_000_000))
    assert {item.event: item.need for item in needs.items} == {
        "exec_meeting": 2,
        "technical_exchange": 2,
        "hq_visit": 1,
        "site_visit": 1,
    }
    again = office.write(lambda unit: plans.open_plan_from_template(unit, account, TODAY, 1))
    assert again == sheet


def test_a_stage_change_on_the_first_day_replaces_the_version(database: Database) -> None:
    office = Office(database).found()
    account = office.bare({"en": "New"}, Stage.GROWTH)
    office.write(lambda unit: plans.open_plan_from_template(unit, account, TODAY))
    sheet = office.write(lambda unit: plans.restage(unit, account, Stage.MATURE, TODAY, NOW))
    assert [(each.first, each.draft.stage) for each in sheet.versions] == [(TODAY, Stage.MATURE)]


def test_a_stage_change_keeps_the_proportion_of_the_money(database: Database) -> None:
    office = Office(database).found()
    account = office.bare({"en": "New"}, Stage.GROWTH)
    office.write(lambda unit: plans.open_plan_from_template(unit, account, Q4.first, 10_000_000))
    sheet = office.write(lambda unit: plans.restage(unit, account, Stage.MATURE, date(2026, 11, 16), NOW))
    collection = next(each for each in sheet.versions[1].draft.version.metrics if each.key == "collection")
    assert isinstance(collection, LinearMetric)
    assert collection.target == Fraction(15_000_000, 4)


def test_a_plan_cut_to_its_days_grows_back_for_a_whole_quarter(database: Database) -> None:
    office = Office(database).found()
    account = office.bare({"en": "New"}, Stage.GROWTH)
    office.write(lambda unit: plans.open_plan_from_template(unit, account, date(2026, 11, 16)))
    new_year = date(2027, 1, 1)
    office.write(lambda unit: plans.copy_plans_on(unit, new_year, NOW))
    office.write(lambda unit: plans.copy_plans_on(unit, new_year, NOW))
    sheet = office.write(lambda unit: plans.find_plan(unit, account.id, new_year))
    assert len(sheet.versions) == 1
    assert sheet.versions[0].draft.version.metrics == template(Stage.GROWTH, Q4).version.metrics


# --- quarters ---


def test_quarters_follow_the_fiscal_year() -> None:
    assert quarter_of(TODAY) == Quarter("2026Q4", date(2026, 10, 1), date(2026, 12, 31))
    assert quarter_of(TODAY, 4) == Quarter("2026Q3", date(2026, 10, 1), date(2026, 12, 31))
    assert quarter_of(date(2027, 2, 28), 4).code == "2026Q4"
    assert quarter_named("2026q4") == quarter_of(TODAY)
    with pytest.raises(ValueError, match="no quarter"):
        quarter_named("2026Q5")
