"""What a field of a form may hold, the likely ones first: for surfaces that look things up while one types."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from handlers.arguments.accounts import AccountSlot, every_name
from handlers.arguments.keyed import Keyed
from handlers.arguments.names import nearest
from handlers.arguments.plain import fold, pinyin
from handlers.arguments.read import parts
from handlers.arguments.slot import Asked, Slot
from handlers.arguments.who import PeopleSlot, PersonSlot
from handlers.command import every
from handlers.context import Context
from handlers.reply import Option
from handlers.values import Name
from storage.find import names

MOST: Final = 100


def suggestions(command: str, field: str, typed: str, ctx: Context) -> tuple[Option, ...]:
    """At most a hundred, best first: what begins so, what has it inside, what comes near. Nothing for a field that
    there is not."""
    slot = _slot(command, field)
    if slot is None:
        return ()
    if not fold(typed):
        return slot.options(Asked(ctx, form=True))[:MOST]
    for kind, offers in _OFFERS:
        if isinstance(slot, kind):
            return offers(typed, ctx)[:MOST]
    return tuple(_alike(typed, slot.options(Asked(ctx, form=True))))[:MOST]


def _slot(command: str, field: str) -> Slot | None:
    known = every().get(command)
    part = next((each for each in parts(known.takes) if each.name == field), None) if known else None
    if part is None:
        return None
    return part.slot.inner if isinstance(part.slot, Keyed) else part.slot


def _accounts(typed: str, ctx: Context) -> tuple[Option, ...]:
    found = (names.open_account(ctx.unit, id) for id in _ranked(typed, every_name(ctx.unit))[:MOST])
    return tuple(Option(value=f"id={each.id}", label=Name(names=each.names)) for each in found if each)


def _people(typed: str, ctx: Context) -> tuple[Option, ...]:
    known = {each.id: each for each in names.active_members(ctx.unit)}
    spelt = {id: (each.handle, *each.names.values()) for id, each in known.items()}
    best = _ranked(typed.lstrip("@＠"), spelt)
    return tuple(Option(value=f"@{known[id].handle}", label=Name(names=known[id].names)) for id in best)


def _alike(typed: str, options: Sequence[Option]) -> Iterator[Option]:
    spelt = {at: (each.value, *_called(each)) for at, each in enumerate(options)}
    return (options[at] for at in _ranked(typed, spelt))


def _called(option: Option) -> tuple[str, ...]:
    return tuple(option.label.names.values()) if isinstance(option.label, Name) else ()


def _ranked(typed: str, known: Mapping[int, Sequence[str]]) -> list[int]:
    key = fold(typed)
    keys = {thing: [spelling for name in spelt for spelling in _keys(name)] for thing, spelt in known.items()}
    begin = [thing for thing, spelt in keys.items() if any(each.startswith(key) for each in spelt)]
    inside = [thing for thing, spelt in keys.items() if any(key in each for each in spelt)]
    near = () if begin else nearest(typed, known).things
    return list(dict.fromkeys((*begin, *inside, *near)))


def _keys(name: str) -> list[str]:
    """As written, each word of it, and as spelt in pinyin."""
    return [fold(name), *(fold(word) for word in name.split()), *pinyin(name).split()]


_OFFERS: Final[tuple[tuple[type[Slot], Callable[[str, Context], tuple[Option, ...]]], ...]] = (
    (AccountSlot, _accounts),
    (PersonSlot, _people),
    (PeopleSlot, _people),
)
