"""An amount as it is booked: in the account's currency, in the company's, and with the rates that made it so."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from handlers.context import Context
from handlers.events.figures import kind_words, name, ref
from handlers.reply import Button, Buttons, Refused
from handlers.values import Listed, Said, T, t
from scoring.values import Money, minor_digits, whole_half_up
from storage.find import company, events
from storage.tables.accounts import Account

ABOVE_ZERO = ("order", "collection")
"""Kinds whose points go by the amount; of the others "none so far" is a fact."""


@dataclass(frozen=True)
class Booked:
    """`how` keeps what was typed, where that is another currency, and the rates of the month, by currency."""

    amount: Money
    base: Money
    how: dict[str, object] = field(default_factory=dict)


def booked(amount: Money, account: Account, day: date, ctx: Context) -> Booked:
    """Raises Refused where the month has no rate for a currency."""
    base = ctx.company.base_currency
    foreign = [each for each in dict.fromkeys((amount.currency, account.currency)) if each != base]
    rates = {each: _rate(each, day, ctx) for each in foreign}
    in_base = _converted(amount, base, Fraction(rates.get(amount.currency, 1)))
    how: dict[str, object] = {"rates": {each: format(rate, "f") for each, rate in rates.items()}} if rates else {}
    if amount.currency == account.currency:
        return Booked(amount, in_base, how)
    how["typed"] = {"minor": amount.minor, "currency": amount.currency}
    return Booked(_converted(in_base, account.currency, 1 / Fraction(rates.get(account.currency, 1))), in_base, how)


def refuse_amount(kind: str, minor: int, account: Account, ctx: Context) -> None:
    """An order is more than zero; if one was cancelled, it is voided, not booked again with a minus."""
    if minor > 0 or (minor == 0 and kind not in ABOVE_ZERO):
        return
    words = _too_little(kind)
    other = events.newest(ctx.unit, account.id, kind, minor=-minor)
    if other is None:
        raise Refused(words)
    void = Button(label=t("events.button.void_it", event=ref(other)), command=f"void {other.number}")
    raise Refused(t("events.log.void_instead", words=words, event=ref(other)), Buttons(shown=(void,)))


def _too_little(kind: str) -> T:
    if kind == "order":
        return t("events.log.order_above_zero")
    return t("events.log.above_zero" if kind in ABOVE_ZERO else "events.log.not_negative", kind=kind_words(kind))


def _rate(currency: str, day: date, ctx: Context) -> Decimal:
    rate = events.find_rate(ctx.unit, currency, day)
    if rate is not None:
        return rate
    admins = Listed(items=tuple(name(each) for each in company.administrators(ctx.unit)), joined="or")
    month, base = Said(text=f"{day:%Y-%m}"), Said(text=ctx.company.base_currency)
    raise Refused(t("events.log.no_rate", currency=Said(text=currency), month=month, base=base, who=admins))


def _converted(amount: Money, currency: str, rate: Fraction) -> Money:
    scale = Fraction(10) ** (minor_digits(currency) - minor_digits(amount.currency))
    return Money(whole_half_up(amount.minor * rate * scale), currency)
