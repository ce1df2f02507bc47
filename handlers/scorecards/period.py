"""/period close|reopen 2026Q3: facts dated in a closed period are refused (domain.md 3, 11)."""

from __future__ import annotations

from handlers.arguments.slots import APeriod
from handlers.command import Args, Command, nothing
from handlers.context import Context
from handlers.permissions import May
from handlers.post import post
from handlers.reply import Button, Buttons, Line, Refused, Reply, only_you
from handlers.scorecards.figures import period_name
from handlers.values import Day, t
from storage.find import plans
from storage.find.periods import year_start
from storage.quarters import quarter_named
from storage.tables.plans import Period


class OnePeriod(Args):
    period: APeriod


def close(args: OnePeriod, _: None, ctx: Context) -> Reply:
    """Only what has ended: the running period is the one that people log in."""
    period = _row(args, ctx)
    if period.closed_at is not None:
        return only_you(Line(text=t("scorecards.period.closed_already", period=period_name(period.code))))
    if period.end >= ctx.company_day:
        raise Refused(t("scorecards.period.runs", period=period_name(period.code), day=Day(on=period.end)))
    plans.close_period(ctx.unit, period.id, ctx.now, ctx.who.id)
    post("period.closed", "period", period.id, ctx, code=period.code)
    return only_you(
        Line(text=t("scorecards.period.closed", period=period_name(period.code))), _other("reopen", period)
    )


def reopen(args: OnePeriod, _: None, ctx: Context) -> Reply:
    period = _row(args, ctx)
    if period.closed_at is None:
        return only_you(Line(text=t("scorecards.period.open_already", period=period_name(period.code))))
    plans.reopen_period(ctx.unit, period.id)
    post("period.reopened", "period", period.id, ctx, code=period.code)
    return only_you(
        Line(text=t("scorecards.period.reopened", period=period_name(period.code))), _other("close", period)
    )


def _row(args: OnePeriod, ctx: Context) -> Period:
    return plans.period_row(ctx.unit, quarter_named(args.period, year_start(ctx.unit)))


def _other(act: str, period: Period) -> Buttons:
    label = t(f"scorecards.period.{act}", period=period_name(period.code))
    return Buttons(shown=(Button(label=label, command=f"period {act} {period.code}"),))


COMMANDS = (
    Command(
        "period close",
        takes=OnePeriod,
        on=nothing,
        may=May.CLOSE_PERIOD,
        run=close,
        example="period close 2026Q3",
        menu=False,
    ),
    Command(
        "period reopen",
        takes=OnePeriod,
        on=nothing,
        may=May.CLOSE_PERIOD,
        run=reopen,
        example="period reopen 2026Q3",
        menu=False,
    ),
)
