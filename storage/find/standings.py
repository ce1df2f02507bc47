"""Live standings: ranks read an index, a week ago is the row of that day as it was shown (domain.md 4.6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

import sqlalchemy as sa

from scoring.terms import UnitKind
from scoring.values import Exact, whole_half_up
from storage import rows
from storage.database import Unit
from storage.tables.accounts import Account, Seat
from storage.tables.company import Member, OrgUnit
from storage.tables.standings import (
    AccountDay,
    LastTook,
    MemberDay,
    MemberQuarter,
    Served,
    ServiceQuarter,
    UnitDay,
)

account, seat, member, unit_of = (rows.table(it) for it in (Account, Seat, Member, OrgUnit))
account_day, member_day, unit_day = (rows.table(it) for it in (AccountDay, MemberDay, UnitDay))
quarter, served, service, last_took = (rows.table(it) for it in (MemberQuarter, Served, ServiceQuarter, LastTook))


@dataclass(frozen=True)
class Place:
    """One row: figures in hundredths; `place` and `figure` are None without data, changes also without data then.

    `note` is the grade of an account; `capped`: a gate is failed; `pending`: points still to be confirmed.
    """

    id: int
    names: Mapping[str, str]
    figure: int | None
    place: int | None = None
    shared: bool = False
    climbed: int | None = None
    gained: int | None = None
    grade: str | None = None
    capped: bool = False
    pending: int = 0


@dataclass(frozen=True)
class Page:
    """Ten rows or fewer, the asker's own ones that are not among them, and how many there are in all."""

    rows: tuple[Place, ...]
    own: tuple[Place, ...]
    of: int


# --- accounts ---


def accounts(unit: Unit, day: date, week_ago: date, offset: int, limit: int, who: int) -> Page:
    """Accounts by outlook; those without data come last."""
    ranked = _account_rows(day, week_ago)
    page = [_account(row) for row in unit.connection.execute(ranked.offset(offset).limit(limit)).mappings()]
    of, unranked = _how_many_accounts(unit, day)
    if len(page) < limit:
        page += _unranked(unit, day, max(0, offset - of), limit - len(page))
    mine = ranked.where(account_day.c.account_id.in_(_seats_of(who, day))).limit(limit)
    own = [_account(row) for row in unit.connection.execute(mine).mappings()]
    shown = {each.id for each in page}
    return Page(tuple(page), tuple(each for each in own if each.id not in shown), of + unranked)


def _account_rows(day: date, week_ago: date) -> sa.Select[Any]:
    """The ranked accounts of a day, best first, each with the place it has and had."""
    then = account_day.alias("then")
    return (
        sa.select(
            account_day.c.account_id,
            account.c.names,
            account_day.c.outlook,
            account_day.c.grade,
            account_day.c.capped,
            then.c.outlook.label("outlook_then"),
            _above(account_day, day, account_day.c.outlook).label("above"),
            _equal(account_day, day, account_day.c.outlook).label("equal"),
            _above(account_day, week_ago, then.c.outlook).label("above_then"),
        )
        .join_from(account_day, account, account.c.id == account_day.c.account_id)
        .outerjoin(then, sa.and_(then.c.account_id == account_day.c.account_id, then.c.day == week_ago))
        .where(account_day.c.day == day, account_day.c.outlook.is_not(None), ~account.c.archived)
        .order_by(account_day.c.outlook.desc(), account_day.c.account_id)
    )


def _account(row: Any) -> Place:
    then = row["outlook_then"]
    place = row["above"] + 1
    return Place(
        id=row["account_id"],
        names=row["names"],
        figure=row["outlook"],
        place=place,
        shared=row["equal"] > 1,
        climbed=None if then is None else row["above_then"] + 1 - place,
        gained=None if then is None else row["outlook"] - then,
        grade=row["grade"],
        capped=row["capped"],
    )


def _how_many_accounts(unit: Unit, day: date) -> tuple[int, int]:
    """Ranked, and without data."""
    there = sa.select(sa.func.count()).select_from(account).where(~account.c.archived)
    ranked = there.join(account_day, account_day.c.account_id == account.c.id).where(
        account_day.c.day == day, account_day.c.outlook.is_not(None)
    )
    count, of = unit.connection.execute(sa.select(ranked.scalar_subquery(), there.scalar_subquery())).one()
    return count, of - count


def _unranked(unit: Unit, day: date, offset: int, limit: int) -> list[Place]:
    has = sa.select(account_day.c.account_id).where(
        account_day.c.account_id == account.c.id, account_day.c.day == day, account_day.c.outlook.is_not(None)
    )
    query = sa.select(account.c.id, account.c.names).where(~account.c.archived, ~has.exists())
    found = unit.connection.execute(query.order_by(account.c.id).offset(offset).limit(limit))
    return [Place(id, names, None) for id, names in found]


