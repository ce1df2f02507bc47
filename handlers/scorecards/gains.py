"""Most to gain: what one more of each would do to the outlook (voice.md 2.5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from handlers.scorecards.figures import hundredths, measured, plain, shown
from handlers.values import Listed, T, t
from scoring.scorecard.card import BandMetric, ChecklistMetric, Direction, LinearMetric, Metric, Scorecard, Version
from scoring.scorecard.evaluate import evaluate
from scoring.scorecard.onestep import outlook_with
from scoring.scorecard.result import Result
from scoring.values import Exact
from storage.find.sheets import Sheet
from storage.metrics import is_level, is_money

_PARTS_OF_TARGET = 20
"""Money moves by a twentieth of its target: an order one could win."""
_MOST_NAMED = 3


@dataclass(frozen=True)
class Gain:
    """A step and what it adds to the outlook, hundredths as shown. `kind` is the event that would do it, if any."""

    what: T
    gain: int
    kind: str | None


@dataclass(frozen=True)
class _Step:
    what: T
    kind: str | None
    metric: Metric


def gains_of(result: Result, sheet: Sheet) -> list[Gain]:
    """Every step that lifts the outlook, the best first; each is a difference of shown figures."""
    if result.outlook is None:
        return []
    at = next(place for place, version in enumerate(result.versions) if version is result.current)
    found = [_gain(step, result, at, sheet.gate_cap) for step in _steps(result.current.version, at, sheet)]
    return sorted((gain for gain in found if gain.gain > 0), key=lambda gain: -gain.gain)


def gains(card: Scorecard, sheet: Sheet, day: date) -> list[Gain]:
    """The same for a card that nobody has evaluated yet."""
    return gains_of(evaluate(card, day), sheet)


def best(found: list[Gain]) -> list[Gain]:
    """The best step and those that are worth as much."""
    return [gain for gain in found[:_MOST_NAMED] if gain.gain == found[0].gain]


def gain_words(found: list[Gain]) -> T | None:
    """ "a showcase or the lab trial, +3.50 each"; None where nothing helps."""
    top = best(found)
    if not top:
        return None
    what = Listed(items=tuple(gain.what for gain in top), joined="or")
    key = "scorecards.gain.several" if len(top) > 1 else "scorecards.gain.one"
    return t(key, what=what, gain=shown(top[0].gain, signed=True))


def _gain(step: _Step, result: Result, at: int, gate_cap: Exact) -> Gain:
    now, then = result.outlook, outlook_with(result, step.metric, at, gate_cap)
    return Gain(step.what, 0 if now is None or then is None else hundredths(then) - hundredths(now), step.kind)


def _steps(version: Version, at: int, sheet: Sheet) -> Iterator[_Step]:
    sources = sheet.versions[at].draft.sources
    for metric in version.metrics:
        source = sources.get(metric.key)
        if isinstance(metric, ChecklistMetric):
            yield from _one_more_event(metric)
        elif isinstance(metric, BandMetric):
            yield from _towards_the_band(metric)
        elif is_level(metric):
            yield from _a_level(metric, source, sheet.currency)
        elif metric.direction is Direction.UP:
            yield _a_sum(metric, source, sheet.currency)


def _one_more_event(metric: ChecklistMetric) -> Iterator[_Step]:
    for item in metric.items:
        if item.done < item.need:
            more = replace(item, done=item.done + 1)
            items = tuple(more if there is item else there for there in metric.items)
            yield _Step(t(f"scorecards.gain.event.{item.event}"), item.event, replace(metric, items=items))


def _towards_the_band(metric: BandMetric) -> Iterator[_Step]:
    if metric.actual is not None and metric.actual < metric.low:
        yield _moved(metric, metric.actual, min(Fraction(1), metric.low - metric.actual), up=True)
    elif metric.actual is not None and metric.actual > metric.high:
        yield _moved(metric, metric.actual, min(Fraction(1), metric.actual - metric.high), up=False)


def _a_level(metric: LinearMetric, source: str | None, currency: str) -> Iterator[_Step]:
    """One point, percent or day; a twentieth of the way for money; never beyond where it attains its most."""
    if metric.actual is None:
        return
    up = metric.direction is Direction.UP
    away = metric.reach - metric.actual if up else metric.actual - metric.reach
    unit = abs(metric.floor - metric.target) / _PARTS_OF_TARGET if is_money(source) else Fraction(1)
    if away <= 0:
        return
    if is_money(source):
        less = replace(metric, actual=metric.actual - min(unit, away))
        amount = measured(min(unit, away), source, currency)
        yield _Step(t("scorecards.gain.less_money", metric=_name(metric), amount=amount), source, less)
    else:
        yield _moved(metric, metric.actual, min(unit, away), up)


def _a_sum(metric: LinearMetric, source: str | None, currency: str) -> _Step:
    done = metric.actual or Fraction(0)
    if not is_money(source):
        return _Step(t(f"scorecards.gain.event.{source}"), source, replace(metric, actual=done + 1))
    unit = metric.target / _PARTS_OF_TARGET
    amount = measured(unit, source, currency)
    what = t("scorecards.gain.more_money", metric=_name(metric), amount=amount)
    return _Step(what, source, replace(metric, actual=done + unit))


def _moved(metric: LinearMetric | BandMetric, actual: Exact, by: Exact, up: bool) -> _Step:
    what = t(f"scorecards.gain.{'up' if up else 'down'}", metric=_name(metric), by=plain(by))
    return _Step(what, metric.key, replace(metric, actual=actual + by if up else actual - by))


def _name(metric: Metric) -> T:
    return t(f"words.metric.{metric.key}")
