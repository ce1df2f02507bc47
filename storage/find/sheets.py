"""Plans and what was done for them: an account's scorecard in a fixed number of queries (domain.md 4)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from fractions import Fraction
from functools import lru_cache
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from scoring.policy import Dimension
from scoring.scorecard.card import ChecklistMetric, Metric, Scorecard, Version
from scoring.terms import EventState, Stage
from scoring.values import Exact, minor_digits
from storage import rows
from storage.database import Unit
from storage.find.templates import Draft
from storage.metrics import is_level, is_money, kinds_of, metric_of
from storage.tables.accounts import Account
from storage.tables.events import Event
from storage.tables.plans import Period, Plan, PlanMetric, PlanVersion
from storage.tables.standings import KindDay

account, period, plan = rows.table(Account), rows.table(Period), rows.table(Plan)
version, metric = rows.table(PlanVersion), rows.table(PlanMetric)
event, kind_day = rows.table(Event), rows.table(KindDay)

COUNTING = (EventState.COUNTED, EventState.CONFIRMED)

# Statements are built once: on a command's path, building them costs more than running them.

_SHEETS = (
    sa.select(
        account.c.currency,
        plan.c.id.label("plan_id"),
        plan.c.account_id,
        *(period.c[name] for name in ("code", "start", "end")),
        *(version.c[name] for name in ("from_day", "to_day", "stage", "gate_cap", "signed_at", "proposed_at")),
        version.c.id.label("version_id"),
        sa.cast(version.c.weights, sa.Text).label("weights"),
        *(metric.c[name] for name in ("key", "source")),
        sa.cast(metric.c.figures, sa.Text).label("figures"),
    )
    .join_from(period, plan, plan.c.period_id == period.c.id)
    .join(account, account.c.id == plan.c.account_id)
    .join(version, version.c.plan_id == plan.c.id)
    .join(metric, metric.c.version_id == version.c.id)
    .where(period.c.start <= sa.bindparam("day"), period.c.end >= sa.bindparam("day"), ~account.c.archived)
    .order_by(plan.c.account_id, version.c.from_day, version.c.id, metric.c.place, metric.c.id)
)
_SHEET_OF = _SHEETS.where(plan.c.account_id == sa.bindparam("account"))


def _among(name: str) -> sa.BindParameter[Any]:
    return sa.bindparam(name, expanding=True)


_SUMS = (
    sa.select(
        version.c.id,
        kind_day.c.kind,
        *(sa.func.sum(kind_day.c[name]) for name in ("count", "minor", "pending_count", "pending_minor")),
    )
    .join_from(version, kind_day, kind_day.c.day.between(version.c.from_day, version.c.to_day))
    .join(plan, sa.and_(plan.c.id == version.c.plan_id, plan.c.account_id == kind_day.c.account_id))
    .where(version.c.id.in_(_among("versions")), kind_day.c.account_id.in_(_among("accounts")))
    .where(kind_day.c.kind.in_(_among("kinds")))
    .where(kind_day.c.day >= sa.bindparam("first"), kind_day.c.day <= sa.bindparam("day"))
    .group_by(version.c.id, kind_day.c.kind)
)
_NEWEST = (
    sa.select(event.c.id)
    .where(event.c.account_id == plan.c.account_id, event.c.kind == metric.c.source, event.c.state.in_(COUNTING))
    .where(event.c.on_day <= version.c.to_day, event.c.on_day <= sa.bindparam("day"))
    .order_by(event.c.on_day.desc(), event.c.id.desc())
    .limit(1)
    .correlate(plan, version, metric)
    .scalar_subquery()
)
_fact = event.alias("fact")
_LEVELS = (
    sa.select(version.c.id, metric.c.source, _fact.c.value, _fact.c.minor, _fact.c.on_day)
    .join_from(version, plan, plan.c.id == version.c.plan_id)
    .join(metric, metric.c.version_id == version.c.id)
    .join(_fact, _fact.c.id == _NEWEST)
    .where(version.c.id.in_(_among("versions")), metric.c.source.in_(_among("kinds")))
)


@dataclass(frozen=True)
class SheetVersion:
    """A version as it is stored."""

    id: int
    draft: Draft
    signed_at: datetime | None
    proposed_at: datetime

    @property
    def first(self) -> date:
        return self.draft.version.first

    @property
    def last(self) -> date:
        return self.draft.version.last


@dataclass(frozen=True)
class Sheet:
    """A plan without what was done: money figures are in major units of `currency`."""

    id: int
    account_id: int
    currency: str
    period: str
    first: date
    last: date
    gate_cap: Exact
    versions: tuple[SheetVersion, ...]

    def kinds(self) -> set[str]:
        """The kinds of event that add up in it; levels aside."""
        return {
            kind for _, metric, source in self.lines() if not is_level(metric) for kind in kinds_of(metric, source)
        }

    def levels(self) -> set[str]:
        """The kinds of event whose newest fact is what counts."""
        return {source for _, line, source in self.lines() if is_level(line) and source}

    def lines(self) -> Iterable[tuple[SheetVersion, Metric, str | None]]:
        for each in self.versions:
            for line in each.draft.version.metrics:
                yield each, line, each.draft.sources.get(line.key)


@dataclass(frozen=True)
class Tally:
    """How often something happened, and what it came to in minor units."""

    count: int = 0
    minor: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.count + other.count, self.minor + other.minor)


@dataclass(frozen=True)
class Level:
    """The newest fact of a state: a value, or an amount in minor units."""

    value: Exact | None = None
    minor: int | None = None
    on_day: date | None = None


@dataclass(frozen=True)
class Done:
    """What was done, by version and kind of event: sums of the version's days, newest facts at its end."""

    sums: Mapping[tuple[int, str], Tally] = field(default_factory=dict)
    levels: Mapping[tuple[int, str], Level] = field(default_factory=dict)


