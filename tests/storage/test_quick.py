"""What the driver runs by itself gives what SQLAlchemy gives; what was asked once is asked again after a write."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from scoring.terms import EventState, Role, Stage, UnitKind
from storage import rows
from storage.database import Database, Unit
from storage.fold import ENDED
from storage.tables.accounts import Account
from storage.tables.base import Row
from storage.tables.company import Company, Member, OrgUnit
from storage.tables.events import Event, Fact
from tests.databases import BOTH

NOW = datetime(2026, 11, 25, 1, 45, 0, 123456, tzinfo=UTC)
event, member = rows.table(Event), rows.table(Member)
STANDING = sa.select(event).where(event.c.logged_at <= sa.bindparam("until"), event.c.state.not_in(ENDED))
AMONG = sa.select(member).where(member.c.id.in_(sa.bindparam("ids", expanding=True))).order_by(member.c.id)
NAMED = sa.select(member).where(member.c.handle == sa.bindparam("handle"))
both = pytest.mark.parametrize("database", BOTH, indirect=True)


def a_company(unit: Unit) -> None:
    rows.add(unit, Company(id=1, names={"en": "Qiming", "zh_Hans": "启明"}))
    for handle in ("ann", "bo", "cy"):
        rows.add(unit, Member(handle=handle, names={"en": handle.title()}, role=Role.MEMBER))
    region = rows.add(unit, OrgUnit(code="north", kind=UnitKind.REGION, names={"en": "North"}))
    rows.add(
        unit, Account(names={"en": "ACME"}, stage=Stage.GROWTH, region_id=region.id, opened_on=date(2026, 10, 1))
    )
    rows.add(unit, an_event())


def an_event() -> Event:
    return Event(
        id=7,
        number=7,
        account_id=1,
        kind="dso",
        on_day=date(2026, 11, 25),
        logged_at=NOW,
        logged_by=1,
        value=Decimal("0.10"),
        details={"名": [1, None]},
        roles=["AR"],
        state=EventState.COUNTED,
        changed_at=NOW,
    )


@contextmanager
def the_long_way(database: Database) -> Iterator[None]:
    """Somebody listens, so that every statement goes through SQLAlchemy."""
    sa.event.listen(database.engine, "before_cursor_execute", _hear)
    try:
        yield
    finally:
        sa.event.remove(database.engine, "before_cursor_execute", _hear)


def _hear(*_: object) -> None:
    """Listens only."""


ASKED: tuple[Callable[[Unit], list[Any]], ...] = (
    lambda unit: rows.many(unit, Event, STANDING, until=NOW),
    lambda unit: rows.many(unit, Member, AMONG, ids=[1, 3]),
    lambda unit: rows.many(unit, Member, AMONG, ids=[]),
    lambda unit: [rows.by_id(unit, model, 1) for model in (Company, Account, OrgUnit)],
)


@both
@pytest.mark.parametrize("ask", ASKED)
def test_both_ways_read_the_same(database: Database, ask: Callable[[Unit], list[Row]]) -> None:
    database.write(a_company).result()
    quickly = database.read(ask).result()
    with the_long_way(database):
        assert database.read(ask).result() == quickly


@both
def test_both_ways_write_the_same(database: Database) -> None:
    database.write(a_company).result()
    written = database.read(lambda unit: rows.the(unit, Event, 7)).result()
    database.write(lambda unit: rows.remove(unit, Event, id=7)).result()
    with the_long_way(database):
        database.write(lambda unit: rows.add(unit, an_event())).result()
    assert database.read(lambda unit: rows.the(unit, Event, 7)).result() == written
    assert written.logged_at == NOW
    assert written.value == Decimal("0.10")


def test_an_instant_just_before_is_not_after(database: Database) -> None:
    """Instants are compared as they are stored."""
    database.write(a_company).result()
    before = NOW.replace(microsecond=123455)
    assert database.read(lambda unit: rows.many(unit, Event, STANDING, until=before)).result() == []


@both
def test_a_naive_instant_is_refused_as_ever(database: Database) -> None:
    naive = Fact(kind="x", subject="event", subject_id=1, at=NOW.replace(tzinfo=None))
    with pytest.raises(sa.exc.StatementError, match="needs a time zone"):
        database.write(lambda unit: rows.add(unit, naive)).result()


@both
def test_what_the_database_refuses_is_the_same_error(database: Database) -> None:
    database.write(a_company).result()
    with pytest.raises(sa.exc.IntegrityError):
        database.write(lambda unit: rows.add(unit, Member(handle="ann", names={}))).result()


@both
def test_a_question_is_asked_once_until_its_table_is_written_to(database: Database) -> None:
    def work(unit: Unit) -> None:
        a_company(unit)
        first = rows.first(unit, Member, NAMED, handle="ann")
        rows.change(unit, Company, 1, timezone="UTC")
        assert rows.first(unit, Member, NAMED, handle="ann") is first
        rows.change(unit, Member, 1, email="ann@qiming.example")
        again = rows.first(unit, Member, NAMED, handle="ann")
        assert again is not None
        assert again.email == "ann@qiming.example"

    database.write(work).result()


def leave(unit: Unit) -> None:
    with unit.savepoint():
        rows.change(unit, Member, 1, active=False)
        assert not rows.the(unit, Member, 1).active
        raise RuntimeError("taken back")


@both
def test_what_a_savepoint_took_back_is_not_remembered(database: Database) -> None:
    def work(unit: Unit) -> None:
        a_company(unit)
        with pytest.raises(RuntimeError, match="taken back"):
            leave(unit)
        assert rows.the(unit, Member, 1).active

    database.write(work).result()


def test_a_question_through_a_join_a_subquery_and_an_alias_knows_its_tables() -> None:
    """What it does not know of would be remembered wrongly."""
    other = member.alias()
    query = sa.select(event.c.id).where(
        event.c.logged_by.in_(sa.select(other.c.id)),
        sa.exists().where(rows.table(Account).c.id == event.c.account_id),
    )
    assert rows.tables_of(query) == {"event", "member", "account"}
