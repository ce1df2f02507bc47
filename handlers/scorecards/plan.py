"""/plan ACCOUNT: what the account is measured by, in which versions, signed or not (domain.md 4.2, 4.5)."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.command import Command
from handlers.context import Context
from handlers.permissions import May
from handlers.reply import Button, Buttons, Column, Heading, Line, Part, Reply, Row, Table, only_you
from handlers.scorecards.figures import account_name, measured, period_name, plain, share, typed
from handlers.scorecards.score import Score, the_account
from handlers.values import Day, Listed, T, Value, t
from scoring.policy import Dimension
from scoring.scorecard.card import BandMetric, ChecklistMetric, Direction, LinearMetric, Metric
from storage.find.plans import find_plan
from storage.find.sheets import Sheet, SheetVersion
from storage.tables.accounts import Account

_COLUMNS = (
    Column(label=t("scorecards.column.weight")),
    Column(label=t("scorecards.column.metric")),
    Column(label=t("scorecards.column.target")),
    Column(label=t("scorecards.column.gate")),
)


def plan(args: Score, account: Account, ctx: Context) -> Reply:
    sheet = find_plan(ctx.unit, account.id, ctx.company_day)
    if sheet is None:
        return only_you(Line(text=t("scorecards.plan.none", account=account_name(account))))
    head = t("scorecards.plan.title", account=account_name(account), period=period_name(sheet.period))
    versions = [part for each in sheet.versions for part in _version(each, sheet)]
    back = Button(label=t("scorecards.button.score"), command=f"score {typed(account.names)}")
    return only_you(Line(text=head, role="title"), *versions, Buttons(shown=(back,)))


def _version(version: SheetVersion, sheet: Sheet) -> Iterator[Part]:
    """Its days and signature, then a table a dimension."""
    yield Heading(text=_days(version))
    for side in Dimension:
        metrics = [each for each in version.draft.version.metrics if each.dimension is side]
        if metrics:
            yield _side(side, metrics, version, sheet)
            yield from (_items(each) for each in metrics if isinstance(each, ChecklistMetric))


def _days(version: SheetVersion) -> T:
    stage = t(f"words.stage.{version.draft.stage}")
    first, last = Day(on=version.first), Day(on=version.last)
    if version.signed_at is not None:
        signed = Day(on=version.signed_at.date())
        return t("scorecards.plan.signed", first=first, last=last, stage=stage, day=signed)
    return t("scorecards.plan.unsigned", first=first, last=last, stage=stage, day=Day(on=version.proposed_at.date()))


def _side(side: Dimension, metrics: list[Metric], version: SheetVersion, sheet: Sheet) -> Table:
    weight = plain(version.draft.version.weight(side))
    caption = t("scorecards.plan.dimension", dimension=t(f"words.dimension.{side}"), weight=weight)
    return Table(caption=caption, columns=_COLUMNS, rows=tuple(_row(each, version, sheet) for each in metrics))


def _items(metric: ChecklistMetric) -> Line:
    """Too long for a cell."""
    kinds = [(t(f"words.event_kind.{item.event}"), item.need) for item in metric.items]
    items = Listed(items=tuple(t("scorecards.plan.item", kind=kind, need=need) for kind, need in kinds))
    return Line(text=t("scorecards.plan.list", metric=t(f"words.metric.{metric.key}"), items=items))


def _row(metric: Metric, version: SheetVersion, sheet: Sheet) -> Row:
    source = version.draft.sources.get(metric.key)
    return Row(
        cells=(
            t("scorecards.score.weight", weight=plain(metric.weight)),
            t(f"words.metric.{metric.key}"),
            _target(metric, source, sheet.currency),
            _gate(metric, source, sheet.currency),
        )
    )


def _target(metric: Metric, source: str | None, currency: str) -> Value:
    if isinstance(metric, ChecklistMetric):
        return t("scorecards.plan.items", count=sum(item.need for item in metric.items))
    if isinstance(metric, BandMetric):
        return t("scorecards.plan.band", low=plain(metric.low, 2), high=plain(metric.high, 2))
    return _line(metric, source, currency)


def _line(metric: LinearMetric, source: str | None, currency: str) -> T:
    """Floor, target, and stretch where there is one."""
    floor, target = (measured(each, source, currency) for each in (metric.floor, metric.target))
    if metric.stretch is None:
        return t("scorecards.plan.target", floor=floor, target=target)
    stretch = measured(metric.stretch, source, currency)
    return t("scorecards.plan.stretch", floor=floor, target=target, stretch=stretch)


def _gate(metric: Metric, source: str | None, currency: str) -> Value | None:
    if metric.gate is None:
        return None
    if not isinstance(metric, LinearMetric):
        return t("scorecards.plan.least", limit=share(metric.gate))
    side = "most" if metric.direction is Direction.DOWN else "least"
    return t(f"scorecards.plan.{side}", limit=measured(metric.gate, source, currency))


COMMANDS = (
    Command("plan", takes=Score, on=the_account, may=May.SEE_PLAN, run=plan, example="plan Huaxing", reads=True),
)
