"""What happens by itself is a declared `Due` over a timer row; a tick is a command nobody typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from handlers.command import declared
from handlers.context import Context
from storage import timers
from storage.tables.messages import Timer


@dataclass(frozen=True)
class Due:
    """A kind of timer. `run` does what is due and gives the instant at which it is next due, None when never.

    The instant must be later than `ctx.now`. `ctx.who` is the company's own voice (id 0), no member. `first` says
    when one that always stands (subject 0) is due for the first time; the others are set with their subjects.
    """

    kind: str
    run: Callable[[Timer, Context], datetime | None]
    first: Callable[[Context], datetime] | None = None


@cache
def dues() -> dict[str, Due]:
    found: dict[str, Due] = {}
    for due in declared("DUES"):
        if due.kind in found:
            raise ValueError(f"the due {due.kind} is declared twice")
        found[due.kind] = due
    return found


def begin_standing(ctx: Context) -> None:
    """Set the timers that always stand and do not yet; asked at each start."""
    for due in dues().values():
        if due.first is not None and not timers.is_set(ctx.unit, due.kind, 0):
            timers.set_timer(ctx.unit, due.kind, 0, due.first(ctx))
