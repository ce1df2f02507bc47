"""Three coaching conversations worth having, with the facts behind them (domain.md 7)."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.coaching.metric import metric_word
from handlers.coaching.portfolio import Portfolio, Standing
from handlers.coaching.saying import contradiction
from handlers.reply import Button, Buttons, Line, Part
from handlers.scorecards.figures import account_name, typed
from handlers.scorecards.gates import Gate, figures, gates, missing
from handlers.values import Name, T, Value, t
from scoring.scorecard.card import ChecklistMetric
from scoring.scorecard.evaluate import evaluate
from scoring.scorecard.gates import Verdict
from storage.tables.accounts import Account

MOST = 3


def suggested(it: Portfolio) -> list[tuple[Account, T]]:
    """The accounts worth a talk, and what it would be about."""
    return _one_each([*_gates(it), *_silences(it), *_falls(it)])


def talks(it: Portfolio) -> Iterator[Part]:
    """Pairs of a line and its buttons: coached, give help, change the plan."""
    for number, (account, words) in enumerate(suggested(it), 1):
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
    """The gate's value, what it was a week ago where it moved, and the question."""
    if each.view is None:
        raise ValueError(f"account {each.account.id} has a gate without a plan")
    value, limit = figures(gate, each.view.sheet.currency)
    before = _a_week_ago(gate, each, it)
    about: dict[str, Value] = {
        "who": _responsible(each.account, it),
        "account": account_name(each.account),
        "metric": metric_word(gate.metric.key),
        "value": value or t("words.no_data"),
        "limit": limit,
    }
    if before is None or before == value:
        return T(key="coaching.talk.gate", values=about)
    return T(key="coaching.talk.gate_moved", values={**about, "before": before})


def _a_week_ago(gate: Gate, each: Standing, it: Portfolio) -> Value | None:
    if each.before is None:
        return None
    then = gates(evaluate(each.before.card, it.since), each.before.sheet)
    same = next((one for one in then if one.metric.key == gate.metric.key), None)
    return None if same is None else figures(same, each.before.sheet.currency)[0]


def _short(each: Standing, metric: ChecklistMetric, it: Portfolio) -> T:
    place = each.view.place if each.view else (0, 0)
    return t(
        "coaching.talk.short",
        count=missing(metric),
        who=_responsible(each.account, it),
        account=account_name(each.account),
        days=place[1] - place[0],
        contradiction=contradiction(each.account),
    )


def _silences(it: Portfolio) -> Iterator[tuple[Account, T]]:
    for seen in it.seen:
        if seen.about is not None:
            yield seen.account, t("coaching.talk.silent", words=seen.about)


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
