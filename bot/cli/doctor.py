"""`triangle doctor`: what would trip the server, each with its remedy; 1 where something must be mended."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from bot.runtime import open_database
from bot.settings import Settings
from storage.database import Database, Unit
from storage.find import company
from storage.find.company import has_company
from storage.migrate import is_current

SAFE_SQLITE = (3, 51, 3)
"""Older ones can corrupt a WAL file when two connections checkpoint; one writer at a time keeps us clear of it."""


def run() -> int:
    settings = Settings()
    print(f"Database: {'SQLite ' + sqlite3.sqlite_version if settings.sqlite_file else 'PostgreSQL'}")
    database = open_database(settings.database_url)
    try:
        found = list(_troubles(database))
        holes = [] if found else database.read(_holes).result()
    finally:
        database.close()
    for words in (*_warnings(settings), *found, *holes):
        print(f"- {words}")
    print("Something must be mended." if found else "Nothing must be mended.")
    return 1 if found else 0


def _warnings(settings: Settings) -> Iterator[str]:
    if settings.sqlite_file and sqlite3.sqlite_version_info < SAFE_SQLITE:
        yield "SQLite is older than 3.51.3; let only one server use the file, or install pysqlite3 or use PostgreSQL."
    if settings.host not in ("127.0.0.1", "::1", "localhost"):
        yield f"HOST={settings.host} is open to others; put a proxy with TLS before it."


def _troubles(database: Database) -> Iterator[str]:
    if not is_current(database.engine):
        yield "The tables are of another version. Run: triangle db upgrade"
        return
    if not database.read(has_company).result():
        yield 'There is no company yet. Run: triangle people add "Your Name" --role admin'


def _holes(unit: Unit) -> list[str]:
    """Seats of the ladder that nobody holds."""
    empty = [each.code for each in company.departments(unit) if each.lead_id is None]
    words = [f"{code} has no lead: its breaches go straight to the next above. /people lead" for code in empty]
    if company.the_company(unit).head_of_sales_id is None:
        words.append("There is no head of sales: the last step of the ladder rings the administrators.")
    return words