def _seats_of(who: int, day: date) -> sa.Select[tuple[int]]:
    until = sa.or_(seat.c.to_day.is_(None), seat.c.to_day >= day)
    return sa.select(seat.c.account_id).where(seat.c.member_id == who, seat.c.from_day <= day, until)


# --- members ---


def members(unit: Unit, period: str, week_ago: date | None, offset: int, limit: int, who: int) -> Page:
    """Members by confirmed points of a quarter; `week_ago` None where that day was in another quarter."""
    ranked = _member_rows(period, week_ago)
    page = [_member(row) for row in unit.connection.execute(ranked.offset(offset).limit(limit)).mappings()]
    mine = unit.connection.execute(ranked.where(quarter.c.member_id == who)).mappings()
    own = [_member(row) for row in mine if row["member_id"] not in {each.id for each in page}]
    count = sa.select(sa.func.count()).select_from(quarter).where(quarter.c.period == period, _has_points())
    return Page(tuple(page), tuple(own), unit.connection.execute(count).scalar_one())


def _member_rows(period: str, week_ago: date | None) -> sa.Select[Any]:
    then = member_day.alias("then")
    better, same = quarter.alias("better"), quarter.alias("same")
    above = sa.select(sa.func.count()).select_from(better).where(better.c.period == period)
    equal = sa.select(sa.func.count()).select_from(same).where(same.c.period == period)
    before = member_day.alias("before")
    above_then = sa.select(sa.func.count()).select_from(before).where(before.c.day == week_ago)
    return (
        sa.select(
            quarter.c.member_id,
            member.c.names,
            quarter.c.hundredths,
            quarter.c.pending,
            _points_then(then, week_ago).label("hundredths_then"),
            above.where(better.c.hundredths > quarter.c.hundredths).scalar_subquery().label("above"),
            equal.where(same.c.hundredths == quarter.c.hundredths).scalar_subquery().label("equal"),
            above_then.where(before.c.hundredths > _points_then(then, week_ago))
            .scalar_subquery()
            .label("above_then"),
        )
        .join_from(quarter, member, member.c.id == quarter.c.member_id)
        .outerjoin(then, sa.and_(then.c.member_id == quarter.c.member_id, then.c.day == week_ago))
        .where(quarter.c.period == period, _has_points())
        .order_by(quarter.c.hundredths.desc(), quarter.c.pending.desc(), quarter.c.member_id)
    )


def _points_then(then: sa.FromClause, week_ago: date | None) -> sa.ColumnElement[int | None]:
    """Who had none yet had 0; nobody had anything where that day was not kept."""
    day = member_day.alias()
    kept = sa.exists().where(day.c.day == week_ago)
    return sa.case((kept, sa.func.coalesce(then.c.hundredths, 0)), else_=None)


def _has_points() -> sa.ColumnElement[bool]:
    return sa.or_(quarter.c.hundredths != 0, quarter.c.pending != 0)


def _member(row: Any) -> Place:
    then = row["hundredths_then"]
    place = row["above"] + 1
    return Place(
        id=row["member_id"],
        names=row["names"],
        figure=row["hundredths"],
        place=place,
        shared=row["equal"] > 1,
        climbed=None if then is None else row["above_then"] + 1 - place,
        gained=None if then is None else row["hundredths"] - then,
        pending=row["pending"],
    )


# --- departments and regions ---


@dataclass(frozen=True)
class Service:
    """A department's card: resolve clocks met of those ended, and the totals of the accounts it served."""

    unit_id: int
    names: Mapping[str, str]
    met: int
    ended: int
    figure: Exact | None


def departments(unit: Unit, period: str, day: date) -> list[Service]:
    """Half the resolve attainment, half the mean total of the accounts served; the one that is there alone."""
    mean = (
        sa.select(
            served.c.unit_id,
            sa.func.sum(account_day.c.total).label("total"),
            sa.func.count(account_day.c.total).label("of"),
        )
        .join_from(served, account_day, account_day.c.account_id == served.c.account_id)
        .where(served.c.period == period, served.c.requests > 0, account_day.c.day == day)
        .group_by(served.c.unit_id)
        .subquery()
    )
    query = (
        sa.select(unit_of.c.id, unit_of.c.names, service.c.met, service.c.ended, mean.c.total, mean.c.of)
        .outerjoin_from(unit_of, service, sa.and_(service.c.unit_id == unit_of.c.id, service.c.period == period))
        .outerjoin(mean, mean.c.unit_id == unit_of.c.id)
        .where(unit_of.c.kind == UnitKind.DEPARTMENT)
        .order_by(unit_of.c.id)
    )
    return [_service(*row) for row in unit.connection.execute(query)]