@dataclass(frozen=True)
class Loaded:
    """A plan with what counted, and with what still waits for a confirmation."""

    sheet: Sheet
    done: Done
    pending: Mapping[tuple[int, str], Tally]

    @property
    def card(self) -> Scorecard:
        return filled(self.sheet, self.done)

    @property
    def hoped(self) -> Scorecard:
        """As if all that is pending counted."""
        return filled(self.sheet, with_sums(self.done, self.pending))


def load(unit: Unit, account_id: int, day: date) -> Scorecard | None:
    """The account's scorecard as of a day; None where it has no plan for that day's quarter."""
    found = loaded(unit, account_id, day)
    return None if found is None else found.card


def loaded(unit: Unit, account_id: int, day: date) -> Loaded | None:
    return next(iter(_loaded(unit, day, sheets(unit, day, account_id))), None)


def all_loaded(unit: Unit, day: date) -> list[Loaded]:
    """Every account that has a plan on that day, in the same number of queries."""
    return _loaded(unit, day, sheets(unit, day))


def sheets(unit: Unit, day: date, account_id: int | None = None) -> list[Sheet]:
    """The plans of the quarter that a day lies in, of one account or of all open ones."""
    if account_id is None:
        found = rows.asked(unit, _SHEETS, day=day)
    else:
        found = rows.asked(unit, _SHEET_OF, day=day, account=account_id)
    lines = (line._asdict() for line in found)
    return [_sheet(list(of)) for _, of in groupby(lines, key=lambda line: line["plan_id"])]


def filled(sheet: Sheet, done: Done) -> Scorecard:
    """The plan with what was done put in."""
    versions = tuple(_filled(sheet, each, done) for each in sheet.versions)
    return Scorecard(versions[0].first, versions[-1].last, versions, sheet.gate_cap)


def with_sums(done: Done, more: Mapping[tuple[int, str], Tally]) -> Done:
    sums = {key: done.sums.get(key, Tally()) + more.get(key, Tally()) for key in {*done.sums, *more}}
    return replace(done, sums=sums)


# --- rows to sheets ---


def _sheet(lines: list[Any]) -> Sheet:
    versions = tuple(_version(list(of)) for _, of in groupby(lines, key=lambda line: line["version_id"]))
    head = lines[-1]
    return Sheet(
        id=head["plan_id"],
        account_id=head["account_id"],
        currency=head["currency"],
        period=head["code"],
        first=head["start"],
        last=head["end"],
        gate_cap=Fraction(head["gate_cap"]),
        versions=versions,
    )


