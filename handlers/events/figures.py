"""An event, its people and points as values of a text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Literal

from handlers.context import Context
from handlers.values import Cash, Figure, Listed, Name, Ref, Share, T, Value, t
from scoring.policy import EVENT_KINDS, Carries, Unit
from storage.tables.accounts import Account
from storage.tables.company import Member
from storage.tables.events import Credit, Event

PARTS = ("AR", "SR", "FR", "others", "assist")


def ref(event: Event) -> Ref:
    return Ref(kind="event", number=event.number)


def account_name(account: Account) -> Name:
    return Name(names=account.names)


def name(member: Member) -> Name:
    """For a text that more than one person reads: nobody is "you" in it."""
    return Name(names=member.names)


def kind_words(kind: str) -> T:
    return t(f"words.event_kind.{kind}")


def is_money(kind: str) -> bool:
    return EVENT_KINDS[kind].carries is Carries.AMOUNT


def amount(event: Event, full: bool = False) -> Cash | None:
    if event.minor is None or event.currency is None:
        return None
    return Cash(minor=event.minor, currency=event.currency, full=full)


def what(event: Event, full: bool = False) -> T:
    """ "order, ¥2,500,000", "DSO 86 days", "executive meeting"."""
    kind, cash = kind_words(event.kind), amount(event, full)
    if cash is not None:
        return t("events.what.amount", kind=kind, amount=cash)
    return kind if event.value is None else _measured(event.kind, event.value)


def _measured(kind: str, value: Decimal) -> T:
    words = kind_words(kind)
    match EVENT_KINDS[kind].unit:
        case Unit.DAYS:
            return t("events.what.days", kind=words, value=value)
        case Unit.PERCENT:
            return t("events.what.percent", kind=words, value=Share(value=value, places=_places(value)))
        case _:
            return t("events.what.score", kind=words, value=value)


def _places(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def points(hundredths: int, signed: bool = False) -> Figure:
    return Figure(value=Decimal(hundredths) / 100, signed=signed)


def credit_words(credits: Iterable[Credit], members: Mapping[int, Member], ctx: Context | None = None) -> Listed:
    """ "Lin Yue 10.00, you 7.50, Tang Wei 2.50 (assist)", in the order AR, SR, FR, others, assists.

    With `ctx` the asker is "you".
    """
    ordered = sorted(credits, key=lambda each: (PARTS.index(each.role), -each.hundredths, each.member_id))
    items: list[Value] = [_credit(each, members[each.member_id], ctx) for each in ordered]
    return Listed(items=tuple(items))


def _credit(credit: Credit, member: Member, ctx: Context | None) -> T:
    key = "events.credit.assist" if credit.role == "assist" else "events.credit.part"
    who = name(member) if ctx is None else ctx.name(member)
    return t(key, who=who, points=points(credit.hundredths))


def people(members: Iterable[Member], joined: Literal["and", "or"]) -> Listed:
    """ "Chen Bo, Wu Min or Gao Mei"."""
    return Listed(items=tuple(name(each) for each in members), joined=joined)
