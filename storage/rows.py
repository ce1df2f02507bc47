"""Rows in and out: SQLModel is the table definition, Core statements do the work (architecture.md "Measured costs").

A row read here is a value: nothing tracks it, and changing it changes nothing in the database.
"""

from collections import namedtuple
from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import cache, lru_cache
from typing import Any, TypeVar, cast

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import class_mapper
from sqlalchemy.sql import visitors

from storage import quick
from storage.database import Unit
from storage.tables.base import Row

R = TypeVar("R", bound=Row)


def table(model: type[Row]) -> sa.Table:
    return cast(sa.Table, getattr(model, "__table__"))  # noqa: B009  SQLModel does not type it


def many(unit: Unit, model: type[R], query: sa.Select[Any], /, **parameters: Any) -> list[R]:
    """The rows of a `select(Model)` query as values; a query that is built once takes its parameters here."""
    if not parameters:
        return [value(model, row) for row in unit.connection.execute(query).mappings()]
    return list(_asked(unit, query, model, parameters))


def asked(unit: Unit, query: sa.Select[Any], /, **parameters: Any) -> tuple[Any, ...]:
    """The answer to a query that is built once; it is asked once in a unit until that writes to one of its tables."""
    return _asked(unit, query, None, parameters)


def value(model: type[R], columns: Mapping[Any, Any]) -> R:
    """A row of a result as a value. It is not validated again: the database has checked it."""
    row: R = _new(model)()
    row.__dict__.update(columns)
    object.__setattr__(row, "__pydantic_fields_set__", set(columns))
    object.__setattr__(row, "__pydantic_extra__", None)
    object.__setattr__(row, "__pydantic_private__", None)
    return row


@cache
def _new(model: type[Row]) -> Callable[[], Any]:
    return class_mapper(model).class_manager.new_instance


def first(unit: Unit, model: type[R], query: sa.Select[Any], /, **parameters: Any) -> R | None:
    """The first row of a `select(Model)` query; one that is built once has its own limit."""
    found = many(unit, model, query if parameters else query.limit(1), **parameters)
    return found[0] if found else None


def by_id(unit: Unit, model: type[R], id: int | None) -> R | None:
    """The row with this id, or None (also for the id None)."""
    return None if id is None else first(unit, model, _by_id(model), id_=id)


def the(unit: Unit, model: type[R], id: int) -> R:
    """The row with this id; LookupError when there is none: a bug, since ids come from rows."""
    row = by_id(unit, model, id)
    if row is None:
        raise LookupError(f"no {model.__name__} {id}")
    return row


def add(unit: Unit, row: R) -> R:
    """Insert a row, give it back with its new id."""
    values = _values(row)
    statement = _insert(type(row))
    done = quick.run(unit, statement, values)
    made = unit.connection.execute(statement, values).inserted_primary_key if done is None else (done.id,)
    if made is not None and getattr(row, "id", made) is None:
        setattr(row, "id", made[0])  # noqa: B010  only rows with an id have one
    return row


def add_all(unit: Unit, rows: Iterable[Row]) -> None:
    """Insert rows of one table in one statement."""
    rows = list(rows)
    if len(rows) == 1:
        run(unit, _insert(type(rows[0])), _values(rows[0]))
    elif rows:
        unit.connection.execute(_insert(type(rows[0])), [_values(row) for row in rows])


def change(unit: Unit, model: type[Row], id: int, /, **values: Any) -> None:
    """Update the columns of the row with this id."""
    if values:
        run(unit, _update(model), {**values, "id_": id})


def increase(unit: Unit, model: type[Row], key: Mapping[str, Any], /, **by: int) -> None:
    """Add to the integer columns of the row with this primary key, which begins at zero."""
    statement = _increasing(model, tuple(key), tuple(by), unit.connection.dialect.name)
    run(unit, statement, {**key, **by})


def put(unit: Unit, row: Row) -> None:
    """Insert the row, or replace the one that has its primary key."""
    values = _values(row)
    run(unit, _putting(type(row), tuple(values), unit.connection.dialect.name), values)


