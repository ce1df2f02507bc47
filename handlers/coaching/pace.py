"""A metric that is behind: the gap, what was due by now, and the step that brings most (domain.md 7, `off_pace`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from handlers.reply import Button
from handlers.scorecards.figures import share, shown, typed
from handlers.scorecards.gains import Gain, gains
from handlers.values import Listed, Name, T, t
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


@dataclass(frozen=True)
class Slow:
    metric: str
    gravity: int
    words: T
    act: Button


def off_pace(loaded: Loaded, account: Account, day: date) -> Iterator[Slow]:
    """The checklist of the running version where it is off track; other metrics are the card's to show."""
    result = evaluate(loaded.card, day)
    current = result.current
    if current is None:
        return
    for key, metric in current.metrics.items():
        gravity = rules.off_pace(Status(metric.status))
        if gravity == 2 and isinstance(metric.metric, ChecklistMetric):
            missing = _overdue(metric.metric, _elapsed(loaded, day))
            best = _best(gains(loaded.card, loaded.sheet, day), {event for event, _ in missing})
            if missing and best:
                yield Slow(key, gravity, _words(metric, missing, best, account), _plan(best, account))


def _overdue(metric: ChecklistMetric, elapsed: Exact) -> list[tuple[str, int]]:
    """Which events were due by now and did not come, and how many."""
    return [(item.event, late) for item in metric.items if (late := due(item, elapsed) - item.done) > 0]


def _best(found: list[Gain], events: set[str]) -> Gain | None:
    return next((gain for gain in found if gain.kind in events), None)


def _words(metric: MetricResult, missing: list[tuple[str, int]], best: Gain, account: Account) -> T:
    what = tuple(
        t("coaching.off_pace.due", count=late, kind=t(f"words.event_kind.{event}")) for event, late in missing
    )
    return t(
        "coaching.off_pace.words",
        attained=share(metric.attainment or Exact(0)),
        due=Listed(items=what, joined="and"),
        stage=t(f"words.stage.{account.stage}"),
        contradiction=Name(names=account.contradiction or account.names),
        step=best.what,
        gain=shown(best.gain, signed=True),
    )


def _due(event: str, late: int) -> T:
    return t("coaching.off_pace.due", count=late, kind=t(f"words.event_kind.{event}"))


def _plan(best: Gain, account: Account) -> Button:
    help_kind = HELP_FOR.get(best.kind or "", "other")
    label = t("coaching.act.plan", step=best.what)
    return Button(label=label, command=f"ask {typed(account.names)} {help_kind}")


def _elapsed(loaded: Loaded, day: date) -> Exact:
    version = next(each for each in loaded.card.versions if each.first <= day <= each.last)
    return Exact((day - version.first).days + 1, (version.last - version.first).days + 1)
