"""What the writer asked before, it knows, as long as it still holds."""

from __future__ import annotations

import pytest

from storage import rows
from storage.database import Database, Unit
from storage.find import company
from storage.tables.company import Company, Member
from tests.databases import BOTH

both = pytest.mark.parametrize("database", BOTH, indirect=True)


class Regret(Exception):  # noqa: N818  says what it is
    """Raised to take a unit back."""


def test_a_row_is_asked_for_once_while_nobody_writes(database: Database) -> None:
    database.write(founded).result()
    assert database.write(company.the_company).result() is database.write(company.the_company).result()


@both
def test_what_another_process_wrote_is_seen(database: Database) -> None:
    database.write(founded).result()
    assert database.write(zone).result() == "UTC"
    with database.engine.connect() as other, other.begin():
        other.execute(rows.table(Company).update().values(timezone="Asia/Shanghai"))
    assert database.write(zone).result() == "Asia/Shanghai"


@both
def test_what_a_unit_wrote_is_seen_by_the_next(database: Database) -> None:
    database.write(founded).result()
    database.write(zone).result()
    database.write(lambda unit: rows.change(unit, Company, 1, timezone="Asia/Shanghai")).result()
    assert database.write(zone).result() == "Asia/Shanghai"


@both
def test_what_a_unit_saw_before_it_was_taken_back_is_forgotten(database: Database) -> None:
    database.write(founded).result()

    with pytest.raises(Regret):
        database.write(regretted).result()
    assert database.write(zone).result() == "UTC"


@both
def test_what_a_savepoint_saw_before_it_was_taken_back_is_forgotten(database: Database) -> None:
    def half(unit: Unit) -> str:
        founded(unit)
        with pytest.raises(Regret), unit.savepoint():
            regretted(unit)
        return zone(unit)

    assert database.write(half).result() == "UTC"
    assert database.write(zone).result() == "UTC"


def test_a_member_who_was_not_there_is_found_once_they_are(database: Database) -> None:
    assert database.write(lambda unit: company.find_member(unit, 1)).result() is None
    database.write(lambda unit: rows.add(unit, Member(id=1, handle="ann", names={"en": "Ann"}))).result()
    assert database.write(lambda unit: company.find_member(unit, 1)).result() is not None


def regretted(unit: Unit) -> None:
    rows.change(unit, Company, 1, timezone="Asia/Shanghai")
    assert zone(unit) == "Asia/Shanghai"
    raise Regret


def founded(unit: Unit) -> None:
    rows.add(unit, Company(id=1, names={"en": "Qiming"}))


def zone(unit: Unit) -> str:
    return company.the_company(unit).timezone
