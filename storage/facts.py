"""The journal of facts, which is also the audit trail, and its one door (architecture.md Laws).

A fact about a key event is folded into the event's rows, and the summaries move by what that changed. `replay` folds
the same `step` and `weigh` over all facts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any, cast

from storage import rows, scores, service, summaries
from storage.database import Unit
from storage.find import events
from storage.fold import EventState, is_step, step
from storage.summaries import Tally, move, total, weigh
from storage.tables.events import Assist, Credit, Event, Fact, Part

__all__ = ["EventState", "Tally", "append", "load", "move", "step", "total", "weigh"]

_COLUMNS = tuple(field.name for field in fields(EventState) if field.name not in ("parts", "assists", "credits"))


def append(unit: Unit, fact: Fact, today: date) -> Fact:
    """Write a fact, then move the rows and summaries that follow from it. `today` is the company's day."""
    rows.add(unit, fact)
    if is_step(fact):
        before = None if fact.kind == "event.logged" else load(unit, fact.subject_id)
        after = step(before, fact)
        _become(unit, before, after)
        summaries.move(unit, before, after, today)
        if before is None or before.state != after.state:
            scores.rescore(unit, after.account_id, today)
    if moves := fact.body.get("service"):
        service.move(unit, cast(list[Mapping[str, Any]], moves))
    return fact


def load(unit: Unit, event_id: int) -> EventState:
    """An event as it stands in its rows. LookupError when there is none."""
    row, there = rows.the(unit, Event, event_id), events.around(unit, event_id)
    return EventState(
        **{name: getattr(row, name) for name in _COLUMNS if name != "roles"},
        roles=tuple(row.roles),
        parts=tuple(sorted((each.member_id, each.role) for each in there.parts)),
        assists=tuple(sorted((each.request_id, each.member_id) for each in there.assists)),
        credits=tuple(sorted((each.member_id, each.role, each.hundredths) for each in there.credits)),
    )


def _become(unit: Unit, before: EventState | None, after: EventState) -> None:
    """Write the rows of what changed; before the summaries move, since they may look at them again."""
    if before is None:
        rows.add(unit, Event(**_values(after)))
    else:
        was, now = _values(before), _values(after)
        rows.change(unit, Event, after.id, **{name: value for name, value in now.items() if value != was[name]})
    _write_people(unit, before, after)


def _write_people(unit: Unit, before: EventState | None, after: EventState) -> None:
    id = after.id
    if after.parts != (before.parts if before else ()):
        _replace(unit, Part, before, [Part(event_id=id, member_id=member, role=role) for member, role in after.parts])
    if after.assists != (before.assists if before else ()):
        linked = [Assist(event_id=id, request_id=request, member_id=member) for request, member in after.assists]
        _replace(unit, Assist, before, linked)
    if after.credits != (before.credits if before else ()):
        lines = [Credit(event_id=id, member_id=who, role=part, hundredths=sum_) for who, part, sum_ in after.credits]
        _replace(unit, Credit, before, lines)


def _values(event: EventState) -> dict[str, Any]:
    return {name: getattr(event, name) for name in _COLUMNS} | {"roles": list(event.roles)}


def _replace(unit: Unit, model: type[Any], before: EventState | None, lines: list[Any]) -> None:
    if before is not None:
        rows.remove(unit, model, event_id=before.id)
    rows.add_all(unit, lines)
