"""Rows by the hundred thousand: copies of rows that the bot itself wrote, made inside SQLite."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from storage import rows
from storage.database import Unit
from storage.tables.base import Row

Change = Mapping[str, sa.ColumnElement[Any]]


def numbers(up_to: int) -> sa.CTE:
    """1, 2, … in a column `n`."""
    n = sa.select(sa.literal(1).label("n")).cte("numbers", recursive=True)
    return n.union_all(sa.select(n.c.n + 1).where(n.c.n < up_to))


def clone(unit: Unit, model: type[Row], n: sa.CTE, changed: Change, of: sa.ColumnElement[bool] | None = None) -> None:
    """For each number a copy of each of the rows, but for the changed columns; one that is there already stays."""
    table = rows.table(model)
    drawn = [changed.get(column.name, column).label(column.name) for column in table.c]
    # SQLite tells ON CONFLICT from a join's ON by the WHERE before it.
    query = sa.select(*drawn).select_from(table.join(n, sa.true())).where(sa.true() if of is None else of, n.c.n > 0)
    insert = sqlite.insert(table).from_select([column.name for column in table.c], query)
    unit.connection.execute(insert.on_conflict_do_nothing())


def earlier_day(column: sa.ColumnElement[Any], days: sa.ColumnElement[int]) -> sa.ColumnElement[Any]:
    return sa.func.date(column, _back(days), type_=sa.Text)


def earlier_instant(column: sa.ColumnElement[Any], days: sa.ColumnElement[int]) -> sa.ColumnElement[Any]:
    return sa.func.strftime("%Y-%m-%d %H:%M:%f000", column, _back(days), type_=sa.Text)


def _back(days: sa.ColumnElement[int]) -> sa.ColumnElement[str]:
    return sa.func.printf("-%d days", days, type_=sa.Text)
