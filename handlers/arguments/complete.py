"""Completion while one types: candidates, the command's parts, and what is understood so far (voice.md 5.3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Final, Literal

from handlers.arguments.accounts import AccountSlot
from handlers.arguments.amounts import TypedValue
from handlers.arguments.candidates import Candidate, of_slot
from handlers.arguments.choices import ChoiceSlot
from handlers.arguments.dates import DaySlot
from handlers.arguments.figures import AmountSlot
from handlers.arguments.keyed import Keyed
from handlers.arguments.kinds import KindSlot
from handlers.arguments.numbers import EventNumberSlot, Numbered, RequestNumberSlot
from handlers.arguments.read import Filled, Part, parts, read
from handlers.arguments.slot import Slot
from handlers.arguments.who import DepartmentSlot, PeopleSlot, PersonSlot
from handlers.arguments.words import Found, bare, command_of
from handlers.command import AnyCommand, every
from handlers.context import Context
from handlers.reply import Refused
from handlers.values import Cash, Day, Listed, Name, Number, Ref, T, Value
from handlers.values import Words as Text
from storage.find import company, names

MOST: Final = 8


@dataclass(frozen=True)
class Spot:
    """A part of the command under the line: read already, being typed, or still open."""

    name: str
    label: Text
    state: Literal["done", "current", "open"]
    required: bool


@dataclass(frozen=True)
class Completion:
    """`candidates` replace the text from `start` to the cursor; `understood` are the values read so far."""

    candidates: tuple[Candidate, ...] = ()
    start: int = 0
    spots: tuple[Spot, ...] = ()
    understood: tuple[Value, ...] = ()


def complete(line: str, cursor: int, ctx: Context) -> Completion:
    """What may stand at the cursor, and what stands before it. Reads only."""
    typed = line[:cursor]
    found = _command(typed)
    if found is None or not found.rest:
        return _commands(typed)
    fragment = "" if found.rest[-1:].isspace() else found.rest.split()[-1]
    head = found.rest[: len(found.rest) - len(fragment)]
    before, whole = read(found.command, head, ctx), read(found.command, found.rest, ctx)
    current, inside = _current(found.command, before, head, fragment)
    current = _beyond(found.command, current, inside, before, ctx)
    return Completion(
        candidates=tuple(islice(_candidates(found.command, current, inside, before, ctx), MOST)),
        start=len(typed) - len(inside),
        spots=tuple(_spots(found.command, whole, current)),
        understood=tuple(_understood(found.command, whole, ctx)),
    )


def _command(typed: str) -> Found | None:
    try:
        return command_of(typed)
    except Refused:
        return None


def _commands(typed: str) -> Completion:
    """Commands that begin so, then those that only have it inside."""
    word = bare(typed).strip().lstrip("/／").casefold()
    begin = sorted(name for name in every() if name.startswith(word))
    inside = sorted(name for name in every() if word in name and name not in begin)
    found = [
        Candidate(label=Name(names={"en": f"/{name}"}), insert=f"/{name} ", kind="command")
        for name in (*begin, *inside)
    ]
    start = len(typed) - len(bare(typed).lstrip())
    return Completion(candidates=tuple(found[:MOST]), start=start)


def _current(command: AnyCommand, before: Filled, head: str, fragment: str) -> tuple[Part | None, str]:
    """The part being typed and what is typed of it: a marked one behind its mark, else the next in order."""
    every_part = parts(command.takes)
    for part in every_part:
        if isinstance(part.slot, Keyed) and part.name not in before.values:
            mark = part.slot.mark
            if mark.endswith("=") and fragment.casefold().startswith(mark):
                return part, fragment[len(mark) :]
            if not mark.endswith("=") and head.split()[-1:] == [mark]:
                return part, fragment
    return _next(every_part, before), fragment


def _next(every_part: tuple[Part, ...], before: Filled) -> Part | None:
    """The first that is open behind the last one that was read."""
    order = [part for part in every_part if not part.slot.keyed]
    read_so_far = [at for at, part in enumerate(order) if part.name in before.typed]
    behind = order[(max(read_so_far) + 1) if read_so_far else 0 :]
    return behind[0] if behind else None


def _beyond(command: AnyCommand, current: Part | None, typed: str, before: Filled, ctx: Context) -> Part | None:
    """The part being typed when the place itself says one before it: in an account's own channel, `/ask rd_cl` is at
    its kind already."""
    if current is None or current.name not in before.values or not typed:
        return current
    if any(True for _ in of_slot(current.slot, typed, ctx)):
        return current
    order = [part for part in parts(command.takes) if not part.slot.keyed]
    behind = order[order.index(current) + 1 :] if current in order else []
    return behind[0] if behind else current


def _candidates(
    command: AnyCommand, current: Part | None, typed: str, before: Filled, ctx: Context
) -> Iterator[Candidate]:
    if current is not None:
        slot = current.slot.inner if isinstance(current.slot, Keyed) else current.slot
        yield from of_slot(slot, typed, ctx)
        if isinstance(current.slot, Keyed):
            return
    yield from _marks(command, typed, before)


def _marks(command: AnyCommand, typed: str, before: Filled) -> Iterator[Candidate]:
    """The marks of parts that may still be told: with, on, line=."""
    for part in parts(command.takes):
        if (
            isinstance(part.slot, Keyed)
            and part.name not in before.values
            and part.slot.mark.startswith(typed.casefold())
        ):
            mark = part.slot.mark
            insert = mark if mark.endswith("=") else f"{mark} "
            yield Candidate(label=T(key=f"arguments.field.{part.name}"), insert=insert, kind="mark", detail=mark)


def _spots(command: AnyCommand, whole: Filled, current: Part | None) -> Iterator[Spot]:
    for part in parts(command.takes):
        state: Literal["done", "current", "open"] = "done" if part.name in whole.values else "open"
        if part == current:
            state = "current"
        label = T(key=f"arguments.field.{part.name}")
        yield Spot(name=part.name, label=label, state=state, required=part.required)


def _understood(command: AnyCommand, whole: Filled, ctx: Context) -> Iterator[Value]:
    """As values: order · Huaxing Rail · ¥2,500,000 · today."""
    every_part = parts(command.takes)
    if whole.values and (kind := _implied(every_part)):
        yield T(key=f"words.event_kind.{kind}")
    for part in sorted(every_part, key=lambda each: not isinstance(each.slot, KindSlot)):
        if part.name in whole.values:
            slot = part.slot.inner if isinstance(part.slot, Keyed) else part.slot
            if (value := _as_value(slot, whole.values[part.name], ctx)) is not None:
                yield value
    if whole.complete and any(_is_day_of_fact(part, whole) for part in every_part):
        yield Day(on=ctx.today, style="near")


def _implied(every_part: tuple[Part, ...]) -> str | None:
    """The kind that a command's amount is of: /win logs an order."""
    return next((part.slot.kind for part in every_part if isinstance(part.slot, AmountSlot)), None)