def _version(lines: list[Any]) -> SheetVersion:
    head = lines[0]
    measured = tuple((line["key"], line["source"], line["figures"]) for line in lines)
    draft = _draft(head["stage"], head["from_day"], head["to_day"], head["weights"], measured)
    return SheetVersion(head["version_id"], draft, head["signed_at"], head["proposed_at"])


@lru_cache(maxsize=1024)
def _draft(
    stage: str, first: date, last: date, weights: str, measured: tuple[tuple[str, str | None, str], ...]
) -> Draft:
    """Kept by its texts: a version is read with every command of its account and hardly ever changes."""
    drawn = Version(
        first=first,
        last=last,
        weights={Dimension(side): Fraction(weight) for side, weight in json.loads(weights).items()},
        metrics=tuple(metric_of(key, json.loads(figures)) for key, _, figures in measured),
    )
    return Draft(Stage(stage), drawn, {key: source for key, source, _ in measured})


# --- what was done ---


def _loaded(unit: Unit, day: date, found: list[Sheet]) -> list[Loaded]:
    counted, pending = _sums(unit, day, found)
    levels = _levels(unit, day, found)
    return [Loaded(sheet, Done(_of(sheet, counted), _of(sheet, levels)), _of(sheet, pending)) for sheet in found]


def _of(sheet: Sheet, figures: Mapping[tuple[int, str], Any]) -> dict[tuple[int, str], Any]:
    ids = {each.id for each in sheet.versions}
    return {key: figure for key, figure in figures.items() if key[0] in ids}


def _sums(
    unit: Unit, day: date, found: list[Sheet]
) -> tuple[dict[tuple[int, str], Tally], dict[tuple[int, str], Tally]]:
    """Counted and pending, of each version's days up to `day`."""
    kinds = {kind for sheet in found for kind in sheet.kinds()}
    if not kinds:
        return {}, {}
    asked = {
        "versions": [each.id for sheet in found for each in sheet.versions],
        "accounts": [sheet.account_id for sheet in found],
        "kinds": sorted(kinds),
        "first": min(sheet.first for sheet in found),
        "day": day,
    }
    counted, pending = {}, {}
    for id, kind, count, minor, pending_count, pending_minor in rows.asked(unit, _SUMS, **asked):
        if count:
            counted[id, kind] = Tally(int(count), int(minor))
        if pending_count:
            pending[id, kind] = Tally(int(pending_count), int(pending_minor))
    return counted, pending


def _levels(unit: Unit, day: date, found: list[Sheet]) -> dict[tuple[int, str], Level]:
    """The newest unvoided fact up to `day` or each version's end, through the index on account, kind and day."""
    kinds = {kind for sheet in found for kind in sheet.levels()}
    if not kinds:
        return {}
    versions = [each.id for sheet in found for each in sheet.versions]
    asked = {"versions": versions, "kinds": sorted(kinds), "day": day}
    return {
        (id, source): Level(None if value is None else Fraction(value), minor, on_day)
        for id, source, value, minor, on_day in rows.asked(unit, _LEVELS, **asked)
    }


def _filled(sheet: Sheet, stored: SheetVersion, done: Done) -> Version:
    sources = stored.draft.sources
    metrics = (_put(each, sources.get(each.key), sheet, stored.id, done) for each in stored.draft.version.metrics)
    return replace(stored.draft.version, metrics=tuple(metrics))


def _put(line: Metric, source: str | None, sheet: Sheet, version_id: int, done: Done) -> Metric:
    if isinstance(line, ChecklistMetric):
        sums = done.sums
        items = (replace(item, done=sums.get((version_id, item.event), Tally()).count) for item in line.items)
        return replace(line, items=tuple(items))
    if source is None:
        return line
    if is_level(line):
        level = done.levels.get((version_id, source))
        return replace(line, actual=None if level is None else _level_figure(level, sheet.currency))
    tally = done.sums.get((version_id, source))
    return replace(line, actual=None if tally is None else _sum_figure(tally, source, sheet.currency))


def _level_figure(level: Level, currency: str) -> Exact | None:
    return level.value if level.minor is None else Fraction(level.minor, 10 ** minor_digits(currency))


def _sum_figure(tally: Tally, source: str, currency: str) -> Exact:
    return Fraction(tally.minor, 10 ** minor_digits(currency)) if is_money(source) else Fraction(tally.count)
