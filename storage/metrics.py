"""A plan's metric between its row and the rules: figures as texts, so that a third stays a third."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any, cast

from scoring.policy import EVENT_KINDS, Carries, Dimension, Horizon
from scoring.scorecard.card import (
    BandMetric,
    ChecklistMetric,
    Direction,
    Item,
    LinearMetric,
    Measure,
    Metric,
    Missing,
)
from scoring.values import Exact, half_up

_PLACES = 12
_BAND = ("zero_low", "low", "high", "zero_high")


def metric_of(key: str, figures: Mapping[str, object]) -> Metric:
    """The metric of a row or a template, without what was done; ValueError or KeyError where it is none."""
    kind, line = figures["kind"], _line(key, figures)
    if kind == "checklist":
        return ChecklistMetric(**line, items=_items(figures["items"]))
    if kind == "band":
        bounds: dict[str, Any] = {name: _number(figures, name) for name in _BAND}
        return BandMetric(**line, **_measured(figures), **bounds)
    return LinearMetric(
        **line,
        **_measured(figures),
        floor=_number(figures, "floor"),
        target=_number(figures, "target"),
        stretch=_maybe(figures, "stretch"),
        cap=_maybe(figures, "cap"),
        direction=Direction(str(figures.get("direction", Direction.UP))),
    )


def figures_of(metric: Metric) -> dict[str, object]:
    """The same as it stands in a row; what was left to its default stays left out."""
    figures: dict[str, object | None] = {
        "dimension": metric.dimension.value,
        "weight": number_text(metric.weight),
        "horizon": metric.horizon.value,
        "gate": _maybe_text(metric.gate),
    }
    if isinstance(metric, ChecklistMetric):
        figures |= {"kind": "checklist", "items": [_item_figures(item) for item in metric.items]}
    else:
        figures |= {"measure": metric.given_measure, "missing": metric.given_missing, **_bounds(metric)}
    return {name: figure for name, figure in figures.items() if figure is not None}


def number_text(figure: Exact) -> str:
    """A decimal where it has an end, else a fraction: 27.08, 1/3."""
    decimal = half_up(figure, _PLACES)
    return f"{decimal:f}".rstrip("0").removesuffix(".") if Fraction(decimal) == figure else str(figure)


def is_money(source: str | None) -> bool:
    """Whether a metric fed by this kind of event is an amount, in major units of the account's currency."""
    kind = EVENT_KINDS.get(source or "")
    return kind is not None and kind.carries is Carries.AMOUNT


def kinds_of(metric: Metric, source: str | None) -> Iterable[str]:
    """The kinds of event that feed a metric."""
    if isinstance(metric, ChecklistMetric):
        return [item.event for item in metric.items]
    return [source] if source else []


def is_level(metric: Metric) -> bool:
    return not isinstance(metric, ChecklistMetric) and metric.measure is Measure.LEVEL


def _line(key: str, figures: Mapping[str, object]) -> dict[str, Any]:
    return {
        "key": key,
        "dimension": Dimension(str(figures["dimension"])),
        "weight": _number(figures, "weight"),
        "horizon": Horizon(str(figures.get("horizon", Horizon.SHORT))),
        "gate": _maybe(figures, "gate"),
    }


def _measured(figures: Mapping[str, object]) -> dict[str, Any]:
    measure, missing = figures.get("measure"), figures.get("missing")
    return {
        "given_measure": None if measure is None else Measure(str(measure)),
        "given_missing": None if missing is None else Missing(str(missing)),
    }


def _items(listed: object) -> tuple[Item, ...]:
    items = cast("list[Mapping[str, object]]", listed)
    return tuple(
        Item(str(item["event"]), int(str(item["need"])), weight=_maybe(item, "weight") or Fraction(1))
        for item in items
    )


def _item_figures(item: Item) -> dict[str, object]:
    return {"event": item.event, "need": item.need, "weight": number_text(item.weight)}


def _bounds(metric: LinearMetric | BandMetric) -> dict[str, object | None]:
    if isinstance(metric, BandMetric):
        bounds = {name: getattr(metric, name) for name in _BAND}
        return {"kind": "band", **{name: number_text(bound) for name, bound in bounds.items()}}
    return {
        "kind": "linear",
        "floor": number_text(metric.floor),
        "target": number_text(metric.target),
        "stretch": _maybe_text(metric.stretch),
        "cap": _maybe_text(metric.cap),
        "direction": metric.direction.value,
    }


def _number(figures: Mapping[str, object], name: str) -> Exact:
    return Fraction(str(figures[name]))


def _maybe(figures: Mapping[str, object], name: str) -> Exact | None:
    return Fraction(str(figures[name])) if figures.get(name) is not None else None


def _maybe_text(figure: Exact | None) -> str | None:
    return None if figure is None else number_text(figure)
