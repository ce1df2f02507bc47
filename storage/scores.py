"""An account's figures of a day, stored as shown (architecture.md Laws, "Standings")."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from functools import lru_cache

import sqlalchemy as sa

from scoring.scorecard.card import Scorecard
from scoring.scorecard.evaluate import evaluate, outlook
from scoring.scorecard.gates import Verdict
from scoring.scorecard.result import Result
from scoring.values import Exact, whole_half_up
from storage import rows
from storage.database import Unit
from storage.find import sheets
from storage.find.sheets import Done, Level, Loaded, Sheet, SheetVersion, Tally
from storage.tables.events import Event
from storage.tables.standings import AccountDay

account_day = rows.table(AccountDay)

# Statements are built once: on a command's path, building them costs more than running them.

_TODAY = sa.select(account_day).where(
    account_day.c.account_id == sa.bindparam("account"), account_day.c.day == sa.bindparam("on")
)
_MINE = _TODAY.with_only_columns(account_day.c.outlook).scalar_subquery()
_there = account_day.alias("there")
_RANKED = (
    sa.select(sa.func.count())
    .select_from(_there)
    .where(_there.c.day == sa.bindparam("on"), _there.c.outlook.is_not(None))
)
_RANK = sa.select(_MINE, _RANKED.where(_there.c.outlook > _MINE).scalar_subquery(), _RANKED.scalar_subquery())


def today(unit: Unit, account_id: int, day: date) -> AccountDay | None:
    """The row of a day; None where there is none: no plan, or a day that nothing was scored on."""
    return rows.first(unit, AccountDay, _TODAY, account=account_id, on=day)


def rescore(unit: Unit, account_id: int, day: date) -> AccountDay | None:
    """Score the account from its sums and store the day's row; None where it has no plan."""
    found = sheets.loaded(unit, account_id, day)
    if found is None:
        return None
    scored = scored_day(found, day)
    rows.put(unit, scored)
    return scored


def open_day(unit: Unit, day: date) -> None:
    """Score every account that has a plan and no row of the day yet: what was shown on a day stays."""
    there = sa.select(account_day.c.account_id).where(account_day.c.day == day)
    scored = set(unit.connection.execute(there).scalars())
    found = (each for each in sheets.all_loaded(unit, day) if each.sheet.account_id not in scored)
    rows.add_all(unit, [scored_day(each, day) for each in found])


def what_if(unit: Unit, account_id: int, day: date, event: Event) -> int | None:
    """The outlook in hundredths as it would be if this event, not counted yet, counted; nothing is stored."""
    found = sheets.loaded(unit, account_id, day)
    if found is None:
        return None
    return _hundredths(_outlook(_given(found.sheet, with_event(found.sheet, found.done, event, day), day)))


def result(unit: Unit, account_id: int, day: date) -> Result | None:
    """Everything that is known about the account's card on a day, exact."""
    found = sheets.loaded(unit, account_id, day)
    return None if found is None else evaluated(found.sheet, found.done, day)


def rank(unit: Unit, account_id: int, day: date) -> tuple[int | None, int]:
    """The account's place by outlook, as shown, and of how many; None where it has no data."""
    outlook, better, of = rows.asked(unit, _RANK, account=account_id, on=day)[0]
    return (None if outlook is None else better + 1), of


def scored_day(found: Loaded, day: date) -> AccountDay:
    """The row of a loaded plan: figures as shown, in hundredths."""
    scored = evaluated(found.sheet, found.done, day)
    with_pending = sheets.with_sums(found.done, found.pending)
    hoped = _outlook(_given(found.sheet, with_pending, day)) if found.pending else scored.outlook
    return AccountDay(
        account_id=found.sheet.account_id,
        day=day,
        outlook=_hundredths(scored.outlook),
        total=_hundredths(scored.total),
        pending_outlook=_hundredths(hoped),
        uncapped=_hundredths(scored.uncapped_outlook),
        coverage=whole_half_up(100 * scored.coverage),
        grade=scored.grade,
        capped=has_failed_gate(scored),
    )


def evaluated(sheet: Sheet, done: Done, day: date) -> Result:
    """The result on a day. It is pure, and a command comes back to the same few: as it stands, as it would stand."""
    return _evaluated(_given(sheet, done, day))


@dataclass(frozen=True)
class _Given:
    """All that a result depends on, cheap to compare: drafts by identity, which stands while `sheet` is held."""

    drafts: tuple[tuple[int, int], ...]
    gate_cap: Exact
    currency: str
    sums: frozenset[tuple[tuple[int, str], Tally]]
    levels: frozenset[tuple[tuple[int, str], Level]]
    day: date
    sheet: Sheet = field(compare=False)
    done: Done = field(compare=False)


def _given(sheet: Sheet, done: Done, day: date) -> _Given:
    drafts = tuple((each.id, id(each.draft)) for each in sheet.versions)
    sums, levels = frozenset(done.sums.items()), frozenset(done.levels.items())
    return _Given(drafts, sheet.gate_cap, sheet.currency, sums, levels, day, sheet, done)


@lru_cache(maxsize=512)
def _evaluated(given: _Given) -> Result:
    return evaluate(sheets.filled(given.sheet, given.done), given.day)


@lru_cache(maxsize=2048)
def _outlook(given: _Given) -> Exact | None:
    return outlook(sheets.filled(given.sheet, given.done), given.day)


def has_failed_gate(scored: Result) -> bool:
    """Whether a failed gate caps the outlook, or part of it."""
    verdicts = [*scored.gates.values(), *(verdict for each in scored.versions for verdict in each.gates.values())]
    return Verdict.FAILED in verdicts


def outlook_of(card: Scorecard, day: date) -> Exact | None:
    return evaluate(card, day).outlook


def with_event(sheet: Sheet, done: Done, event: Event, day: date) -> Done:
    """What was done and this event too, as far as the plan measures its kind."""
    if event.kind in sheet.levels():
        return replace(done, levels=_newer(sheet, done.levels, event, day))
    held = next((each for each in sheet.versions if each.first <= event.on_day <= each.last), None)
    if held is None:
        return done
    return sheets.with_sums(done, {(held.id, event.kind): Tally(1, event.minor or 0)})


def _newer(
    sheet: Sheet, levels: Mapping[tuple[int, str], Level], event: Event, day: date
) -> dict[tuple[int, str], Level]:
    """A level stands from its day on, in every version that ends no earlier, till a newer fact of its kind."""
    value = None if event.value is None else Fraction(event.value)
    level = Level(value, event.minor, event.on_day)
    taken = {(each.id, event.kind): level for each in sheet.versions if _is_newest(levels, event, each, day)}
    return {**levels, **taken}


def _is_newest(levels: Mapping[tuple[int, str], Level], event: Event, version: SheetVersion, day: date) -> bool:
    there = levels.get((version.id, event.kind))
    older = there is None or there.on_day is None or there.on_day <= event.on_day
    return older and event.on_day <= min(version.last, day)


def _hundredths(figure: Exact | None) -> int | None:
    return None if figure is None else whole_half_up(100 * figure)
