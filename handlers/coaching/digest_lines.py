"""The lines of a digest, section by section; what one reads first stands first (voice.md 2.8)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from handlers.coaching.metric import metric_word
from handlers.coaching.portfolio import Portfolio, Standing
from handlers.reply import Column, Line, Part, Row, Table
from handlers.scorecards.bars import Side
from handlers.scorecards.figures import account_name, shown
from handlers.scorecards.gates import gate_words
from handlers.values import Cash, Day, Listed, Name, Ref, T, Value, t
from scoring.coaching.rules import NudgeRule
from scoring.scorecard.gates import Verdict
from storage.find.digests import Late, Win
from storage.find.standings import Service

COLUMNS: tuple[tuple[str, Literal["start", "end"]], ...] = (
    ("outlook", "end"),
    ("grade", "start"),
    ("change", "end"),
    ("marks", "start"),
    ("name", "start"),
)
GOOD_SERVICE = 9, 10
"""Nine of ten resolved in time is worth applause."""


def title(it: Portfolio) -> T:
    place = it.of_day
    if place is None:
        return t("coaching.digest.title", day=Day(on=it.day))
    return t("coaching.digest.title_of", day=Day(on=it.day), at=place[0], days=place[1])


def first_thing(it: Portfolio) -> Iterator[Part]:
    """The one thing: a failed gate that caps most, else the deepest fall."""
    capped = [each for each in it.standings if each.failed is not None]
    if capped:
        worst = max(capped, key=_lost)
        yield Line(text=t("coaching.digest.first", account=account_name(worst.account)))
        yield Line(text=_gate(worst))
        return
    fallen = [each for each in it.standings if (each.change or 0) < 0]
    if fallen:
        worst = min(fallen, key=lambda each: each.change or 0)
        change = shown(worst.change or 0, signed=True)
        yield Line(text=t("coaching.digest.first_fall", account=account_name(worst.account), change=change))


def accounts(it: Portfolio) -> Iterator[Part]:
    columns = tuple(
        Column(label=t(f"coaching.digest.column.{name}"), align=align)
        for name, align in (
            ("outlook", "end"),
            ("grade", "start"),
            ("change", "end"),
            ("marks", "start"),
            ("name", "start"),
        )
    )
    yield Table(
        caption=t("coaching.digest.caption"), columns=columns, rows=tuple(_account_row(each) for each in it.standings)
    )


def applause(it: Portfolio) -> Iterator[Part]:
    for win in it.wins:
        yield Line(text=_win(win, it))
    for service in it.services:
        if service.ended and service.met * GOOD_SERVICE[1] >= service.ended * GOOD_SERVICE[0]:
            yield Line(text=_service(service))


def waits(it: Portfolio) -> Iterator[Part]:
    """Who waits for whom: departments first, then one's own side."""
    for late in it.late:
        yield Line(text=_late(late, it))
    for request in it.sight.waiting:
        if any(each.account.id == request.account_id for each in it.standings):
            yield Line(
                text=t(
                    "coaching.digest.own_side",
                    request=Ref(kind="request", number=request.number),
                    who=_name_of(request.asked_by, it),
                    since=Day(on=(request.waiting_since or request.changed_at).date()),
                )
            )


def silent(it: Portfolio) -> Iterator[Part]:
    for seen in it.seen:
        if seen.rule in (NudgeRule.SILENT_ACCOUNT, NudgeRule.SILENT_ROLE):
            yield Line(text=seen.say()[0])


def _account_row(it: Standing) -> Row:
    name = t("coaching.digest.account", account=account_name(it.account))
    if it.view is None or it.outlook is None:
        return Row(cells=(t("words.no_data"), None, None, None, t("coaching.digest.no_plan", account=name)))
    marks = T(
        key="coaching.digest.marks", values={each.dimension: t(f"words.mark.{each.status}") for each in it.marks}
    )
    change = None if it.change is None else shown(it.change, signed=True)
    grade = None if it.view.result.grade is None else t(f"words.grade.{it.view.result.grade}")
    return Row(cells=(shown(it.outlook), grade, change, marks, _with_gate(it, name)))


def _mark(side: Side) -> tuple[str, Value]:
    return side.dimension, t(f"words.mark.{side.status}")


def _with_gate(it: Standing, name: T) -> T:
    """The account, and its gate where it is not passed."""
    told = next((gate for gate in it.gates if gate.verdict is not Verdict.PASSED), None)
    if told is None:
        return name
    word = metric_word(told.metric.key)
    return t(f"coaching.digest.gate.{told.verdict}", account=name, metric=word)


def _gate(it: Standing) -> T:
    gate = it.failed
    if gate is None or it.view is None:
        raise ValueError(f"account {it.account.id} has no failed gate")
    return gate_words(gate, it.view.result, it.view.sheet)


def _lost(it: Standing) -> int:
    free = it.view.result.uncapped_outlook if it.view else None
    return 0 if free is None else int(100 * free) - (it.outlook or 0)


def _win(win: Win, it: Portfolio) -> T:
    event = win.event
    account = account_name(it.sight.accounts[event.account_id])
    people: tuple[Value, ...] = tuple(Name(names=person.names) for person in win.people)
    who: Value = Listed(items=people) if people else account
    kind = t(f"words.event_kind.{event.kind}")
    if event.minor is None:
        return t("coaching.digest.win", who=who, kind=kind, account=account)
    amount = Cash(minor=event.minor, currency=event.currency or "CNY")
    return t("coaching.digest.win_amount", who=who, kind=kind, account=account, amount=amount)


def _service(it: Service) -> T:
    return t("coaching.digest.service", unit=Name(names=dict(it.names)), met=it.met, count=it.ended)


def _late(it: Late, around: Portfolio) -> T:
    return t(
        "coaching.digest.late_request",
        request=Ref(kind="request", number=it.request.number),
        account=account_name(around.sight.accounts[it.request.account_id]),
        who=_name_of(it.request.owner_id, around),
    )


def _name_of(member_id: int | None, it: Portfolio) -> Name | T:
    member = it.sight.members.get(member_id or 0)
    return t("words.nobody") if member is None else Name(names=member.names)
