"""What somebody says has happened, as the fact that keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from handlers.arguments.slots import TypedValue
from handlers.context import Context
from handlers.events.amounts import Booked, booked, refuse_amount
from handlers.events.kinds import details_of, link_in, refuse_impossible
from handlers.post import post
from scoring.policy import EVENT_KINDS, points_of
from scoring.terms import TriangleRole
from scoring.values import Money
from storage.find import accounts, events
from storage.tables.accounts import Account
from storage.tables.events import Event


class Logged(Protocol):
    """What /log takes."""

    @property
    def kind(self) -> str: ...
    @property
    def value(self) -> TypedValue | None: ...
    @property
    def people(self) -> tuple[int, ...]: ...
    @property
    def line(self) -> str | None: ...
    @property
    def on(self) -> date | None: ...
    @property
    def note(self) -> str | None: ...


@dataclass(frozen=True)
class Deed:
    """An event that is not stored yet: nothing in it is impossible."""

    account: Account
    kind: str
    day: date
    money: Booked | None
    value: Decimal | None
    line: str | None
    note: str | None
    members: tuple[int, ...]

    @classmethod
    def of(cls, args: Logged, account: Account, ctx: Context) -> Deed:
        """Raises Refused for an amount or a value that can't be."""
        day = args.on or ctx.today
        typed = args.value
        refuse_impossible(args.kind, None if typed is None else typed.value)
        return cls(
            account=account,
            kind=args.kind,
            day=day,
            money=_money(args.kind, typed, account, day, ctx),
            value=None if typed is None else typed.value,
            line=args.line,
            note=args.note or None,
            members=args.people,
        )

    @property
    def minor(self) -> int | None:
        return None if self.money is None else self.money.amount.minor


def record(deed: Deed, ctx: Context) -> Event:
    """Post the event's first fact."""
    number = events.next_number(ctx.unit)
    kind, money = EVENT_KINDS[deed.kind], deed.money
    post(
        "event.logged",
        "event",
        number,
        ctx,
        account_id=deed.account.id,
        number=number,
        event_kind=deed.kind,
        on_day=deed.day.isoformat(),
        logged_by=ctx.who.id,
        minor=deed.minor,
        currency=None if money is None else money.amount.currency,
        base_minor=None if money is None else money.base.minor,
        value=None if deed.value is None else format(deed.value, "f"),
        line=deed.line,
        note=deed.note,
        evidence=link_in(deed.note),
        details=details_of(deed.kind, deed.note) | ({} if money is None else money.how),
        points=points_of(kind, None if money is None else money.base).hundredths,
        pending=kind.carries_points,
        roles=_held(deed, ctx),
        parts=_parts(deed, ctx),
        source=None,
    )
    return events.the_event(ctx.unit, number)


def roles_of(account_id: int, member_id: int, on: date, ctx: Context) -> list[str]:
    """The roles in which a member takes part: all that they hold on the account that day, else as another."""
    held = [seat.role.value for seat in accounts.seats(ctx.unit, account_id, on) if seat.member_id == member_id]
    return held or [TriangleRole.OTHERS.value]


def _money(kind: str, typed: TypedValue | None, account: Account, day: date, ctx: Context) -> Booked | None:
    if typed is None or typed.minor is None or typed.currency is None:
        return None
    refuse_amount(kind, typed.minor, account, ctx)
    return booked(Money(typed.minor, typed.currency), account, day, ctx)


def _held(deed: Deed, ctx: Context) -> list[str]:
    """The roles of the triangle that somebody holds on the event's day."""
    held = {seat.role for seat in accounts.seats(ctx.unit, deed.account.id, deed.day)}
    return [role.value for role in TriangleRole if role in held and role is not TriangleRole.OTHERS]


def _parts(deed: Deed, ctx: Context) -> list[list[object]]:
    """Who logs it was in it, if they are on the team; so were those who are named."""
    sat = {seat.member_id for seat in accounts.seats(ctx.unit, deed.account.id, deed.day)}
    there = [ctx.who.id] if ctx.who.id in sat else []
    members = dict.fromkeys([*there, *deed.members])
    return [[each, role] for each in members for role in roles_of(deed.account.id, each, deed.day, ctx)]