def _is_day_of_fact(part: Part, whole: Filled) -> bool:
    """Whether the part is the day on which something happened, and was left out: it means today."""
    return (
        isinstance(part.slot, Keyed)
        and part.slot.mark == "on"
        and isinstance(part.slot.inner, DaySlot)
        and part.name not in whole.values
    )


def _as_value(slot: Slot, value: object, ctx: Context) -> Value | None:
    match value:
        case TypedValue():
            return _figure(value)
        case Numbered():
            return Ref(kind=value.kind, number=value.number)
        case date():
            return Day(on=value, style="near")
        case tuple():
            found = [_as_value(slot, each, ctx) for each in value]
            return Listed(items=tuple(each for each in found if each is not None))
        case int() if not isinstance(value, bool):
            return _by_number(slot, value, ctx)
        case str() if isinstance(slot, KindSlot):
            return slot.label(value)
        case str() if isinstance(slot, ChoiceSlot):
            return T(key=f"{slot.label}.{value}")
    return None


def _figure(value: TypedValue) -> Value | None:
    if value.value is not None:
        return Number(value=value.value)
    return Cash(minor=value.minor or 0, currency=value.currency or "", full=True)


def _by_number(slot: Slot, value: int, ctx: Context) -> Value | None:
    if isinstance(slot, AccountSlot):
        account = names.open_account(ctx.unit, value)
        return Name(names=account.names) if account else None
    if isinstance(slot, (PersonSlot, PeopleSlot)):
        member = company.find_member(ctx.unit, value)
        return ctx.name(member) if member else None
    if isinstance(slot, DepartmentSlot):
        return Name(names=company.the_unit(ctx.unit, value).names)
    if isinstance(slot, EventNumberSlot):
        return Ref(kind="event", number=value)
    return Ref(kind="request", number=value) if isinstance(slot, RequestNumberSlot) else None
