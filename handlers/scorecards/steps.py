"""From a day's outlook to today's: time first, then each fact as it came to count (voice.md, conversation 16).

Every step is the difference of two figures as shown, so that the lines add up as read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from handlers.context import Context
from handlers.scorecards.figures import hundredths
from handlers.scorecards.view import View
from scoring.scorecard.card import ChecklistMetric, Metric, Scorecard
from scoring.scorecard.evaluate import evaluate
from scoring.scorecard.result import Result
from scoring.values import Exact
from storage import scores
from storage.find.moves import Move, counting_at, done_by, facts_of, moves
from storage.find.sheets import filled
from storage.metrics import kinds_of
from storage.tables.events import Event

_NOTHING = Fraction(0)


@dataclass(frozen=True)
class Step:
    """A fact that came to count (or ceased to) and its change of outlook and total, in hundredths.

    `before` and `after` are the metric that its kind feeds, as it stood; None where none does any more.
    """

    move: Move
    change: int
    total_change: int
    before: Metric | None
    after: Metric | None


@dataclass(frozen=True)
class Way:
    """From `start` on the evening of `since` to `end` now, in hundredths: `time` and then the steps."""

    since: date
    days: int
    start: int
    time: int
    steps: tuple[Step, ...]
    end: int


def way(it: View, since: date, ctx: Context) -> Way | None:
    """None where there is no figure to begin or end with."""
    facts = facts_of(ctx.unit, it.sheet, it.day)
    evening = _evening(since, ctx)
    base = counting_at(facts, evening)
    seen_today = _result(it, base, it.day)
    start = _shown_on(it, since, base, ctx)
    if start is None or seen_today.outlook is None or it.result.outlook is None:
        return None
    steps = tuple(_steps(it, base, moves(facts, it.sheet, evening), seen_today))
    return Way(
        since,
        (it.day - since).days,
        start,
        hundredths(seen_today.outlook) - start,
        steps,
        hundredths(it.result.outlook),
    )


def _steps(it: View, base: Sequence[Event], done: Sequence[Move], seen: Result) -> Iterator[Step]:
    counted, before = list(base), seen
    for move in done:
        counted = [*counted, move.event] if move.counts else [each for each in counted if each.id != move.event.id]
        after = _result(it, counted, it.day)
        yield _step(move, before, after, it)
        before = after


def _step(move: Move, before: Result, after: Result, it: View) -> Step:
    return Step(
        move,
        _shown(after.outlook) - _shown(before.outlook),
        _shown(after.total) - _shown(before.total),
        _fed_by(move.event, before, it),
        _fed_by(move.event, after, it),
    )


def _fed_by(event: Event, result: Result, it: View) -> Metric | None:
    """The metric of the running version that this kind of event feeds, a checklist before a sum."""
    sources = it.running.draft.sources
    found = [
        each.metric
        for each in result.current.metrics.values()
        if event.kind in kinds_of(each.metric, sources.get(each.metric.key))
    ]
    return min(found, key=lambda metric: not isinstance(metric, ChecklistMetric), default=None)


def _shown_on(it: View, since: date, base: Sequence[Event], ctx: Context) -> int | None:
    """What the card showed on that day; what it would have, where nothing was scored then."""
    row = scores.today(ctx.unit, it.account.id, since)
    if row is not None:
        return row.outlook
    outlook = _result(it, base, since).outlook
    return None if outlook is None else hundredths(outlook)


def _result(it: View, facts: Sequence[Event], day: date) -> Result:
    return evaluate(_card(it, facts, day), day)


def _card(it: View, facts: Sequence[Event], day: date) -> Scorecard:
    return filled(it.sheet, done_by(facts, it.sheet, day))


def _shown(figure: Exact | None) -> int:
    return hundredths(figure if figure is not None else _NOTHING)


def _evening(day: date, ctx: Context) -> datetime:
    """The last instant of a day in the company's zone."""
    midnight = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(ctx.company.timezone))
    return midnight - timedelta(microseconds=1)
