"""The lines of a digest, section by section; what one reads first stands first (voice.md 2.8)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from handlers.coaching.digest_gates import with_gate
from handlers.coaching.portfolio import Portfolio, Standing
from handlers.reply import Column, Line, Part, Row, Table
from handlers.requests.clocks import Standing as Clocked
from handlers.requests.clocks import read
from handlers.requests.sayings import hours
from handlers.scorecards.figures import account_name, shown
from handlers.values import Cash, Day, Listed, Name, Ref, T, Value, t
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


def accounts(it: Portfolio) -> Iterator[Part]:
    columns = tuple(Column(label=t(f"coaching.digest.column.{name}"), align=align) for name, align in COLUMNS)
    rows = tuple(_account_row(each) for each in it.standings)
    yield Table(caption=t("coaching.digest.accounts", since=Day(on=it.since)), columns=columns, rows=rows)


def applause(it: Portfolio) -> Iterator[Part]:
    for win in it.wins:
        yield Line(text=_with_help(_win(win, it), win, it))
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
        if seen.about is not None:
            yield Line(text=seen.about)


def _account_row(it: Standing) -> Row:
    name = t("coaching.digest.account", account=account_name(it.account))
    if it.view is None or it.outlook is None:
        return Row(cells=(t("words.no_data"), None, None, None, t("coaching.digest.no_plan", account=name)))
    marks = T(
        key="coaching.digest.marks", values={each.dimension: t(f"words.mark.{each.status}") for each in it.marks}
    )
    change = None if it.change is None else shown(it.change, signed=True)
    grade = None if it.view.result.grade is None else t(f"words.grade.{it.view.result.grade}")
    return Row(cells=(shown(it.outlook), grade, change, marks, with_gate(it, name)))


def _win(win: Win, it: Portfolio) -> T:
    event = win.event
    account = account_name(it.sight.accounts[event.account_id])
    people: tuple[Value, ...] = tuple(Name(names=person.names) for person in win.people)
    who: Value = Listed(items=people) if people else account
    kind = t(f"words.event_kind.{event.kind}")
    if event.minor is None or event.account_id not in it.money:
        return t("coaching.digest.win", who=who, kind=kind, account=account)
    amount = Cash(minor=event.minor, currency=event.currency or "CNY")
    return t("coaching.digest.win_amount", who=who, kind=kind, account=account, amount=amount)


def _with_help(said: T, win: Win, it: Portfolio) -> T:
    """An assist is applauded with the win that it stood behind."""
    if not win.behind:
        return said
    first = win.behind[0]
    return t(
        "coaching.digest.win_behind",
        win=said,
        unit=Name(names=dict(it.units[first.unit_id])),
        request=Ref(kind="request", number=first.number),
        who=_name_of(first.member_id, it),
    )


def _service(it: Service) -> T:
    return t("coaching.digest.service", unit=Name(names=dict(it.names)), met=it.met, count=it.ended)


def _late(it: Late, around: Portfolio) -> T:
    clock = Clocked(it.clock, read(it.clock), around.now)
    return t(
        _late_key(it),
        unit=Name(names=it.unit.names),
        used=hours(clock.used_minutes),
        target=hours(clock.target_minutes),
        request=Ref(kind="request", number=it.request.number),
        account=account_name(around.sight.accounts[it.request.account_id]),
        who=_name_of(it.request.owner_id, around),
    )


def _late_key(it: Late) -> str:
    if not it.request.open:
        return "coaching.digest.late_resolved"
    return "coaching.digest.late_request" if it.request.owner_id else "coaching.digest.late_unowned"


def _name_of(member_id: int | None, it: Portfolio) -> Name | T:
    member = it.sight.members.get(member_id or 0)
    return t("words.nobody") if member is None else Name(names=member.names)
