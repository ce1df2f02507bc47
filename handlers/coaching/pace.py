"""A metric that is behind: the gap, what was due by now, and the step that brings most (domain.md 7, `off_pace`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from handlers.coaching.saying import contradiction, counted
from handlers.reply import Button
from handlers.scorecards.figures import share, shown, typed
from handlers.scorecards.gains import Gain, gains
from handlers.values import Listed, T, Value, t
from scoring.coaching import rules
from scoring.policy import Status
from scoring.scorecard.card import ChecklistMetric
from scoring.scorecard.evaluate import evaluate
from scoring.scorecard.pace import due
from scoring.scorecard.result import MetricResult
from scoring.values import Exact
from storage.find.sheets import Loaded
from storage.tables.accounts import Account

HELP_FOR = {
    "exec_meeting": "exec_visit",
    "hq_visit": "reception",
    "showcase": "reception",
    "lab_trial": "rd_lab",
    "technical_exchange": "rd_clarification",
}
"""Which support brings an event about."""
OFF_TRACK = 2


@dataclass(frozen=True)
class Slow:
    """A checklist that is behind: what was due by now and did not come. `say` looks for the best step."""

    metric: str
    gravity: int
    say: Callable[[], tuple[T, Button]]


def off_pace(loaded: Loaded, account: Account, day: date) -> Iterator[Slow]:
    """The checklist of the running version where it is off track; other metrics are the card's to show."""
    current = evaluate(loaded.card, day).current
    for key, metric in current.metrics.items() if current else ():
        gravity = rules.off_pace(Status(metric.status))
        if gravity == OFF_TRACK and isinstance(metric.metric, ChecklistMetric):
            late = _overdue(metric.metric, _elapsed(loaded, day))
            yield Slow(key, gravity, partial(_say, metric, late, loaded, account, day))


def _say(
    metric: MetricResult, late: list[tuple[str, int]], loaded: Loaded, account: Account, day: date
) -> tuple[T, Button]:
    best = _best(gains(loaded.card, loaded.sheet, day), {event for event, _ in late})
    return _words(metric, late, best, account), _plan(best, account)


def _overdue(metric: ChecklistMetric, elapsed: Exact) -> list[tuple[str, int]]:
    """Which events were due by now and did not come, and how many."""
    return [(item.event, late) for item in metric.items if (late := due(item, elapsed) - item.done) > 0]


def _best(found: list[Gain], events: set[str]) -> Gain | None:
    """The best step among what is late; none where a failed gate caps whatever one does."""
    return next((gain for gain in found if gain.kind in events), None)


def _words(metric: MetricResult, missing: list[tuple[str, int]], best: Gain | None, account: Account) -> T:
    said: dict[str, Value] = {
        "attained": share(metric.attainment or Exact(0)),
        "due": Listed(items=tuple(_due(event, late) for event, late in missing), joined="and"),
        "stage": t(f"words.stage.{account.stage}"),
        "contradiction": contradiction(account),
    }
    count = sum(late for _, late in missing)
    if best is None:
        return T(key="coaching.off_pace.plain", values=said, count=count)
    said |= {"step": best.what, "gain": shown(best.gain, signed=True)}
    return T(key="coaching.off_pace.words", values=said, count=count)


def _due(event: str, late: int) -> T:
    return t("coaching.off_pace.due", count=late, many=counted(late), kind=t(f"words.event_kind.{event}"))


def _plan(best: Gain | None, account: Account) -> Button:
    if best is None:
        return Button(label=t("coaching.act.why"), command=f"why {typed(account.names)}")
    help_kind = HELP_FOR.get(best.kind or "", "other")
    label = t("coaching.act.plan", step=best.what)
    return Button(label=label, command=f"ask {typed(account.names)} {help_kind}")


def _elapsed(loaded: Loaded, day: date) -> Exact:
    version = next(each for each in loaded.card.versions if each.first <= day <= each.last)
    return Exact((day - version.first).days + 1, (version.last - version.first).days + 1)
