"""What passes by itself: a busy database, a deadlock, a serialization failure is tried again."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.exc import DBAPIError

V = TypeVar("V")

TRIES = 3
_LOCK_NOT_AVAILABLE = "55P03"
_SQLITE_PASSING = ("SQLITE_BUSY", "SQLITE_LOCKED")


class Busy(Exception):  # noqa: N818  says what the database is
    """The database stayed busy through every try; nothing was stored."""


def passes(error: BaseException) -> bool:
    """Whether the same transaction may well succeed when it is run again (PostgreSQL's class 40, SQLite's busy)."""
    if not isinstance(error, DBAPIError):
        return False
    state = getattr(error.orig, "sqlstate", None) or ""
    name = getattr(error.orig, "sqlite_errorname", None) or ""
    return state.startswith("40") or state == _LOCK_NOT_AVAILABLE or name.startswith(_SQLITE_PASSING)


def patiently(work: Callable[[], V]) -> V:
    """Run a whole transaction, up to three times while what stops it passes. Raises Busy in the end."""
    for tries in range(1, TRIES + 1):
        try:
            return work()
        except DBAPIError as error:
            if not passes(error):
                raise
            if tries == TRIES:
                raise Busy from error
            time.sleep(random.uniform(0.01, 0.05) * tries)  # noqa: S311  spreads rivals, guards nothing
    raise AssertionError("unreachable")
