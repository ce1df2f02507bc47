"""All facts folded again, and held against the rows that stand (architecture.md Laws): the same, to the cent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, TypeVar, cast

import sqlalchemy as sa

from storage import rows, scores
from storage.database import Unit
from storage.find import sheets
from storage.find.periods import year_start
from storage.fold import EventState, is_step, step
from storage.service import FIGURES
from storage.summaries import KindDaySums, QuarterSums, weigh
from storage.tables.base import Row
from storage.tables.events import Assist, Credit, Event, Fact, Part
from storage.tables.standings import AccountDay, KindDay, LastTook, MemberQuarter, Served, ServiceQuarter

R = TypeVar("R", bound=Row)
Figures = dict[tuple[Any, ...], Any]
_PEOPLE = ("parts", "assists", "credits", "roles")


@dataclass(frozen=True)
class Difference:
    """A row that is not what the facts add up to; None where it is missing or should not be there."""

    table: str
    key: tuple[Any, ...]
    stored: Any
    replayed: Any


def check(unit: Unit, today: date | None = None) -> list[Difference]:
    """Where events, sums and today's scores differ from a replay; empty when they are the same.

    `today` is the company's day, by default the newest one that was scored. Reads everything that there is.
    """
    facts = _all(unit, Fact)
    events = replayed(facts)
    folded = _weighed(events.values(), year_start(unit)) | _served(facts)
    found = [*_differences("event", _stored_events(unit), {(id,): event for id, event in events.items()})]
    for table, stored in _stored_sums(unit).items():
        found += _differences(table, stored, folded[table])
    return [*found, *_scores(unit, today or _newest_day(unit))]


def replayed(facts: Iterable[Fact]) -> dict[int, EventState]:
    """Every event as its facts leave it, by id."""
    events: dict[int, EventState] = {}
    for fact in facts:
        if is_step(fact):
            events[fact.subject_id] = step(events.get(fact.subject_id), fact)
    return events


def _weighed(events: Iterable[EventState], start: int) -> dict[str, Figures]:
    """What the events add up to, by table."""
    days: dict[tuple[Any, ...], KindDaySums] = {}
    quarters: dict[tuple[Any, ...], QuarterSums] = {}
    took: dict[tuple[Any, ...], date] = {}
    for event in events:
        tally = weigh(event, start)
        for key, sums in tally.kind_days.items():
            days[key] = days.get(key, KindDaySums()) + sums
        for credit, points in tally.quarters.items():
            quarters[credit] = quarters.get(credit, QuarterSums()) + points
        for seat, day in tally.took.items():
            took[seat] = max(day, took.get(seat, day))
    return {"kind_day": dict(days), "member_quarter": dict(quarters), "last_took": dict(took)}


def _served(facts: Iterable[Fact]) -> dict[str, Figures]:
    """What departments did, from the moves that the facts carry."""
    quarters: dict[tuple[Any, ...], dict[str, int]] = {}
    served: dict[tuple[Any, ...], int] = {}
    for fact in facts:
        for move in cast("list[Mapping[str, Any]]", fact.body.get("service") or ()):
            key = (move["unit_id"], move["period"])
            if "account_id" in move:
                whom = (*key, move["account_id"])
                served[whom] = served.get(whom, 0) + move["requests"]
            else:
                sums = quarters.setdefault(key, dict.fromkeys(FIGURES, 0))
                sums.update({name: sums[name] + move.get(name, 0) for name in FIGURES})
    return {"service_quarter": dict(quarters), "served": dict(served)}


def _stored_sums(unit: Unit) -> dict[str, Figures]:
    days = _all(unit, KindDay)
    return {
        "kind_day": {(each.account_id, each.kind, each.day): _as(KindDaySums, each) for each in days},
        "member_quarter": {
            (each.member_id, each.period): _as(QuarterSums, each) for each in _all(unit, MemberQuarter)
        },
        "last_took": {(each.account_id, each.member_id, each.role): each.day for each in _all(unit, LastTook)},
        "service_quarter": {
            (each.unit_id, each.period): {name: getattr(each, name) for name in FIGURES}
            for each in _all(unit, ServiceQuarter)
        },
        "served": {(each.unit_id, each.period, each.account_id): each.requests for each in _all(unit, Served)},
    }


def _stored_events(unit: Unit) -> Figures:
    parts, assists, credits = (_by_event(unit, model) for model in (Part, Assist, Credit))
    names = [field.name for field in fields(EventState) if field.name not in _PEOPLE]
    return {
        (row.id,): EventState(
            **{name: getattr(row, name) for name in names},
            roles=tuple(row.roles),
            parts=tuple(sorted((each.member_id, each.role) for each in parts.get(row.id, ()))),
            assists=tuple(sorted((each.request_id, each.member_id) for each in assists.get(row.id, ()))),
            credits=tuple(sorted((each.member_id, each.role, each.hundredths) for each in credits.get(row.id, ()))),
        )
        for row in _all(unit, Event)
    }


def _by_event(unit: Unit, model: type[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for each in _all(unit, model):
        found.setdefault(each.event_id, []).append(each)
    return found


def _newest_day(unit: Unit) -> date | None:
    return unit.connection.execute(sa.select(sa.func.max(rows.table(AccountDay).c.day))).scalar()


def _scores(unit: Unit, today: date | None) -> Iterator[Difference]:
    """Today's rows, scored again."""
    if today is None:
        return
    target = rows.table(AccountDay)
    query = sa.select(target).where(target.c.day == today)
    stored = {(each.account_id,): each.model_dump() for each in rows.many(unit, AccountDay, query)}
    again = {
        (each.sheet.account_id,): scores.scored_day(each, today).model_dump()
        for each in sheets.all_loaded(unit, today)
    }
    yield from _differences("account_day", stored, {key: again[key] for key in again if key in stored})


def _differences(table: str, stored: Figures, folded: Figures) -> Iterator[Difference]:
    """Where one has what the other has not; rows that came to nothing count as none."""
    for key in sorted({*stored, *folded}, key=str):
        there, again = stored.get(key), folded.get(key)
        if there != again and not (_is_nothing(there) and _is_nothing(again)):
            yield Difference(table, key, there, again)


def _is_nothing(figures: Any) -> bool:
    values = vars(figures) if isinstance(figures, KindDaySums | QuarterSums) else figures
    return not values or (isinstance(values, dict) and not any(values.values()))


def _as(sums: type[Any], row: Row) -> Any:
    return sums(**{field.name: getattr(row, field.name) for field in fields(sums)})


def _all(unit: Unit, model: type[R]) -> list[R]:
    target = rows.table(model)
    return rows.many(unit, model, sa.select(target).order_by(*target.primary_key.columns))
