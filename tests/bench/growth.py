"""A larger demo company: more accounts, each with people of its own, and more years of the same weeks.

Facts, the rows folded from them and the summaries are copied together, so that they tell the same story.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from typing import Any

import sqlalchemy as sa

from storage import rows
from storage.database import Unit
from storage.quarters import Quarter, quarter_of
from storage.tables.accounts import Account, Alias, Seat
from storage.tables.base import Row
from storage.tables.company import Conversation, Identity, Member, Participant
from storage.tables.events import Credit, Event, Fact, Part
from storage.tables.plans import Period, Plan, PlanMetric, PlanVersion
from storage.tables.standings import AccountDay, KindDay, LastTook, MemberDay, MemberQuarter, Served
from tests.bench.clones import clone, earlier_day, earlier_instant, numbers

FIRST, LAST = date(2026, 9, 2), date(2026, 11, 24)
"""The days on which the demo company's events lie."""
WEEKS = 12
YEARS = 5
APART = 1_000
"""Between the ids of two copies of a person, an account or a plan."""
EVENTS_APART = 10_000
PLANS_APART = 1_000_000

fact, event, credit = rows.table(Fact), rows.table(Event), rows.table(Credit)
version, plan, period = rows.table(PlanVersion), rows.table(Plan), rows.table(Period)


@dataclass(frozen=True)
class Grown:
    before: int
    events: int
    accounts: int
    weeks: int


def grow(unit: Unit, events: int) -> Grown:
    """Grow to about so many events: five years, and as many copies of each account as that takes."""
    before = _count(unit, Event)
    blocks = min(ceil(YEARS * 52 / WEEKS), ceil(events / before))
    copies = ceil(events / before / blocks)
    _people_and_accounts(unit, copies)
    _history(unit, copies, blocks)
    _earlier_plans(unit, blocks)
    _credits_by_quarter(unit)
    unit.connection.execute(sa.text("ANALYZE"))
    return Grown(before, _count(unit, Event), _count(unit, Account), blocks * WEEKS)


def _people_and_accounts(unit: Unit, copies: int) -> None:
    if copies < 2:
        return
    n = numbers(copies - 1)
    by = n.c.n * APART

    def each(model: type[Row], ids: tuple[str, ...], texts: tuple[str, ...] = (), **other: Any) -> None:
        """A copy whose ids lie `by` further on and whose texts are its own."""
        table = rows.table(model)
        changed = {name: table.c[name] + by for name in ids}
        changed |= {name: table.c[name].concat("-").concat(n.c.n) for name in texts}
        clone(unit, model, n, changed | other)

    each(Member, ("id",), ("handle",))
    each(Identity, ("id", "member_id"), ("user_id",))
    each(Account, ("id",))
    each(Alias, ("id", "account_id"), ("text", "folded", "pinyin"))
    each(Seat, ("id", "account_id", "member_id"))
    bound = rows.table(Conversation).c.unit_id.is_(None)
    channel = rows.table(Conversation)
    places = {name: channel.c[name] + by for name in ("id", "account_id", "member_id")}
    places |= {name: channel.c[name].concat("-").concat(n.c.n) for name in ("external_id", "name")}
    clone(unit, Conversation, n, places, bound)
    inside = rows.table(Participant).c.conversation_id.in_(sa.select(channel.c.id).where(bound))
    joined = {name: rows.table(Participant).c[name] + by for name in ("conversation_id", "member_id")}
    clone(unit, Participant, n, joined, inside)
    each(LastTook, ("account_id", "member_id"))
    each(Served, ("account_id",))
    each(Plan, ("id", "account_id"))
    each(PlanVersion, ("id", "plan_id"))
    each(PlanMetric, ("id", "version_id"))


def _history(unit: Unit, copies: int, blocks: int) -> None:
    """Number n is the copy n / blocks of everybody, n % blocks times twelve weeks ago."""
    if copies * blocks < 2:
        return
    n = numbers(copies * blocks - 1)
    by, ago = n.c.n // blocks * APART, n.c.n % blocks * (WEEKS * 7)
    further = n.c.n * EVENTS_APART

    def each(model: type[Row], ids: tuple[str, ...], of_days: bool = False, /, **other: Any) -> None:
        table = rows.table(model)
        changed = {name: table.c[name] + (further if name in ("event_id", "number") else by) for name in ids}
        if of_days:
            clone(unit, model, n, {**changed, "day": earlier_day(table.c.day, ago), **other}, _held(table))
        else:
            clone(unit, model, n, {**changed, **other})

    each(KindDay, ("account_id",), True)
    # A copy stands a hundredth lower than the one before it, so that not all share a rank.
    lower = rows.table(AccountDay).c.outlook - n.c.n // blocks
    each(AccountDay, ("account_id",), True, outlook=lower)
    each(MemberDay, ("member_id",), True)
    instants = {name: earlier_instant(event.c[name], ago) for name in ("logged_at", "confirmed_at", "changed_at")}
    people = ("account_id", "logged_by", "confirmed_by", "disputed_by", "ended_by")
    on_day = earlier_day(event.c.on_day, ago)
    each(Event, ("number", *people), False, id=event.c.id + further, on_day=on_day, **instants)
    each(Part, ("event_id", "member_id"))
    each(Credit, ("event_id", "member_id"))
    about = {name: fact.c[name] + by for name in ("account_id", "by_id")}
    about |= {"id": fact.c.id + further, "subject_id": fact.c.subject_id + further, "delivery": sa.null()}
    about |= {"at": earlier_instant(fact.c.at, ago), "body": _body(by, ago, further)}
    clone(unit, Fact, n, about, fact.c.subject == "event")


