"""Three coaching conversations worth having, with the facts behind them (domain.md 7)."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.coaching.metric import metric_word
from handlers.coaching.portfolio import Portfolio, Standing
from handlers.reply import Button, Buttons, Line, Part
from handlers.scorecards.figures import account_name, typed
from handlers.scorecards.gates import Gate, missing
from handlers.values import Name, Number, T, t
from scoring.coaching.rules import NudgeRule
from scoring.scorecard.card import ChecklistMetric
from scoring.scorecard.gates import Verdict
from scoring.values import Exact, half_up
from storage.tables.accounts import Account

MOST = 3


def talks(it: Portfolio) -> Iterator[Part]:
    """Pairs of a line and its buttons: coached, give help, change the plan."""
    found = [*_gates(it), *_silences(it), *_falls(it)]
    for number, (account, words) in enumerate(_one_each(found), 1):
        yield Line(text=t("coaching.item.numbered", number=number, words=words))
        yield _buttons(account)


def _one_each(found: list[tuple[Account, T]]) -> list[tuple[Account, T]]:
    """At most three, the most pressing of each account."""
    first: dict[int, tuple[Account, T]] = {}
    for account, words in found:
        first.setdefault(account.id, (account, words))
    return list(first.values())[:MOST]


def _gates(it: Portfolio) -> Iterator[tuple[Account, T]]:
    for each in sorted(it.standings, key=lambda each: each.failed is None):
        for gate in each.gates:
            if gate.verdict is Verdict.FAILED:
                yield each.account, _failed(each, gate, it)
            elif (
                gate.verdict is Verdict.PENDING and isinstance(gate.metric, ChecklistMetric) and missing(gate.metric)
            ):
                yield each.account, _short(each, gate.metric, it)


def _failed(each: Standing, gate: Gate, it: Portfolio) -> T:
    actual, limit = getattr(gate.metric, "actual", None), gate.metric.gate or Exact(0)
    return t(
        "coaching.talk.gate",
        who=_responsible(each.account, it),
        account=account_name(each.account),
        metric=metric_word(gate.metric.key),
        value=t("words.no_data") if actual is None else Number(value=half_up(actual)),
        limit=Number(value=half_up(limit)),
    )


def _short(each: Standing, metric: ChecklistMetric, it: Portfolio) -> T:
    place = each.view.place if each.view else (0, 0)
    return t(
        "coaching.talk.short",
        count=missing(metric),
        who=_responsible(each.account, it),
        account=account_name(each.account),
        days=place[1] - place[0],
        contradiction=Name(names=each.account.contradiction or each.account.names),
    )


def _silences(it: Portfolio) -> Iterator[tuple[Account, T]]:
    for seen in it.seen:
        if seen.rule in (NudgeRule.SILENT_ROLE, NudgeRule.SILENT_ACCOUNT):
            yield seen.account, t("coaching.talk.silent", words=seen.say()[0])


def _falls(it: Portfolio) -> Iterator[tuple[Account, T]]:
    for each in sorted(it.standings, key=lambda each: each.change or 0):
        if (each.change or 0) < 0:
            yield (
                each.account,
                t("coaching.talk.fall", who=_responsible(each.account, it), account=account_name(each.account)),
            )


def _responsible(account: Account, it: Portfolio) -> Name | T:
    holders = it.sight.holders(account.id, "AR")
    member = it.sight.members.get(holders[0]) if holders else None
    return t("words.nobody") if member is None else Name(names=member.names)


def _buttons(account: Account) -> Buttons:
    name = typed(account.names)
    return Buttons(
        shown=(
            Button(label=t("coaching.talk.coached"), command=f"coached {name}"),
            Button(label=t("coaching.talk.help"), command=f"ask {name}"),
            Button(label=t("coaching.talk.plan"), command=f"account contradiction {name}"),
        )
    )
