"""What may be typed into a slot, beginning with what is typed: by name in any script, and by pinyin."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Literal

from handlers.arguments.accounts import AccountSlot
from handlers.arguments.choices import ChoiceSlot
from handlers.arguments.dates import DaySlot
from handlers.arguments.days import days
from handlers.arguments.kinds import KindSlot
from handlers.arguments.plain import fold, has_han, pinyin
from handlers.arguments.slot import Asked, Slot
from handlers.arguments.who import DepartmentSlot, PeopleSlot, PersonSlot
from handlers.context import Context
from handlers.reply import Option
from handlers.values import Day, Name, Value
from storage.find import names

Kind = Literal["command", "account", "kind", "person", "department", "choice", "day", "mark"]
_MOST: Final = 8


@dataclass(frozen=True)
class Candidate:
    """`insert` takes the place of what is typed; `detail` is a code or mark to show beside the label."""

    label: Value
    insert: str
    kind: Kind
    detail: str = ""


def of_slot(slot: Slot, typed: str, ctx: Context) -> Iterator[Candidate]:
    """At most a few, the likely ones first."""
    for kind, offers in _OFFERS:
        if isinstance(slot, kind):
            yield from offers(slot, typed, ctx)
            return


def _accounts(slot: Slot, typed: str, ctx: Context) -> Iterator[Candidate]:
    """One's own accounts while nothing is typed; a name in the script that is typed."""
    key = fold(typed)
    if not key:
        for account in names.some_accounts(ctx.unit, ctx.who.id, _MOST):
            yield Candidate(Name(names=account.names), f"{_first(account.names)} ", "account")
        return
    known = {each.account_id: each for each in reversed(names.accounts_spelt(ctx.unit, key))}
    known |= {each.account_id: each for each in reversed(names.accounts_beginning(ctx.unit, key))}
    for called in sorted(known.values(), key=lambda each: each.account_id)[:_MOST]:
        yield Candidate(Name(names=called.names), f"{called.text} ", "account")


def _kinds(slot: Slot, typed: str, ctx: Context) -> Iterator[Candidate]:
    """By code, or by the Chinese name where one types Chinese."""
    if isinstance(slot, KindSlot):
        for code, called in slot.names.items():
            if _begins(typed, (code, *called)):
                han = next((name for name in called if has_han(name)), code)
                insert = han if has_han(typed) else code
                yield Candidate(slot.label(code), f"{insert} ", "kind", code)


def _people(slot: Slot, typed: str, ctx: Context) -> Iterator[Candidate]:
    for member in names.active_members(ctx.unit):
        if _begins(typed.lstrip("@＠"), (member.handle, *member.names.values())):
            yield Candidate(Name(names=member.names), f"@{member.handle} ", "person", f"@{member.handle}")


def _options(slot: Slot, typed: str, ctx: Context) -> Iterator[Candidate]:
    kind: Kind = "department" if isinstance(slot, DepartmentSlot) else "choice"
    for option in slot.options(Asked(ctx)):
        if _begins(typed, _called(option)):
            yield Candidate(option.label, f"{option.value} ", kind, option.value)


def _called(option: Option) -> tuple[str, ...]:
    label = option.label
    return (option.value, *(label.names.values() if isinstance(label, Name) else ()))


def _days(slot: Slot, typed: str, ctx: Context) -> Iterator[Candidate]:
    """The days that are said most: those of a week to here, or from here."""
    if isinstance(slot, DaySlot):
        said = ("today", "tomorrow") if slot.ahead else ("today", "yesterday")
        step = 1 if slot.ahead else -1
        near = [(ctx.today + timedelta(step * away)).strftime("%a").casefold() for away in range(2, 7)]
        for word in (*said, *near):
            if word.startswith(typed.casefold()):
                yield Candidate(Day(on=days(word, ctx.today, slot.ahead)[0], style="near"), f"{word} ", "day", word)


def _begins(typed: str, called: Iterable[str]) -> bool:
    key = fold(typed)
    return any(each.startswith(key) for name in called for each in (fold(name), *pinyin(name).split()))


def _first(names_: dict[str, str]) -> str:
    return names_.get("en") or next(iter(names_.values()), "")


Offers = Callable[[Slot, str, Context], Iterator[Candidate]]
_OFFERS: Final[tuple[tuple[type[Slot] | tuple[type[Slot], ...], Offers], ...]] = (
    (AccountSlot, _accounts),
    (KindSlot, _kinds),
    ((PersonSlot, PeopleSlot), _people),
    ((DepartmentSlot, ChoiceSlot), _options),
    (DaySlot, _days),
)