def _body(by: Any, ago: Any, further: Any) -> sa.ColumnElement[Any]:
    """What the copy of /log says."""
    body = sa.type_coerce(fact.c.body, sa.Text)
    part = sa.func.json_each(body, "$.parts").table_valued("value", name="part")
    member, role = (sa.func.json_extract(part.c.value, f"$[{at}]") for at in (0, 1))
    parts = sa.select(sa.func.json_group_array(sa.func.json_array(member + by, role))).select_from(part)
    said = sa.func.json_set(
        body,
        *("$.number", sa.func.json_extract(body, "$.number") + further),
        *("$.on_day", earlier_day(sa.func.json_extract(body, "$.on_day"), ago)),
        *("$.logged_by", sa.func.json_extract(body, "$.logged_by") + by),
        *("$.parts", sa.func.json(parts.scalar_subquery())),
        type_=sa.Text,
    )
    return sa.case((fact.c.kind == "event.logged", said), else_=body)


def _earlier_plans(unit: Unit, blocks: int) -> None:
    """The plans of the running quarter, for each quarter of the years before."""
    running = quarter_of(LAST)
    now_id = _period_id(unit, running)
    day, back = running.first - timedelta(days=1), LAST - timedelta(weeks=WEEKS * blocks)
    for at in range(1, 4 * (YEARS + 1)):
        quarter = quarter_of(day)
        day = quarter.first - timedelta(days=1)
        if _period_id(unit, quarter) is None and quarter.last > back:
            _plans_of(unit, quarter, now_id, at * PLANS_APART)


def _plans_of(unit: Unit, quarter: Quarter, of: int | None, apart: int) -> None:
    metric, once = rows.table(PlanMetric), numbers(1)
    rows.add(unit, Period(code=quarter.code, start=quarter.first, end=quarter.last))
    there = sa.select(plan.c.id).where(plan.c.period_id == of)
    versions = sa.select(version.c.id).where(version.c.plan_id.in_(there))
    new = sa.literal(_period_id(unit, quarter))
    days = {"from_day": sa.literal(quarter.first), "to_day": sa.literal(quarter.last)}
    clone(unit, Plan, once, {"id": plan.c.id + apart, "period_id": new}, plan.c.period_id == of)
    changed = {"id": version.c.id + apart, "plan_id": version.c.plan_id + apart, **days}
    clone(unit, PlanVersion, once, changed, version.c.plan_id.in_(there))
    moved = {"id": metric.c.id + apart, "version_id": metric.c.version_id + apart}
    clone(unit, PlanMetric, once, moved, metric.c.version_id.in_(versions))


def _credits_by_quarter(unit: Unit) -> None:
    """Each member's points of each quarter, added up again."""
    target = rows.table(MemberQuarter)
    month = sa.cast(sa.func.strftime("%m", event.c.on_day), sa.Integer)
    code = sa.func.printf("%sQ%d", sa.func.strftime("%Y", event.c.on_day), (month + 2) // 3)
    waits = event.c.state == "pending"
    sums = (
        sa.select(
            credit.c.member_id,
            code.label("period"),
            sa.func.sum(sa.case((waits, 0), else_=credit.c.hundredths)),
            sa.func.sum(sa.case((waits, credit.c.hundredths), else_=0)),
        )
        .join_from(credit, event, event.c.id == credit.c.event_id)
        .group_by(credit.c.member_id, code)
    )
    unit.connection.execute(sa.delete(target))
    names = ["member_id", "period", "hundredths", "pending"]
    unit.connection.execute(sa.insert(target).from_select(names, sums))


def _held(table: sa.Table) -> sa.ColumnElement[bool]:
    return table.c.day.between(FIRST, LAST)


def _period_id(unit: Unit, quarter: Quarter) -> int | None:
    return unit.connection.execute(sa.select(period.c.id).where(period.c.code == quarter.code)).scalar()


def _count(unit: Unit, model: type[Row]) -> int:
    return unit.connection.execute(sa.select(sa.func.count()).select_from(rows.table(model))).scalar_one()
