"""The tables' shape over time: `upgrade` brings a database to today's; no configuration file is needed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import autogenerate, command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.operations.ops import MigrationScript
from alembic.script import ScriptDirectory
from sqlmodel import AutoString

import storage.tables
from storage.columns import BIG, JSON, Exactly, Instant
from storage.database import connect
from storage.tables.base import metadata

HOME = Path(__file__).parent / "migrations"
assert storage.tables


class BrokenLinks(Exception):  # noqa: N818  says what was found
    """A migration left rows that point to rows that are not there; nothing was committed."""


def upgrade(engine: sa.Engine) -> None:
    """Bring the database to the newest shape. Raises BrokenLinks, with the tables, when links would break.

    On SQLite foreign keys rest meanwhile: rebuilding a parent table would else delete its children.
    """
    with engine.connect().execution_options(begin="IMMEDIATE") as connection:
        if engine.dialect.name != "sqlite":
            with connection.begin():
                command.upgrade(_config(connection), "head")
            return
        raw = connection.connection.dbapi_connection
        assert raw is not None
        raw.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                command.upgrade(_config(connection), "head")
                if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").all():
                    raise BrokenLinks(", ".join(sorted({str(row[0]) for row in broken})))
        finally:
            raw.execute("PRAGMA foreign_keys=ON")


def current(engine: sa.Engine) -> str | None:
    """The revision the database is at; None when it is empty."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest() -> str | None:
    """The revision this program knows."""
    return ScriptDirectory.from_config(_config(None)).get_current_head()


def is_current(engine: sa.Engine) -> bool:
    return current(engine) == newest()


def differences(engine: sa.Engine) -> list[Any]:
    """What the tables say that the database does not have, and the other way round; empty when they agree."""
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"target_metadata": metadata, **compared()})
        return list(autogenerate.compare_metadata(context, metadata))


def compared() -> dict[str, Any]:
    """How the tables are compared with a database and written into a migration."""
    return {"target_metadata": metadata, "compare_type": True, "render_item": _rendered}


def revise(message: str, revision: str | None = None) -> None:
    """Write the migration from the newest revision to the tables as they are now (`make migration NAME=…`)."""
    engine = connect("sqlite://")
    upgrade(engine)
    with engine.connect() as connection:
        command.revision(
            _config(connection),
            message,
            autogenerate=True,
            rev_id=revision or _next_number(),
            process_revision_directives=_only_what_changed,
        )


def begin_again() -> None:
    """Before the first release there is one migration, written anew from the tables."""
    for old in (HOME / "versions").glob("[0-9]*.py"):
        old.unlink()
    revise("first", "0001")
    written = HOME / "versions" / "0001_first.py"
    text = written.read_text().replace(_END, _closed_cycles() + _END, 1)
    written.write_text(text)


_END = "    # ### end Alembic commands ###"


def _closed_cycles() -> str:
    """Links that close a cycle come after all tables; SQLite makes them with the table, where it may point ahead."""
    lines = [
        f'        op.create_foreign_key("{link.name}", "{table.name}", "{link.referred_table.name}", '
        f'["{link.column_keys[0]}"], ["id"])'
        for table in metadata.sorted_tables
        for link in sorted(table.foreign_key_constraints, key=lambda each: str(each.name))
        if link.use_alter
    ]
    return "\n".join(['    if op.get_bind().dialect.name != "sqlite":', *lines, ""]) + "\n"


def _next_number() -> str:
    return f"{int(newest() or 0) + 1:04}"


def _only_what_changed(_context: object, _revision: object, directives: list[MigrationScript]) -> None:
    if directives and directives[0].upgrade_ops is not None and directives[0].upgrade_ops.is_empty():
        directives.clear()


def _rendered(kind: str, item: object, context: Any) -> str | bool:
    """Our own column types as what they are underneath, so that old migrations don't follow later changes."""
    if kind != "type":
        return False
    if isinstance(item, AutoString):
        return "sa.String()"
    ours = {Instant: "Instant()", Exactly: "Exactly()", type(JSON): "JSON", type(BIG): "BIG"}
    name = ours.get(type(item)) if item in (JSON, BIG) or isinstance(item, (Instant, Exactly)) else None
    if name is None:
        return False
    context.imports.add(f"from storage.columns import {name.removesuffix('()')}")
    return name


def _config(connection: sa.Connection | None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(HOME))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes["connection"] = connection
    return config


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["revise", name] if name:
            revise(name)
        case ["begin-again"]:
            begin_again()
        case _:
            sys.exit("python -m storage.migrate revise NAME | begin-again")
