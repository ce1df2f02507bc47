"""/why ACCOUNT: which facts moved the outlook this week, and by how much (domain.md 11; conversation 16)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from handlers.arguments.choices import ChoiceSlot
from handlers.arguments.slots import AnAccount
from handlers.command import Args, Command
from handlers.context import Context
from handlers.permissions import May, allowed
from handlers.relations import relations, sees_money
from handlers.reply import Button, Buttons, Line, Reply, only_you
from handlers.scorecards.figures import (
    WEEK,
    account_name,
    measured,
    number_word,
    shown,
    typed,
)
from handlers.scorecards.gains import Gain, best, gain_words, gains_of
from handlers.scorecards.gates import gate_words, gates
from handlers.scorecards.steps import Step, Way, way
from handlers.scorecards.view import View, view
from handlers.values import Day, Ref, T, t
from scoring.scorecard.card import ChecklistMetric
from scoring.scorecard.gates import Verdict
from scoring.scorecard.pace import due
from storage import scores
from storage.find import accounts
from storage.metrics import is_level
from storage.tables.accounts import Account

MOST = 8
"""Facts with a line of their own; the rest share one."""
SHORT = ("dso", "satisfaction")
HELP = {
    "lab_trial": "rd_lab",
    "exec_meeting": "exec_visit",
    "hq_visit": "reception",
    "technical_exchange": "rd_clarification",
}
"""The request that leads to each of these events."""


class Why(Args):
    account: AnAccount
    since: Annotated[str, ChoiceSlot(("week", "plan"), label="scorecards.choice")] = "week"


def the_account(args: Why, ctx: Context) -> Account:
    return accounts.the_account(ctx.unit, args.account)


def why(args: Why, account: Account, ctx: Context) -> Reply:
    if not sees_money(account, ctx):
        return _team_only(account, ctx)
    it = view(account, ctx)
    if it is None:
        return only_you(Line(text=t("scorecards.score.no_plan", account=account_name(account))))
    since = _since(args, it)
    if since >= it.day:
        return only_you(Line(text=t("scorecards.why.first_day", account=account_name(account))))
    gone = way(it, since, ctx)
    if gone is None:
        return only_you(Line(text=t("scorecards.why.no_data", account=account_name(account))))
    found = gains_of(it.result, it.sheet)
    return only_you(*_lines(gone, it), *_most_to_gain(found), _buttons(found, it, ctx, week=args.since == "week"))


def _since(args: Why, it: View) -> date:
    """A week ago, but no day before the plan began."""
    begun = it.sheet.versions[0].first
    return begun if args.since == "plan" else max(begun, it.day - WEEK)


def _lines(gone: Way, it: View) -> list[Line]:
    head = t(
        "scorecards.why.title",
        account=account_name(it.account),
        before=shown(gone.start),
        after=shown(gone.end),
        change=shown(gone.end - gone.start, signed=True),
        day=Day(on=gone.since),
    )
    failed = [gate for gate in gates(it.result, it.sheet) if gate.verdict is Verdict.FAILED]
    words = [head, *(gate_words(gate, it.result, it.sheet) for gate in failed), _time(gone), *_facts(gone.steps, it)]
    return [Line(text=line) for line in words]


def _time(gone: Way) -> T:
    change = shown(gone.time, signed=True)
    if gone.days == WEEK.days:
        return t("scorecards.why.week", change=change)
    return t("scorecards.why.days", count=gone.days, change=change)


def _facts(steps: Sequence[Step], it: View) -> list[T]:
    """In the order in which they came to count; the small ones together at the end where there are many."""
    if len(steps) <= MOST:
        return [_fact(step, it) for step in steps]
    large = sorted(steps, key=lambda step: -abs(step.change))[: MOST - 1]
    kept = {id(step) for step in large}
    rest = [step for step in steps if id(step) not in kept]
    others = shown(sum(step.change for step in rest), signed=True)
    lines = [_fact(step, it) for step in steps if id(step) in kept]
    return [*lines, t("scorecards.why.others", count=len(rest), change=others)]


def _fact(step: Step, it: View) -> T:
    """ "+1.75 HQ visit #104", "−0.54 DSO 82 → 86 #109", "−4.93 order #118 void"."""
    change, number = shown(step.change, signed=True), Ref(kind="event", number=step.move.event.number)
    what = _what(step, it)
    if not step.move.counts:
        return t("scorecards.why.void", change=change, what=what, event=number)
    aside = _aside(step, it)
    if aside is None:
        return t("scorecards.why.fact", change=change, what=what, event=number)
    return t("scorecards.why.fact_aside", change=change, what=what, event=number, aside=aside)


def _what(step: Step, it: View) -> T:
    """The kind; a level from where to where."""
    kind, before, after = step.move.event.kind, step.before, step.after
    name = t(f"words.metric_short.{kind}") if kind in SHORT else t(f"words.event_kind.{kind}")
    if before is None or after is None or isinstance(before, ChecklistMetric) or isinstance(after, ChecklistMetric):
        return t(f"words.event_kind.{kind}")
    if not is_level(after) or after.actual is None:
        return t(f"words.event_kind.{kind}")
    now = measured(after.actual, kind, it.sheet.currency)
    if before.actual is None:
        return t("scorecards.why.level", metric=name, after=now)
    return t("scorecards.why.levels", metric=name, before=measured(before.actual, kind, it.sheet.currency), after=now)


def _aside(step: Step, it: View) -> T | None:
    """Why an event on the checklist moved nothing yet: more is done than is due."""
    if step.change or not isinstance(step.after, ChecklistMetric):
        return None
    item = next(each for each in step.after.items if each.event == step.move.event.kind)
    wanted = due(item, it.result.current.at.elapsed)
    words = {"done": number_word(item.done), "gain": shown(step.total_change, signed=True)}
    return T(key="scorecards.why.aside", values={**words, "due": number_word(wanted)}, count=wanted)


def _most_to_gain(found: list[Gain]) -> list[Line]:
    words = gain_words(found)
    return [Line(text=t("scorecards.why.most", gain=words))] if words else []


def _buttons(found: list[Gain], it: View, ctx: Context, week: bool = True) -> Buttons:
    account = it.account
    other = "plan" if week else "week"
    turn = Button(label=t(f"scorecards.why.since_{other}"), command=f"why {typed(account.names)} {other}")
    return Buttons(shown=(turn, *_next_step(found, account, ctx)))


def _next_step(found: list[Gain], account: Account, ctx: Context) -> list[Button]:
    """The request that brings one of the best steps about, else the event itself to be logged."""
    it, name = relations(account, ctx), typed(account.names)
    asked = [HELP[gain.kind] for gain in best(found) if gain.kind in HELP]
    if asked and allowed(May.ASK, it):
        return [Button(label=t(f"scorecards.why.ask.{asked[0]}"), command=f"ask {name} {asked[0]}")]
    return [Button(label=t("scorecards.button.log"), command=f"log {name}")] if allowed(May.LOG_EVENT, it) else []


def _team_only(account: Account, ctx: Context) -> Reply:
    row = scores.today(ctx.unit, account.id, ctx.company_day)
    rank, _ = scores.rank(ctx.unit, account.id, ctx.company_day)
    button = Buttons(shown=(Button(label=t("scorecards.button.score"), command=f"score {typed(account.names)}"),))
    name = account_name(account)
    if row is None or row.outlook is None or rank is None or not ctx.company.sees_outlooks:
        return only_you(Line(text=t("scorecards.why.team_only", account=name)), button)
    mark = t(f"words.grade.{row.grade}") if row.grade else t("words.grade.none")
    may_see = t("scorecards.why.may_see", outlook=shown(row.outlook), grade=mark, rank=rank)
    return only_you(Line(text=t("scorecards.why.team_only", account=name)), Line(text=may_see), button)


COMMANDS = (
    Command("why", takes=Why, on=the_account, may=May.SEE_ACCOUNT, run=why, example="why Huaxing", reads=True),
)
