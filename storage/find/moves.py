"""How an account came to where it stands: its facts in the order in which they came to count (domain.md 11, /why)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

import sqlalchemy as sa

from scoring.policy import EVENT_KINDS
from scoring.terms import EventState
from storage import rows
from storage.database import Unit
from storage.find.sheets import COUNTING, Done, Level, Sheet, SheetVersion, Tally
from storage.fold import ENDED
from storage.tables.events import Event

event = rows.table(Event)


@dataclass(frozen=True)
class Move:
    """An event that came to count at an instant, or (`counts` false) ceased to."""

    event: Event
    at: datetime
    counts: bool


def facts_of(unit: Unit, sheet: Sheet, day: date) -> list[Event]:
    """The events that the plan's period has seen up to a day, and the newest state of each level before it."""
    inside = sa.select(event).where(event.c.account_id == sheet.account_id, event.c.on_day.between(sheet.first, day))
    levels = [_newest_before(sheet, kind) for kind in sorted(sheet.levels())]
    before = rows.many(unit, Event, sa.union_all(*levels)) if levels else []  # type: ignore[arg-type]
    return [*before, *rows.many(unit, Event, inside.order_by(event.c.on_day, event.c.id))]


def moves(facts: Iterable[Event], sheet: Sheet, since: datetime) -> list[Move]:
    """What came to count, or ceased to, after an instant, of the kinds that the plan measures; in order."""
    kinds = sheet.kinds() | sheet.levels()
    found: list[Move] = []
    for fact in facts:
        if fact.kind in kinds:
            found += [move for move in _moves_of(fact) if move.at > since]
    return sorted(found, key=lambda move: (move.at, move.event.id))


def counting_at(facts: Iterable[Event], instant: datetime) -> list[Event]:
    """The events that counted at an instant."""
    return [fact for fact in facts if _counts_at(fact, instant)]


def done_by(facts: Sequence[Event], sheet: Sheet, day: date) -> Done:
    """What these events come to as of a day: the same that the sums and the index say."""
    kinds, levels = sheet.kinds(), sheet.levels()
    sums: dict[tuple[int, str], Tally] = {}
    newest: dict[tuple[int, str], Level] = {}
    for fact in sorted(facts, key=lambda fact: (fact.on_day, fact.id)):
        for version in sheet.versions:
            key = (version.id, fact.kind)
            if fact.kind in kinds and version.first <= fact.on_day <= min(version.last, day):
                sums[key] = sums.get(key, Tally()) + Tally(1, fact.minor or 0)
            if fact.kind in levels and fact.on_day <= min(version.last, day):
                newest[key] = _level(fact)
    return Done(sums, newest)


def current(sheet: Sheet, day: date) -> SheetVersion:
    """The latest version that has started on a day; the first one where none has."""
    started = [version for version in sheet.versions if version.first <= day]
    return started[-1] if started else sheet.versions[0]


def _moves_of(fact: Event) -> list[Move]:
    begun, ended = _begun(fact), _ended(fact)
    if begun is None:
        return []
    return [Move(fact, begun, True), *([Move(fact, ended, False)] if ended else [])]


def _counts_at(fact: Event, instant: datetime) -> bool:
    begun, ended = _begun(fact), _ended(fact)
    return begun is not None and begun <= instant and (ended is None or ended > instant)


def _begun(fact: Event) -> datetime | None:
    """When it came to count: as it was confirmed, or logged where it needs nobody's word."""
    if fact.confirmed_at is not None:
        return fact.confirmed_at
    if fact.state == EventState.COUNTED or (fact.state in ENDED and not _needs_a_word(fact)):
        return fact.logged_at
    return None


def _ended(fact: Event) -> datetime | None:
    return fact.changed_at if fact.state in ENDED else None


def _needs_a_word(fact: Event) -> bool:
    kind = EVENT_KINDS.get(fact.kind)
    return fact.points > 0 if kind is None else kind.carries_points


def _newest_before(sheet: Sheet, kind: str) -> sa.Select[tuple[object, ...]]:
    newest = (
        sa.select(event)
        .where(event.c.account_id == sheet.account_id, event.c.kind == kind)
        .where(event.c.on_day < sheet.first, event.c.state.in_(COUNTING))
        .order_by(event.c.on_day.desc(), event.c.id.desc())
        .limit(1)
        .subquery()
    )
    return sa.select(newest)


def _level(fact: Event) -> Level:
    return Level(None if fact.value is None else Fraction(fact.value), fact.minor, fact.on_day)
