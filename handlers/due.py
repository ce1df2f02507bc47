"""What happens by itself is a declared `Due` over a timer row; a tick is a command nobody typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from handlers.command import declared
from handlers.context import Context
from storage.tables.messages import Timer


@dataclass(frozen=True)
class Due:
    """A kind of timer. `run` does what is due and gives the instant at which it is next due, None when never.

    The instant must be later than `ctx.now`. `ctx.who` is the company's own voice (id 0), no member.
    """

    kind: str
    run: Callable[[Timer, Context], datetime | None]


@cache
def dues() -> dict[str, Due]:
    found: dict[str, Due] = {}
    for due in declared("DUES"):
        if due.kind in found:
            raise ValueError(f"the due {due.kind} is declared twice")
        found[due.kind] = due
    return found
