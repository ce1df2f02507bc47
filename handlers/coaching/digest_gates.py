"""Gates in a digest: how far an account is from passing one, and what would come of it (domain.md 4.3)."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from handlers.coaching.metric import metric_word
from handlers.coaching.portfolio import Portfolio, Standing
from handlers.reply import Line
from handlers.scorecards.figures import account_name, shown
from handlers.scorecards.gates import Gate, figures, gate_words, missing
from handlers.scorecards.view import View
from handlers.values import T, Value, t
from scoring.policy import Grade
from scoring.scorecard.card import BandMetric, ChecklistMetric
from scoring.scorecard.gates import Verdict
from scoring.scorecard.grade import grade
from scoring.values import Exact

IN_STEPS = ("dso", "satisfaction")
"""Level metrics whose way to the gate is said in whole steps: one day of DSO."""


def first_thing(it: Portfolio) -> Iterator[Line]:
    """The one thing: the failed gate that caps most, else the deepest fall."""
    capped = [(_lost(view), each, view) for each in it.standings if each.failed and (view := each.view)]
    if capped:
        _, worst, view = max(capped, key=lambda found: found[0])
        yield Line(text=_away(worst, view))
        yield from (Line(text=gate_words(gate, view.result, view.sheet)) for gate in _failed(worst)[:1])
        return
    fallen = [(change, each.account) for each in it.standings if (change := each.change or 0) < 0]
    if fallen:
        change, account = min(fallen, key=lambda found: found[0])
        words = t("coaching.digest.first_fall", account=account_name(account), change=shown(change, signed=True))
        yield Line(text=words)


def with_gate(it: Standing, name: T) -> T:
    """The account, and the gate that it has not passed."""
    gate = next((gate for gate in it.gates if gate.verdict is not Verdict.PASSED), None)
    if gate is None or it.view is None:
        return name
    value, limit = figures(gate, it.view.sheet.currency)
    said: dict[str, Value] = {"account": name, "metric": metric_word(gate.metric.key)}
    if value is None:
        return T(key=f"coaching.digest.gate.{gate.verdict}", values=said)
    if isinstance(gate.metric, ChecklistMetric):
        return T(key=f"coaching.digest.gate.of.{gate.verdict}", values={**said, "value": value, "limit": limit})
    return T(key=f"coaching.digest.gate.value.{gate.verdict}", values={**said, "value": value})


def _failed(it: Standing) -> list[Gate]:
    return [gate for gate in it.gates if gate.verdict is Verdict.FAILED]


def _away(it: Standing, view: View) -> T:
    """ "Lanhai Bank is one day of DSO away from grade B", where passing its gates lifts the grade."""
    account, gates, then = account_name(it.account), _failed(it), _freed(view)
    if then is None or then == view.result.grade:
        return t("coaching.digest.first", account=account, count=len(gates))
    about: dict[str, Value] = {"account": account, "grade": t(f"words.grade.{then}")}
    step = _step(gates[0]) if len(gates) == 1 else None
    if step is None:
        return T(key="coaching.digest.first.gates", values=about, count=len(gates))
    return T(key=f"coaching.digest.first.{step[0]}", values=about, count=step[1])


def _freed(view: View) -> Grade | None:
    """The grade that the account would have with its gates passed."""
    return grade(view.result.uncapped_outlook, view.result.coverage)


def _step(gate: Gate) -> tuple[str, int] | None:
    """What is missing, in steps that can be counted."""
    metric, limit = gate.metric, gate.metric.gate or Exact(0)
    if isinstance(metric, ChecklistMetric):
        return ("events", count) if (count := missing(metric)) else None
    if isinstance(metric, BandMetric) or metric.actual is None or metric.key not in IN_STEPS:
        return None
    return metric.key, ceil(abs(metric.actual - limit))


def _lost(view: View) -> Exact:
    """What the failed gates cost."""
    return (view.result.uncapped_outlook or Exact(0)) - (view.result.outlook or Exact(0))
