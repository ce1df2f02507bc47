"""/metrics ACCOUNT: every metric, what is lost on the way to target first (voice.md 2.5)."""

from __future__ import annotations

from fractions import Fraction

from handlers.command import Command
from handlers.context import Context
from handlers.permissions import May
from handlers.reply import Button, Buttons, Column, Line, Reply, Row, Table, only_you
from handlers.scorecards.figures import account_name, exactly, measured, share, typed
from handlers.scorecards.score import Score, the_account
from handlers.scorecards.view import View, view
from handlers.values import Value, t
from scoring.scorecard.card import ChecklistMetric, Version
from scoring.scorecard.result import MetricResult
from scoring.values import Exact
from storage.tables.accounts import Account

_FULL = Fraction(100)
_NOTHING = Fraction(0)
_COLUMNS = (
    Column(label=t("scorecards.column.mark")),
    Column(label=t("scorecards.column.attainment"), align="end"),
    Column(label=t("scorecards.column.pace"), align="end"),
    Column(label=t("scorecards.column.lost"), align="end"),
    Column(label=t("scorecards.column.metric")),
)


def metrics(args: Score, account: Account, ctx: Context) -> Reply:
    it = view(account, ctx)
    if it is None:
        return only_you(Line(text=t("scorecards.score.no_plan", account=account_name(account))))
    version = it.result.current.version
    ordered = sorted(it.result.current.metrics.values(), key=lambda each: -lost(each, version))
    table = Table(
        caption=t("scorecards.metrics.caption", account=account_name(account)),
        columns=_COLUMNS,
        rows=tuple(_row(each, version, it) for each in ordered),
        foot=t("scorecards.metrics.foot"),
    )
    back = Button(label=t("scorecards.button.score"), command=f"score {typed(account.names)}")
    return only_you(table, Buttons(shown=(back,)))


def lost(result: MetricResult, version: Version) -> Exact:
    """What of the outlook is lost by being short of the target, in points; nothing where it is out."""
    if result.pace is None:
        return _NOTHING
    side = result.metric.dimension
    within = sum((each.weight for each in version.metrics if each.dimension is side), _NOTHING)
    if not within:
        return _NOTHING
    return max(_NOTHING, _FULL - 100 * result.pace) * version.weight(side) / _FULL * result.metric.weight / within


def _row(result: MetricResult, version: Version, it: View) -> Row:
    points = lost(result, version)
    return Row(
        cells=(
            t(f"words.mark.{result.status}"),
            None if result.attainment is None else share(result.attainment),
            None if result.pace is None else exactly(result.pace),
            exactly(-points) if points else None,
            _name(result, it),
        )
    )


def _name(result: MetricResult, it: View) -> Value:
    """ "DSO 86", "key events 10 of 16", "orders"."""
    metric, name = result.metric, t(f"words.metric.{result.metric.key}")
    if isinstance(metric, ChecklistMetric):
        done = sum(min(item.done, item.need) for item in metric.items)
        return t("scorecards.metrics.items", metric=name, done=done, need=sum(item.need for item in metric.items))
    if metric.actual is None:
        return t("scorecards.metrics.empty", metric=name)
    return t("scorecards.metrics.value", metric=name, value=_value(metric.actual, metric.key, it))


def _value(actual: Exact, key: str, it: View) -> Value:
    return measured(actual, it.running.draft.sources.get(key), it.sheet.currency)


COMMANDS = (
    Command(
        "metrics",
        takes=Score,
        on=the_account,
        may=May.SEE_PLAN,
        run=metrics,
        example="metrics Huaxing",
        reads=True,
        menu=False,
    ),
)
