"""Statements that are built once, run by the driver itself: what SQLAlchemy does around each costs more than SQLite.

SQLAlchemy writes the SQL and says how values are converted, once a statement instead of once a run. What has no quick
way takes the long one: another database, a connection that somebody listens to (docs/performance.md).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect

from storage.database import Unit

Convert = Callable[[Any], Any]
Shape = tuple[tuple[str, int | None], ...]
"""The names that are given, each with the length of its list where it is one."""


@dataclass(frozen=True)
class Answer:
    """The rows as they are to be read, the id that an insert gave, how many rows changed."""

    rows: Sequence[Sequence[Any]]
    names: tuple[str, ...]
    id: int | None
    changed: int


@dataclass(frozen=True)
class Prepared:
    """A statement for the driver. `takes` is what it is given in order: name, place in a list, conversion."""

    sql: str
    takes: tuple[tuple[str, int | None, Convert | None], ...]
    fixed: Mapping[str, Any]
    names: tuple[str, ...]
    converts: tuple[tuple[int, Convert], ...]
    writes: str | None

    def values(self, given: Mapping[str, Any]) -> list[Any]:
        values = []
        for name, at, convert in self.takes:
            value = given[name] if name in given else self.fixed[name]
            if at is not None:
                value = value[at]
            values.append(value if convert is None else convert(value))
        return values

    def read(self, row: Sequence[Any]) -> Sequence[Any]:
        if not self.converts:
            return row
        values = list(row)
        for at, convert in self.converts:
            values[at] = convert(values[at])
        return values


def run(unit: Unit, statement: sa.Select[Any] | sa.UpdateBase, given: Mapping[str, Any]) -> Answer | None:
    """The answer; None where only SQLAlchemy itself can give it, or its error."""
    connection = unit.connection
    if connection.dialect.name != "sqlite" or connection.dispatch.before_cursor_execute:
        return None
    try:
        prepared = _prepared(statement, given, connection.dialect)
        cursor = connection.connection.cursor()
        cursor.execute(prepared.sql, prepared.values(given))
        found = [prepared.read(row) for row in cursor.fetchall()] if prepared.names else []
    except (sqlite3.Error, TypeError, ValueError, LookupError):
        return None
    if prepared.writes is not None:
        unit.wrote(prepared.writes)
    return Answer(found, prepared.names, cursor.lastrowid, cursor.rowcount)


def _prepared(statement: Any, given: Mapping[str, Any], dialect: Dialect) -> Prepared:
    if isinstance(statement, sa.UpdateBase):
        return _writing(statement, tuple(given), dialect)
    shape = tuple((name, len(value) if isinstance(value, list) else None) for name, value in given.items())
    return _reading(statement, shape, dialect)


@lru_cache(maxsize=1024)
def _writing(statement: Any, names: tuple[str, ...], dialect: Dialect) -> Prepared:
    columns = [name for name in names if name in statement.table.c]
    compiled = statement.compile(dialect=dialect, column_keys=columns)
    if getattr(compiled, "insert_prefetch", ()):
        raise LookupError("a default of its own is SQLAlchemy's to find")
    return _of(compiled, dict.fromkeys(names), (), statement.table.name)


@lru_cache(maxsize=1024)
def _reading(statement: Any, shape: Shape, dialect: Dialect) -> Prepared:
    lists = {name: None if length is None else [None] * length for name, length in shape}
    return _of(statement.compile(dialect=dialect), lists, tuple(statement.selected_columns), None)


def _of(compiled: Any, given: Mapping[str, Any], drawn: Sequence[Any], writes: str | None) -> Prepared:
    state = compiled.construct_expanded_state(compiled.construct_params(dict(given)))
    within = {
        each: (name, at) for name, expanded in state.parameter_expansion.items() for at, each in enumerate(expanded)
    }
    places = [within.get(name, (name, None)) for name in state.positiontup]
    fixed = {name: bind.value for name, bind in compiled.binds.items() if name not in given}
    converts = [
        column.type.dialect_impl(compiled.dialect).result_processor(compiled.dialect, None) for column in drawn
    ]
    return Prepared(
        sql=state.statement,
        takes=tuple((name, at, _bound_as(compiled.binds[name].type, compiled.dialect)) for name, at in places),
        fixed=fixed,
        names=tuple(column.key for column in drawn),
        converts=tuple((at, convert) for at, convert in enumerate(converts) if convert is not None),
        writes=writes,
    )


def _bound_as(type_: Any, dialect: Dialect) -> Convert | None:
    return type_.dialect_impl(dialect).bind_processor(dialect)  # type: ignore[no-any-return]


def _read_as(type_: Any, dialect: Dialect) -> Convert | None:
    return type_.dialect_impl(dialect).result_processor(dialect, None)  # type: ignore[no-any-return]
