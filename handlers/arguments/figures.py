"""Slots of amounts and measured values: what is read, what is asked, and what is kindly refused (voice.md 4)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import ClassVar, Final

from handlers.arguments.amounts import LIMIT, Amount, TypedValue, amount, digits_of, in_full, measured, money
from handlers.arguments.line import Span, Words
from handlers.arguments.slot import ASK_ME, Asked, InForm, Input, Slot, Taken, echo, offered
from handlers.reply import Button, Part, Refused
from handlers.values import Cash, Ref, T, t
from scoring.policy import EVENT_KINDS, Carries, Unit
from scoring.values import minor_digits
from storage.find import accounts, names

ABOVE_ZERO: Final = frozenset(("order", "collection"))
_RANGES: Final = {
    Unit.SCORE: (Decimal(0), Decimal(100)),
    Unit.PERCENT: (Decimal(-100), Decimal(100)),
    Unit.DAYS: (Decimal(0), Decimal(3_650)),
}
_PLACES: Final = 4
_THOUSANDTHS: Final = 3


@dataclass(frozen=True)
class AmountSlot(Slot):
    """Money of an event of `kind`, in the account's currency unless another one is typed."""

    kind: str = "order"

    input: ClassVar[Input] = "amount"

    def take(self, words: Words, asked: Asked) -> Taken | None:
        for span in _spans(words):
            if (read := amount(span.plain)) is not None:
                return Taken(_Reading(self.kind, words, span, replace(asked, kind=self.kind)).money(read), span.rest)
        return None

    def show(self, value: object, asked: Asked) -> str:
        return _shown(value, asked)

    def begins(self, words: Words, asked: Asked) -> bool:
        return any(amount(span.plain) is not None for span in _spans(words))

    def wrong(self, words: Words, asked: Asked) -> Refused:
        return InForm(t("arguments.amount.unread", text=echo(words.typed)))


@dataclass(frozen=True)
class ValueSlot(Slot):
    """What an event of the kind named before it carries: money, a measured value, or nothing."""

    input: ClassVar[Input] = "amount"

    def take(self, words: Words, asked: Asked) -> Taken | None:
        carries = _carries(asked.kind)
        if carries is Carries.AMOUNT:
            return AmountSlot(kind=asked.kind or "").take(words, asked)
        return _measure(words, asked) if carries is Carries.VALUE else None

    def show(self, value: object, asked: Asked) -> str:
        return _shown(value, asked)

    def begins(self, words: Words, asked: Asked) -> bool:
        return AmountSlot().begins(words, asked)

    def needed(self, asked: Asked) -> bool:
        return _carries(asked.kind) in (Carries.AMOUNT, Carries.VALUE)

    def wrong(self, words: Words, asked: Asked) -> Refused:
        key = "arguments.value.unread" if _carries(asked.kind) is Carries.VALUE else "arguments.amount.unread"
        return InForm(t(key, text=echo(words.typed)))


