"""The file of type `scorecard`: read into a plan's own values, checked by the plan's own rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, Final

from bot.cli.evaluate.answers import scorecard_answer
from bot.cli.evaluate.reading import Fault, Fields, Node, given
from scoring.policy import GATE_CAP, Dimension, Horizon
from scoring.scorecard.card import (
    BandMetric,
    ChecklistMetric,
    Direction,
    Item,
    LinearMetric,
    Measure,
    Metric,
    Missing,
    Scorecard,
    Version,
)
from scoring.scorecard.evaluate import evaluate
from scoring.scorecard.rules import Flaw, Rule, flaws
from scoring.values import Exact, half_up

_WORDS: Final[Mapping[Rule, str]] = {
    Rule.PERIOD_ORDER: "the period starts after it ends",
    Rule.NO_VERSIONS: "at least one version is wanted",
    Rule.VERSION_START: "must be the period's first day, or the day after the version before",
    Rule.VERSION_ORDER: "the version starts after it ends",
    Rule.VERSION_END: "the last version must end with the period",
    Rule.GATE_CAP: "must lie between 0 and 100",
    Rule.NEGATIVE_WEIGHT: "a weight may not be negative",
    Rule.WEIGHTS_SUM: "dimension weights must sum to exactly 100",
    Rule.NO_WEIGHT: "no weight falls on any of them",
    Rule.TWICE: "is there already",
    Rule.FLOOR_TARGET: "must lie on the worse side of the target",
    Rule.TARGET_STRETCH: "may not lie beyond the stretch",
    Rule.CAP: "must be at least 100",
    Rule.ZERO_LOW: "must be less than low",
    Rule.LOW_HIGH: "may not be more than high",
    Rule.ZERO_HIGH: "must be less than zero_high",
    Rule.NEED: "must be at least 1",
    Rule.DONE: "may not be negative",
}

_COMMON: Final = ("key", "dimension", "weight", "kind")
_COMMON_OPTIONAL: Final = ("horizon", "gate")
_MEASURED_OPTIONAL: Final = (*_COMMON_OPTIONAL, "measure", "missing", "actual")


def evaluate_scorecard(document: Node) -> dict[str, object]:
    """The answer to the file; Fault where it does not fit."""
    fields = document.fields(("type", "period", "as_of", "versions"), ("gate_cap",))
    as_of = fields["as_of"].day()
    card = _card(fields)
    for flaw in flaws(card):
        raise Fault(flaw.path, words(flaw))
    return scorecard_answer(evaluate(card, as_of))


def read_weights(node: Node) -> dict[Dimension, Exact]:
    """The dimensions' weights as given; whether they sum to 100 is for the rules."""
    return {Dimension(side): weight.number() for side, weight in node.fields((), tuple(Dimension)).items()}


def words(flaw: Flaw) -> str:
    """What is wrong, for a person at a terminal."""
    if flaw.figure is None:
        return _WORDS[flaw.rule]
    return f"{_WORDS[flaw.rule]}; the sum is {_trimmed(flaw.figure)}"


def _trimmed(figure: Exact) -> str:
    """The sum of figures of at most twelve decimals, without the zeros behind."""
    return f"{half_up(figure, 12):f}".rstrip("0").removesuffix(".")


def _card(fields: Fields) -> Scorecard:
    first, last = _days(fields["period"], "start", "end")
    versions = tuple(_version(version) for version in fields["versions"].elements())
    return Scorecard(first, last, versions, given(fields, "gate_cap", Node.number, GATE_CAP))


def _days(node: Node, first: str, last: str) -> tuple[date, date]:
    fields = node.fields((first, last))
    return fields[first].day(), fields[last].day()


def _version(node: Node) -> Version:
    fields = node.fields(("from", "to", "weights", "metrics"))
    return Version(
        first=fields["from"].day(),
        last=fields["to"].day(),
        weights=read_weights(fields["weights"]),
        metrics=tuple(_metric(metric) for metric in fields["metrics"].elements()),
    )


def _metric(node: Node) -> Metric:
    there = node.entries()
    if "kind" not in there:
        raise Fault(f"{node.path}.kind", "missing")
    return _KINDS[there["kind"].choice(_KINDS)](node)


def _linear(node: Node) -> LinearMetric:
    fields = node.fields((*_COMMON, "floor", "target"), (*_MEASURED_OPTIONAL, "stretch", "cap", "direction"))
    return LinearMetric(
        **_line(fields),
        **_measured(fields),
        floor=fields["floor"].number(),
        target=fields["target"].number(),
        stretch=given(fields, "stretch", Node.number, None),
        cap=given(fields, "cap", Node.number, None),
        direction=given(fields, "direction", lambda node: node.choice(Direction), Direction.UP),
    )


def _band(node: Node) -> BandMetric:
    fields = node.fields((*_COMMON, "zero_low", "low", "high", "zero_high"), _MEASURED_OPTIONAL)
    return BandMetric(
        **_line(fields),
        **_measured(fields),
        zero_low=fields["zero_low"].number(),
        low=fields["low"].number(),
        high=fields["high"].number(),
        zero_high=fields["zero_high"].number(),
    )


def _checklist(node: Node) -> ChecklistMetric:
    fields = node.fields((*_COMMON, "items"), _COMMON_OPTIONAL)
    items = tuple(_item(item) for item in fields["items"].elements())
    return ChecklistMetric(**_line(fields), items=items)


def _item(node: Node) -> Item:
    fields = node.fields(("event", "need"), ("done", "weight"))
    return Item(
        event=fields["event"].text(),
        need=fields["need"].whole(1),
        done=given(fields, "done", lambda node: node.whole(0), 0),
        weight=given(fields, "weight", Node.number, Fraction(1)),
    )


_KINDS: Final[Mapping[str, Callable[[Node], Metric]]] = {
    "linear": _linear,
    "band": _band,
    "checklist": _checklist,
}


def _line(fields: Fields) -> dict[str, Any]:
    """What every kind of metric has."""
    return {
        "key": fields["key"].text(),
        "dimension": fields["dimension"].choice(Dimension),
        "weight": fields["weight"].number(),
        "horizon": given(fields, "horizon", lambda node: node.choice(Horizon), Horizon.SHORT),
        "gate": given(fields, "gate", Node.number, None),
    }


def _measured(fields: Fields) -> dict[str, Any]:
    """What a metric with an actual value has besides."""
    return {
        "actual": given(fields, "actual", _number_or_null, None),
        "given_measure": given(fields, "measure", lambda node: node.choice(Measure), None),
        "given_missing": given(fields, "missing", lambda node: node.choice(Missing), None),
    }


def _number_or_null(node: Node) -> Exact | None:
    return None if node.value is None else node.number()
