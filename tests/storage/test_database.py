"""What both databases promise: instants, figures, codes, and turns."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from threading import Event as Signal

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError, StatementError

from scoring.terms import Role
from storage import rows, timers
from storage.database import Database, Unit
from storage.tables.company import Company, Counter, Member, Rate
from storage.tables.messages import Timer
from tests.databases import BOTH

both = pytest.mark.parametrize("database", BOTH, indirect=True)
NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)


@both
def test_a_naive_instant_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="an instant needs a time zone"):
        database.write(lambda unit: timers.set_timer(unit, "x", 1, datetime(2026, 11, 23))).result()  # noqa: DTZ001


@both
def test_an_instant_comes_back_as_utc(database: Database) -> None:
    shanghai = NINE.astimezone(timezone(timedelta(hours=8)))
    database.write(lambda unit: timers.set_timer(unit, "x", 1, shanghai)).result()
    found = database.read(timers.next_due).result()
    assert (found, found and found.tzinfo) == (NINE, UTC)


@both
def test_a_figure_keeps_every_digit(database: Database) -> None:
    rate = Rate(currency="USD", month="2026-11", rate=Decimal("12345678901234.5678"))
    database.write(lambda unit: rows.add(unit, rate)).result()
    stored = database.read(lambda unit: rows.many(unit, Rate, sa.select(rows.table(Rate)))).result()
    assert stored[0].rate == Decimal("12345678901234.5678")


@both
def test_money_has_room_for_64_bits(database: Database) -> None:
    database.write(lambda unit: rows.increase(unit, Counter, {"kind": "x"}, last=10**14)).result()
    database.write(lambda unit: rows.increase(unit, Counter, {"kind": "x"}, last=1)).result()
    stored = database.read(lambda unit: rows.many(unit, Counter, sa.select(rows.table(Counter)))).result()
    assert stored[0].last == 10**14 + 1


@both
def test_a_code_that_is_none_of_the_set_is_refused(database: Database) -> None:
    statement = sa.text("insert into company (id, names, language, timezone, base_currency, fiscal_year_start, "
                        "sees_outlooks) values (1, '{}', 'klingon', 'UTC', 'CNY', 1, true)")  # fmt: skip
    with pytest.raises(IntegrityError):
        database.write(lambda unit: unit.connection.execute(statement)).result()


@both
def test_a_link_to_nothing_is_refused(database: Database) -> None:
    nobody = Member(handle="x", names={}, unit_id=99)
    with pytest.raises(IntegrityError):
        database.write(lambda unit: rows.add(unit, nobody)).result()


@both
def test_a_row_comes_back_as_it_was(database: Database) -> None:
    ann = Member(handle="ann", names={"en": "Ann", "zh_Hans": "安"}, role=Role.MANAGER, timezone="Asia/Shanghai")
    made = database.write(lambda unit: rows.add(unit, ann)).result()
    assert database.read(lambda unit: rows.by_id(unit, Member, made.id)).result() == made


@both
def test_what_an_exception_interrupts_is_taken_back(database: Database) -> None:
    def work(unit: Unit) -> None:
        rows.add(unit, Member(handle="ann", names={}))
        raise RuntimeError("no")

    with pytest.raises(RuntimeError):
        database.write(work).result()
    assert database.read(lambda unit: rows.many(unit, Member, sa.select(rows.table(Member)))).result() == []


@both
def test_writers_take_turns(database: Database) -> None:
    """Twenty that read and then write what they read: none is lost (traps.md 21)."""
    database.write(lambda unit: rows.add(unit, Counter(kind="x", last=0))).result()

    def work(unit: Unit) -> None:
        last = rows.many(unit, Counter, sa.select(rows.table(Counter)))[0].last
        rows.put(unit, Counter(kind="x", last=last + 1))

    for done in [database.write(work) for _ in range(20)]:
        done.result()
    stored = database.read(lambda unit: rows.many(unit, Counter, sa.select(rows.table(Counter)))).result()
    assert stored[0].last == 20


@both
def test_a_reader_does_not_wait_for_a_writer(database: Database) -> None:
    writes, read = Signal(), Signal()

    def work(unit: Unit) -> bool:
        rows.add(unit, Company(id=1, names={}))
        writes.set()
        return read.wait(10)

    writer = database.write(work)
    assert writes.wait(10)
    assert database.read(lambda unit: rows.by_id(unit, Company, 1)).result(timeout=5) is None
    read.set()
    assert writer.result()


@both
def test_timers_come_oldest_first_and_only_when_due(database: Database) -> None:
    def work(unit: Unit) -> list[Timer]:
        for id, hour in ((1, 2), (2, 1), (3, 5)):
            timers.set_timer(unit, "x", id, NINE + timedelta(hours=hour), {"n": id})
        return timers.claim_due(unit, NINE + timedelta(hours=3))

    claimed = database.write(work).result()
    assert [(each.subject_id, each.body) for each in claimed] == [(2, {"n": 2}), (1, {"n": 1})]


@both
def test_how_many_statements_wrote_is_known(database: Database) -> None:
    def work(unit: Unit) -> int:
        before = unit.writes
        rows.by_id(unit, Company, 1)
        rows.add(unit, Company(id=1, names={}))
        rows.change(unit, Company, 1, timezone="UTC")
        return unit.writes - before

    assert database.write(work).result() == 2
