"""Plans from their first day to the next quarter: opened from a template, re-staged, copied on (domain.md 4.5)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction

import sqlalchemy as sa

from scoring.policy import GATE_CAP
from scoring.scorecard.card import ChecklistMetric, LinearMetric, Metric, Version
from scoring.scorecard.prorata import pro_rata
from scoring.terms import Stage
from scoring.values import Exact
from storage import rows, scores
from storage.database import Unit
from storage.find.periods import find_period, year_start
from storage.find.sheets import Sheet, SheetVersion, load, sheets
from storage.find.templates import Draft, base_of, template
from storage.metrics import figures_of, number_text
from storage.quarters import Quarter, quarter_of
from storage.tables.accounts import Account
from storage.tables.plans import Period, Plan, PlanMetric, PlanVersion

__all__ = [
    "close_period",
    "copy_plans_on",
    "find_plan",
    "load",
    "open_plan_from_template",
    "period_row",
    "reopen_period",
    "restage",
    "store_plan",
]

plan, version, metric = rows.table(Plan), rows.table(PlanVersion), rows.table(PlanMetric)
_DAY = timedelta(days=1)


def find_plan(unit: Unit, account_id: int, day: date) -> Sheet | None:
    """The plan of the quarter that a day lies in, without what was done."""
    return next(iter(sheets(unit, day, account_id)), None)


def open_plan_from_template(
    unit: Unit,
    account: Account,
    day: date,
    target: Exact | Decimal | int | None = None,
    now: datetime | None = None,
) -> Sheet:
    """The stage's template from `day` to the quarter's end, pro rata to those days; the one there is, if there is.

    `target` in major units scales the money. Scores the day.
    """
    there = find_plan(unit, account.id, day)
    if there is not None:
        return there
    quarter = quarter_of(day, year_start(unit))
    draft = template(account.stage, quarter, None if target is None else Fraction(target))
    return store_plan(unit, account.id, quarter, [_cut(draft, day, quarter.last)], now or _morning(day), day)


def store_plan(
    unit: Unit,
    account_id: int,
    quarter: Quarter,
    drafts: Sequence[Draft],
    now: datetime,
    day: date,
    signed_at: datetime | None = None,
    gate_cap: Exact = GATE_CAP,
) -> Sheet:
    """Store a plan's versions, in place of those it had for the quarter, and score `day`."""
    plan_id = _plan_row(unit, account_id, period_row(unit, quarter).id)
    _drop(unit, _version_ids(unit, plan_id))
    for draft in drafts:
        _add_version(unit, plan_id, draft, now, signed_at, gate_cap)
    scores.rescore(unit, account_id, day)
    found = find_plan(unit, account_id, drafts[0].version.first)
    if found is None:
        raise LookupError(f"account {account_id} is not there to have a plan")
    return found


def restage(
    unit: Unit, account: Account, stage: Stage, day: date, now: datetime, target: Exact | None = None
) -> Sheet | None:
    """From `day` on the plan goes by another stage's template; None where there was no plan to change.

    The running version ends the day before, its sums pro rata; one that begins on `day` is replaced. Without a
    `target` the money keeps the proportion that it had to its own template.
    """
    sheet = find_plan(unit, account.id, day)
    if sheet is None:
        return None
    quarter = Quarter(sheet.period, sheet.first, sheet.last)
    running = next((each for each in sheet.versions if each.first <= day <= each.last), sheet.versions[-1])
    aim = target if target is not None else _same_share(running, stage, quarter)
    _close(unit, sheet, running, day)
    _add_version(unit, sheet.id, _cut(template(stage, quarter, aim), day, running.last), now, None, sheet.gate_cap)
    scores.rescore(unit, account.id, day)
    return find_plan(unit, account.id, day)


def copy_plans_on(unit: Unit, day: date, now: datetime) -> None:
    """Each account with a plan in the quarter before and none yet gets its last version, to be signed again."""
    quarter = quarter_of(day, year_start(unit))
    before = sheets(unit, quarter.first - _DAY)
    planned = {sheet.account_id for sheet in sheets(unit, day)} if before else set()
    for sheet in before:
        if sheet.account_id not in planned:
            plan_id = _plan_row(unit, sheet.account_id, period_row(unit, quarter).id)
            _add_version(unit, plan_id, _copied(sheet, quarter), now, None, sheet.gate_cap)


def period_row(unit: Unit, quarter: Quarter) -> Period:
    """The period's row, made when it is first needed."""
    found = find_period(unit, quarter.code)
    return found or rows.add(unit, Period(code=quarter.code, start=quarter.first, end=quarter.last))


def close_period(unit: Unit, period_id: int, at: datetime, by_id: int) -> None:
    rows.change(unit, Period, period_id, closed_at=at, closed_by=by_id)