@dataclass(frozen=True)
class _Reading:
    """An amount that stands at the front of the words, on its way to money."""

    kind: str
    words: Words
    span: Span
    asked: Asked

    def money(self, read: Amount) -> TypedValue:
        if read.size is None:
            raise InForm(t("arguments.amount.unread", text=echo(self._typed)))
        currencies = self._currencies(read)
        self._refuse_size(read, currencies[0])
        if read.points and not (read.coded and minor_digits(currencies[0]) == _THOUSANDTHS):
            self._ask(currencies[0], read.size * 1000, read.size)
        if read.doubtful:
            self._ask(currencies[0], read.size * 10_000, read.size)
        if len(currencies) > 1:
            self._ask_currency(currencies, read.size)
        return self._exactly(read.size, currencies[0])

    def _currencies(self, read: Amount) -> tuple[str, ...]:
        """The account's own where nothing else was typed, or where the sign may mean it."""
        own = currency_of(self.asked)
        if not read.currencies or own in read.currencies:
            return (own,)
        return read.currencies if "JPY" in read.currencies else read.currencies[:1]

    def _refuse_size(self, read: Amount, currency: str) -> None:
        size = read.size or Decimal(0)
        if read.negative and size:
            raise self._not_positive()
        if not size and self.kind in ABOVE_ZERO:
            raise self._not_positive()
        if size > LIMIT:
            raise InForm(_too_much(currency), offered(self._button(t("arguments.amount.again"), ASK_ME)))

    def _not_positive(self) -> Refused:
        words = T(key="words.event_kind." + self.kind)
        if self.kind not in ABOVE_ZERO:
            return InForm(t("arguments.amount.negative", kind=words))
        number = self._newest()
        if number is None:
            return InForm(t(f"arguments.amount.zero.{self.kind}"))
        ref = Ref(kind="event", number=number)
        void = Button(label=t("arguments.amount.void", number=ref), command=f"void {number}")
        return InForm(t(f"arguments.amount.zero_or_void.{self.kind}", number=ref), offered(void))

    def _newest(self) -> int | None:
        """Of the asker's own: whose the others are, this may not tell."""
        asked = self.asked
        if asked.account_id is None:
            return None
        return names.newest_own(asked.ctx.unit, asked.account_id, self.kind, asked.ctx.who.id)

    def _ask(self, currency: str, large: Decimal, small: Decimal) -> None:
        readings = [money(size, currency) for size in (large, small) if size <= LIMIT]
        raise Refused(*self._two([each for each in readings if each is not None]))

    def _ask_currency(self, currencies: tuple[str, ...], size: Decimal) -> None:
        readings = [money(size, currency) for currency in currencies]
        raise Refused(*self._two([each for each in readings if each is not None]))

    def _two(self, readings: list[TypedValue]) -> tuple[T, Part]:
        another = self._button(t("arguments.amount.another"), ASK_ME)
        buttons = [self._button(t("arguments.amount.button", amount=_cash(each)), in_full(each)) for each in readings]
        if len(readings) == 2:
            one, two = (_cash(each) for each in readings)
            words = t("arguments.amount.two", text=echo(self._typed), one=one, two=two)
        else:
            words = t("arguments.amount.doubtful", text=echo(self._typed))
        return words, offered(*buttons, another)

    def _exactly(self, size: Decimal, currency: str) -> TypedValue:
        value = money(size, currency)
        if value is None:
            raise InForm(t("arguments.amount.decimals", text=echo(self._typed), places=minor_digits(currency)))
        return value

    @property
    def _typed(self) -> str:
        return self.words.text[self.words.start : self.span.end]

    def _button(self, label: T, new: str) -> Button:
        return Button(label=label, command=self.asked.instead(self.words.start, self.span.end, new))


def currency_of(asked: Asked) -> str:
    """The account's currency; the company's while no account is known."""
    account = accounts.find_account(asked.ctx.unit, asked.account_id)
    return account.currency if account else asked.ctx.company.base_currency


def _spans(words: Words) -> list[Span]:
    return [words.head(count) for count in range(min(3, len(words)), 0, -1)]


def _carries(kind: str | None) -> Carries | None:
    return EVENT_KINDS[kind].carries if kind and kind in EVENT_KINDS else None


def _measure(words: Words, asked: Asked) -> Taken | None:
    for span in _spans(words)[-2:]:
        if (value := measured(span.plain)) is not None:
            _refuse_range(value, asked.kind or "")
            return Taken(TypedValue(value=value), span.rest)
    return None


def _refuse_range(value: Decimal, kind: str) -> None:
    unit = EVENT_KINDS[kind].unit
    low, high = _RANGES[unit] if unit else (value, value)
    exponent = value.as_tuple().exponent
    if not low <= value <= high or (isinstance(exponent, int) and exponent < -_PLACES):
        raise InForm(t("arguments.value.range", kind=T(key=f"words.event_kind.{kind}"), low=low, high=high))


def _shown(value: object, asked: Asked) -> str:
    if not isinstance(value, TypedValue):
        raise TypeError(f"{value!r} is no typed value")
    if value.value is not None:
        return format(value.value, "f")
    large = abs(value.minor or 0) >= 10_000 * 10 ** minor_digits(value.currency or "")
    own = asked.account_id is not None and value.currency == currency_of(asked)
    return digits_of(value) if own and large else in_full(value)


def _too_much(currency: str) -> T:
    return t("arguments.amount.too_much", limit=Cash(minor=LIMIT * 10 ** minor_digits(currency), currency=currency))


def _cash(value: TypedValue) -> Cash:
    """Short where nothing is lost by it: texts in Chinese say ¥250万, those in English ask for it in full."""
    digits = str(value.minor).strip("0")
    return Cash(minor=value.minor or 0, currency=value.currency or "", full=len(digits) > 3)
