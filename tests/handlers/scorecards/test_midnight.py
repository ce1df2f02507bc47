"""The company's midnight: every day has its rows, missed ones too; a new quarter has its plans."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import sqlalchemy as sa

from handlers.context import Context
from handlers.scorecards.midnight import at_once, midnight
from scoring.terms import Stage, UnitKind
from storage import rows, timers
from storage.database import Database, Unit
from storage.find import company as people
from storage.find import plans
from storage.tables.accounts import Account
from storage.tables.company import Member, OrgUnit
from storage.tables.messages import Timer
from storage.tables.standings import AccountDay, MemberDay, MemberQuarter, ServiceQuarter, UnitDay
from tests.handlers.scorecards.huaxing import NOW, SHANGHAI, TODAY, Office, huaxing


def ticks(office: Office, at: datetime, timer: Timer | None = None) -> datetime:
    """The midnight timer runs at an instant; when it is next due."""

    def work(unit: Unit) -> datetime:
        voice = Member(id=0, handle="", names={}, timezone="Asia/Shanghai")
        ctx = Context(unit, people.the_company(unit), voice, at.astimezone(UTC))
        table = rows.table(Timer)
        there = timer or rows.first(unit, Timer, sa.select(table).where(table.c.kind == "midnight"))
        return midnight(there or Timer(kind="midnight", subject_id=0, due_at=at_once(ctx), body={}), ctx)

    return office.write(work)  # type: ignore[no-any-return]


def days_of(office: Office, account: Account) -> dict[date, int | None]:
    def work(unit: Unit) -> dict[date, int | None]:
        table = rows.table(AccountDay)
        found = rows.many(unit, AccountDay, sa.select(table).where(table.c.account_id == account.id))
        return {each.day: each.outlook for each in found}

    return office.write(work)  # type: ignore[no-any-return]


def test_the_first_one_opens_today_and_the_next_is_the_companys_midnight(database: Database) -> None:
    office = Office(database).found()
    assert ticks(office, NOW) == datetime(2026, 11, 26, tzinfo=SHANGHAI)


def test_the_outlook_moves_with_the_calendar_alone(database: Database) -> None:
    """Voice.md, conversation 14: 86.22 on Monday 30 November, with the facts of the 25th."""
    office, account = huaxing(database)
    ticks(office, NOW)
    for day in range(26, 31):
        ticks(office, datetime(2026, 11, day, tzinfo=SHANGHAI))
    assert days_of(office, account)[date(2026, 11, 30)] == 8622


def test_missed_days_are_scored_in_order_after_downtime(database: Database) -> None:
    office, account = huaxing(database)
    ticks(office, NOW)
    due = ticks(office, datetime(2026, 11, 30, 8, tzinfo=SHANGHAI))
    days = days_of(office, account)
    assert [TODAY + timedelta(days=number) in days for number in range(6)] == [True] * 6
    assert (days[date(2026, 11, 30)], due) == (8622, datetime(2026, 12, 1, tzinfo=SHANGHAI))


def test_what_was_shown_on_a_day_stays(database: Database) -> None:
    office, account = huaxing(database)
    before = days_of(office, account)
    ticks(office, NOW)
    assert days_of(office, account) == before


def test_members_and_departments_are_kept_by_the_day(database: Database) -> None:
    office, _ = huaxing(database)

    def work(unit: Unit) -> None:
        made = rows.add(unit, OrgUnit(code="rd", kind=UnitKind.DEPARTMENT, names={"en": "R&D"}))
        rows.add(unit, ServiceQuarter(unit_id=made.id, period="2026Q4", met=9, ended=12))

    office.write(work)
    ticks(office, NOW)
    ticks(office, datetime(2026, 11, 26, tzinfo=SHANGHAI))

    def look(unit: Unit) -> tuple[list[int | None], list[tuple[int, int]], list[tuple[int, int]]]:
        units, members, quarters = (rows.table(it) for it in (UnitDay, MemberDay, MemberQuarter))
        kept = sa.select(units.c.figure).where(units.c.day == TODAY)
        of_day = sa.select(members.c.member_id, members.c.hundredths).where(members.c.day == date(2026, 11, 26))
        now = sa.select(quarters.c.member_id, quarters.c.hundredths)
        run = unit.connection.execute
        return list(run(kept).scalars()), sorted(map(tuple, run(of_day))), sorted(map(tuple, run(now)))

    figures, of_day, now = office.write(look)
    assert figures == [7500]
    assert of_day == now != []


def test_a_new_quarter_copies_the_plan_on_to_be_signed_again(database: Database) -> None:
    office, account = huaxing(database)
    ticks(office, NOW)
    ticks(office, datetime(2027, 1, 2, 9, tzinfo=SHANGHAI))
    sheet = office.write(lambda unit: plans.find_plan(unit, account.id, date(2027, 1, 2)))
    assert (sheet.period, sheet.first, sheet.versions[0].signed_at) == ("2027Q1", date(2027, 1, 1), None)
    assert date(2027, 1, 1) in days_of(office, account)


def test_the_timer_knows_the_day_though_it_was_put_off(database: Database) -> None:
    office, account = huaxing(database)
    due = ticks(office, NOW)

    def late(unit: Unit) -> Timer:
        (timer,) = timers.claim_due(unit, due)
        timers.put_off(unit, timer, due + timedelta(hours=23, minutes=30), "broke")
        (again,) = timers.claim_due(unit, due + timedelta(days=2))
        return again

    again = office.write(late)
    ticks(office, due + timedelta(days=2), again)
    assert date(2026, 11, 26) in days_of(office, account)


def test_an_account_without_a_plan_has_no_row(database: Database) -> None:
    office = Office(database).found()
    account = office.bare({"en": "Yuheng Air"}, Stage.INITIAL)
    ticks(office, NOW)
    assert days_of(office, account) == {}
