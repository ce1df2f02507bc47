"""Facts have one door: the fact, its audit, the summaries and the reactions move in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from handlers.command import declared
from handlers.context import Context
from storage import facts
from storage.tables.events import Fact


@dataclass(frozen=True)
class Reaction:
    """What follows from a fact of a kind, in the same transaction. A reaction posts no facts."""

    on: str
    run: Callable[[Fact, Context], None]


def post(
    kind: str, subject: str, subject_id: int, ctx: Context, *, account_id: int | None = None, **body: Any
) -> Fact:
    """Append a fact ("event.confirmed" about ("event", 17)) and run its reactions in order.

    Storage applies it first: the subject's row and the summaries (`storage.facts.append`). `body` must be JSON.
    """
    fact = facts.append(
        ctx.unit,
        Fact(
            kind=kind,
            subject=subject,
            subject_id=subject_id,
            account_id=account_id,
            by_id=ctx.who.id or None,
            at=ctx.now,
            body=body,
            delivery=ctx.delivery,
        ),
        today=ctx.company_day,
    )
    for reaction in _reactions().get(kind, ()):
        reaction.run(fact, ctx)
    return fact


@cache
def _reactions() -> dict[str, tuple[Reaction, ...]]:
    found: dict[str, tuple[Reaction, ...]] = {}
    for reaction in declared("REACTIONS"):
        found[reaction.on] = (*found.get(reaction.on, ()), reaction)
    return found