@cache
def _putting(model: type[Row], names: tuple[str, ...], dialect: str) -> sa.UpdateBase:
    """Built once: building it costs more than running it."""
    target = table(model)
    insert = (postgresql.insert if dialect == "postgresql" else sqlite.insert)(target)
    keys = [column.name for column in target.primary_key]
    rest = {name: insert.excluded[name] for name in names if name not in keys}
    return insert.on_conflict_do_update(index_elements=keys, set_=rest)


def remove(unit: Unit, model: type[Row], /, **key: Any) -> int:
    """Delete the rows whose columns equal `key`; how many went."""
    return run(unit, _delete(model, tuple(key)), {f"{name}_": value for name, value in key.items()})


def _asked(
    unit: Unit, query: sa.Select[Any], model: type[Row] | None, parameters: Mapping[str, Any]
) -> tuple[Any, ...]:
    """The answer, as values of the model where there is one, kept until one of the query's tables is written to."""
    key = (query, model, tuple((name, _frozen(given)) for name, given in parameters.items()))
    writes = unit.writes_to(tables_of(query))
    known = unit.known.get(key)
    if known is not None and known[0] == writes:
        return cast(tuple[Any, ...], known[1])
    answer = _quickly(unit, query, model, parameters)
    if answer is None:
        found = unit.connection.execute(query, parameters)
        answer = tuple(found) if model is None else tuple(value(model, row) for row in found.mappings())
    unit.known[key] = (writes, answer)
    return answer


def _quickly(
    unit: Unit, query: sa.Select[Any], model: type[Row] | None, parameters: Mapping[str, Any]
) -> tuple[Any, ...] | None:
    found = quick.run(unit, query, parameters)
    if found is None:
        return None
    if model is None:
        line = _line(found.names)
        return tuple(line(*row) for row in found.rows)
    return tuple(value(model, dict(zip(found.names, row, strict=True))) for row in found.rows)


@cache
def _line(names: tuple[str, ...]) -> Any:
    """A row of an answer that is no model's."""
    return namedtuple("Line", names, rename=True)


def run(unit: Unit, statement: sa.UpdateBase, values: Mapping[str, Any]) -> int:
    """Run a statement that is built once; how many rows it changed."""
    done = quick.run(unit, statement, values)
    return unit.connection.execute(statement, values).rowcount if done is None else done.changed


def _frozen(given: Any) -> Hashable:
    return tuple(given) if isinstance(given, list) else cast(Hashable, given)


@lru_cache(maxsize=1024)
def tables_of(query: sa.Select[Any]) -> frozenset[str]:
    """The tables that a query reads, also through its aliases and subqueries."""
    found, seen = set(), set()
    left: list[Any] = [query]
    while left:
        for each in visitors.iterate(left.pop()):
            if isinstance(each, sa.Table):
                found.add(each.name)
            held = getattr(each, "table", None)
            if held is not None and id(held) not in seen:
                seen.add(id(held))
                left.append(held)
    return frozenset(found)


# The statements of a command's path are built once: what changes in them are parameters.


@cache
def _by_id(model: type[Row]) -> sa.Select[Any]:
    return sa.select(table(model)).where(table(model).c.id == sa.bindparam("id_"))


@cache
def _increasing(model: type[Row], key: tuple[str, ...], names: tuple[str, ...], dialect: str) -> sa.UpdateBase:
    target = table(model)
    insert = (postgresql.insert if dialect == "postgresql" else sqlite.insert)(target)
    sums = {name: target.c[name] + insert.excluded[name] for name in names}
    return insert.on_conflict_do_update(index_elements=list(key), set_=sums)


@cache
def _delete(model: type[Row], names: tuple[str, ...]) -> sa.Delete:
    target = table(model)
    return sa.delete(target).where(*(target.c[name] == sa.bindparam(f"{name}_") for name in names))


@cache
def _insert(model: type[Row]) -> sa.Insert:
    return sa.insert(table(model))


@cache
def _update(model: type[Row]) -> sa.Update:
    return sa.update(table(model)).where(table(model).c.id == sa.bindparam("id_"))


def _values(row: Row) -> dict[str, Any]:
    columns = table(type(row)).c
    values = {column.name: getattr(row, column.name) for column in columns}
    if "id" in columns and values["id"] is None:
        del values["id"]
    return values
