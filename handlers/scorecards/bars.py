"""The four dimensions: a block of figures, bars, and a sentence for those who can't see them (voice.md 6.1)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from handlers.reply import Bar, Bars, Column, Picture, Row, Table
from handlers.scorecards.figures import account_name, exactly, period_name, plain
from handlers.scorecards.view import View
from handlers.values import T, Value, t
from scoring.policy import Dimension, Status
from scoring.scorecard.pace import status
from scoring.values import Exact, half_up

_COLUMNS = (
    Column(label=t("scorecards.column.mark")),
    Column(label=t("scorecards.column.outlook"), align="end"),
    Column(label=t("scorecards.column.weight")),
    Column(label=t("scorecards.column.dimension")),
    Column(label=t("scorecards.column.status")),
)


@dataclass(frozen=True)
class Side:
    """A dimension of the running version; its status is its outlook by the limits of a metric."""

    dimension: Dimension
    weight: Exact
    outlook: Exact | None
    so_far: Exact | None

    @property
    def status(self) -> Status:
        return status(None if self.outlook is None else self.outlook / 100)

    @property
    def name(self) -> T:
        return t(f"words.dimension.{self.dimension}")


def sides(it: View) -> list[Side]:
    running = it.result.current
    return [
        Side(
            side,
            running.version.weight(side),
            running.ahead.dimensions[side],
            running.so_far.dimensions[side],
        )
        for side in Dimension
    ]


def block(it: View, caption: T) -> Table:
    """ "● 107.94 w40 Financial on track"."""
    return Table(caption=caption, columns=_COLUMNS, rows=tuple(_row(side) for side in sides(it)))


def picture(it: View) -> Picture:
    return Picture(drawing=Bars(rows=tuple(_bar(side) for side in sides(it))), alt=_alt(it))


def _row(side: Side) -> Row:
    return Row(
        cells=(
            t(f"words.mark.{side.status}"),
            None if side.outlook is None else exactly(side.outlook),
            t("scorecards.score.weight", weight=plain(side.weight)),
            t("scorecards.score.dimension", dimension=side.name),
            t(f"words.status.{side.status}"),
        )
    )


def _bar(side: Side) -> Bar:
    return Bar(
        label=side.name,
        weight=half_up(side.weight),
        outlook=None if side.outlook is None else half_up(side.outlook),
        so_far=None if side.so_far is None else half_up(side.so_far),
        status=side.status.value,
    )


def _alt(it: View) -> T:
    day, days = it.place
    financial, customer, operations, learning = (_said(side, at) for at, side in enumerate(sides(it)))
    return t(
        "scorecards.alt.card",
        account=account_name(it.account),
        period=period_name(it.sheet.period),
        day=day,
        days=days,
        outlook=exactly(it.result.outlook or Fraction(0)),
        grade=_grade(it),
        total=exactly(it.result.total or Fraction(0)),
        financial=financial,
        customer=customer,
        operations=operations,
        learning=learning,
    )


def _said(side: Side, at: int) -> Value:
    """The first one says what the figures are."""
    if side.outlook is None:
        return t("scorecards.alt.empty", dimension=side.name)
    return t(
        "scorecards.alt.first" if at == 0 else "scorecards.alt.next",
        dimension=side.name,
        outlook=exactly(side.outlook),
        weight=plain(side.weight),
        status=t(f"words.status.{side.status}"),
    )


def _grade(it: View) -> T:
    if it.result.grade is None:
        return t("words.grade.none")
    return t("scorecards.alt.grade", grade=t(f"words.grade.{it.result.grade}"))