def reopen_period(unit: Unit, period_id: int) -> None:
    rows.change(unit, Period, period_id, closed_at=None, closed_by=None)


# --- drafts ---


def _cut(draft: Draft, first: date, last: date) -> Draft:
    return replace(draft, version=pro_rata(draft.version, first, last))


def _same_share(running: SheetVersion, stage: Stage, quarter: Quarter) -> Exact:
    """The new stage's money target, in the proportion in which the running version stands to its own template."""
    own, other = base_of(template(running.draft.stage, quarter)), base_of(template(stage, quarter))
    there = next((each for each in running.draft.version.metrics if each.key == own.key), None)
    if not isinstance(there, LinearMetric):
        return other.target
    whole = there.target * _days(quarter.first, quarter.last) / _days(running.first, running.last)
    return other.target * whole / own.target


def _copied(sheet: Sheet, quarter: Quarter) -> Draft:
    """The last version for a whole quarter; what was cut to fewer days grows back."""
    last = sheet.versions[-1]
    drawn = last.draft.version
    if (last.first, last.last) != (sheet.first, sheet.last):
        grown = pro_rata(drawn, sheet.first, sheet.last)
        drawn = replace(grown, metrics=_whole_lists(grown, last.draft, quarter))
    return replace(last.draft, version=replace(drawn, first=quarter.first, last=quarter.last))


def _whole_lists(grown: Version, draft: Draft, quarter: Quarter) -> tuple[Metric, ...]:
    """Needs were rounded down, down to nothing too, and can't be grown back: checklists are the template's."""
    there = {each.key: each for each in grown.metrics}
    lists = {each.key: each for each in template(draft.stage, quarter).version.metrics if _is_list(each)}
    order = [each.key for each in template(draft.stage, quarter).version.metrics]
    whole = [_whole_list(there.get(key), new) for key, new in lists.items()]
    metrics = {**there, **{each.key: each for each in whole}}
    return tuple(
        sorted(metrics.values(), key=lambda each: order.index(each.key) if each.key in order else len(order))
    )


def _is_list(metric: Metric) -> bool:
    return isinstance(metric, ChecklistMetric)


def _whole_list(metric: Metric | None, whole: Metric) -> Metric:
    """With its own weight and gate, where it is still there."""
    if isinstance(metric, ChecklistMetric) and isinstance(whole, ChecklistMetric):
        return replace(metric, items=whole.items)
    return whole


def _days(first: date, last: date) -> int:
    return (last - first).days + 1


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


# --- rows ---


def _plan_row(unit: Unit, account_id: int, period_id: int) -> int:
    query = sa.select(plan.c.id).where(plan.c.account_id == account_id, plan.c.period_id == period_id)
    found = unit.connection.execute(query).scalar()
    return int(found) if found is not None else rows.add(unit, Plan(account_id=account_id, period_id=period_id)).id


def _version_ids(unit: Unit, plan_id: int) -> list[int]:
    return list(unit.connection.execute(sa.select(version.c.id).where(version.c.plan_id == plan_id)).scalars())


def _close(unit: Unit, sheet: Sheet, running: SheetVersion, day: date) -> None:
    """End the running version before `day`, with its figures cut; drop it if it has not begun before."""
    if running.first >= day:
        _drop(unit, [running.id])
        return
    ended = _cut(running.draft, running.first, day - _DAY)
    rows.remove(unit, PlanMetric, version_id=running.id)
    rows.change(unit, PlanVersion, running.id, to_day=day - _DAY)
    rows.add_all(unit, _metric_rows(running.id, ended))


def _drop(unit: Unit, version_ids: Iterable[int]) -> None:
    ids = list(version_ids)
    unit.connection.execute(sa.delete(metric).where(metric.c.version_id.in_(ids)))
    unit.connection.execute(sa.delete(version).where(version.c.id.in_(ids)))


def _add_version(
    unit: Unit, plan_id: int, draft: Draft, now: datetime, signed_at: datetime | None, gate_cap: Exact
) -> None:
    row = PlanVersion(
        plan_id=plan_id,
        from_day=draft.version.first,
        to_day=draft.version.last,
        stage=draft.stage,
        weights={side.value: number_text(weight) for side, weight in draft.version.weights.items()},
        gate_cap=Decimal(number_text(gate_cap)),
        proposed_at=now,
        signed_at=signed_at,
    )
    rows.add_all(unit, _metric_rows(rows.add(unit, row).id, draft))


def _metric_rows(version_id: int, draft: Draft) -> list[PlanMetric]:
    return [
        PlanMetric(
            version_id=version_id,
            place=place,
            key=line.key,
            source=draft.sources.get(line.key),
            figures=figures_of(line),
        )
        for place, line in enumerate(draft.version.metrics)
    ]