def _service(id: int, names: Any, met: int | None, ended: int | None, total: Any, of: int | None) -> Service:
    resolved = Fraction(100 * (met or 0), ended) if ended else None
    carried = Fraction(int(total), 100 * of) if of else None
    halves = [half for half in (resolved, carried) if half is not None]
    figure = sum(halves, Fraction(0)) / len(halves) if halves else None
    return Service(id, names, met or 0, ended or 0, figure)


def unit_figures(unit: Unit, day: date) -> dict[int, Exact]:
    """What departments' figures were on a day, as shown."""
    query = sa.select(unit_day.c.unit_id, unit_day.c.figure).where(unit_day.c.day == day)
    found = unit.connection.execute(query.where(unit_day.c.figure.is_not(None)))
    return {id: Fraction(figure, 100) for id, figure in found}


@dataclass(frozen=True)
class Region:
    """The mean outlook of a region's accounts by strategic weight, today and a week ago."""

    unit_id: int
    names: Mapping[str, str]
    now: Exact | None
    then: Exact | None


def regions(unit: Unit, day: date, week_ago: date) -> list[Region]:
    now, then = account_day.alias("now"), account_day.alias("then")
    query = (
        sa.select(unit_of.c.id, unit_of.c.names, account.c.weight, now.c.outlook, then.c.outlook.label("before"))
        .outerjoin_from(unit_of, account, sa.and_(account.c.region_id == unit_of.c.id, ~account.c.archived))
        .outerjoin(now, sa.and_(now.c.account_id == account.c.id, now.c.day == day))
        .outerjoin(then, sa.and_(then.c.account_id == account.c.id, then.c.day == week_ago))
        .where(unit_of.c.kind == UnitKind.REGION)
        .order_by(unit_of.c.id)
    )
    found: dict[int, list[Any]] = {}
    for row in unit.connection.execute(query).mappings():
        found.setdefault(row["id"], []).append(row)
    return [
        Region(id, lines[0]["names"], _weighted(lines, "outlook"), _weighted(lines, "before"))
        for id, lines in found.items()
    ]


def _weighted(lines: list[Any], name: str) -> Exact | None:
    there = [(Fraction(line["weight"]), line[name]) for line in lines if line[name] is not None]
    whole = sum((weight for weight, _ in there), Fraction(0))
    return sum((weight * figure for weight, figure in there), Fraction(0)) / whole / 100 if whole else None


# --- the day's end ---


def keep_member_days(unit: Unit, period: str, day: date) -> None:
    """Each member's points of the running quarter as they stand at the start of a day."""
    query = sa.select(quarter.c.member_id, quarter.c.hundredths).where(quarter.c.period == period)
    for member_id, hundredths in unit.connection.execute(query).all():
        rows.put(unit, MemberDay(member_id=member_id, day=day, hundredths=hundredths))


def keep_unit_days(unit: Unit, period: str, day: date) -> None:
    """Each department's figure of a day, as shown."""
    for each in departments(unit, period, day):
        figure = None if each.figure is None else whole_half_up(100 * each.figure)
        rows.put(unit, UnitDay(unit_id=each.unit_id, day=day, figure=figure))


# --- who took part ---


def took_part_since(unit: Unit, account_id: int, since: date) -> set[int]:
    """The members who took part in something on an account on that day or later."""
    query = sa.select(last_took.c.member_id).where(last_took.c.account_id == account_id, last_took.c.day >= since)
    return set(unit.connection.execute(query).scalars())


def _above(table: sa.Table, day: date, figure: sa.ColumnElement[Any]) -> sa.ScalarSelect[Any]:
    """How many stand above a figure on a day: a range of the index on day and outlook."""
    there = table.alias()
    count = sa.select(sa.func.count()).select_from(there)
    return count.where(there.c.day == day, there.c.outlook > figure).scalar_subquery()


def _equal(table: sa.Table, day: date, figure: sa.ColumnElement[Any]) -> sa.ScalarSelect[Any]:
    there = table.alias()
    count = sa.select(sa.func.count()).select_from(there)
    return count.where(there.c.day == day, there.c.outlook == figure).scalar_subquery()


def account_day_of(unit: Unit, account_id: int, day: date) -> AccountDay | None:
    """An account's figures as shown on a day."""
    query = sa.select(account_day).where(account_day.c.account_id == account_id, account_day.c.day == day)
    return rows.first(unit, AccountDay, query)
