"""Slots of accounts, people and departments by name (domain.md 11)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from handlers.arguments.accounts import AccountSlot
from handlers.arguments.line import Words
from handlers.arguments.names import Match, matched, nearest
from handlers.arguments.plain import fold
from handlers.arguments.slot import Asked, Input, Slot, Taken, echo, offered
from handlers.reply import Button, Option, Refused
from handlers.values import Name, t
from storage.find import company, names
from storage.find.names import Known
from storage.tables.company import OrgUnit

__all__ = ["AccountSlot", "DepartmentSlot", "PeopleSlot", "PersonSlot"]

_ME: Final = frozenset(("me", "myself", "我", "本人", "自己"))
_ID: Final = re.compile(r"id=([0-9]{1,15})")
_HANDLE: Final = re.compile(r"[^\s@=,;]+")
_BETWEEN: Final = frozenset(("and", "&", ",", "、", "和", "与", "與"))
_FUNCTIONS: Final = {
    "executives": ("executives", "高管", "領導"),
    "rd": ("R&D", "研发", "研發"),
}


@dataclass(frozen=True)
class PersonSlot(Slot):
    """A person: `@handle`, `@Name With Space`, a name in any script, `me`."""

    input: ClassVar[Input] = "person"

    def take(self, words: Words, asked: Asked) -> Taken | None:
        if not words:
            return None
        taken = person(words, asked)
        if taken is None and (words.first.startswith("@") or asked.required) and not asked.comes_later(words):
            raise self.wrong(words, asked)
        return taken

    def show(self, value: object, asked: Asked) -> str:
        return shown(value, asked)

    def begins(self, words: Words, asked: Asked) -> bool:
        return words.first.startswith("@") or fold(words.first) in _ME

    def wrong(self, words: Words, asked: Asked) -> Refused:
        return unknown_person(words, asked)

    def options(self, asked: Asked) -> tuple[Option, ...]:
        return _people(names.active_members(asked.ctx.unit, most=100))


@dataclass(frozen=True)
class PeopleSlot(Slot):
    """One person or more: behind `with`, only what certainly is a person counts."""

    input: ClassVar[Input] = "people"

    def take(self, words: Words, asked: Asked) -> Taken | None:
        found: list[int] = []
        while words:
            taken = person(words, asked)
            if taken is None and words.first.startswith("@"):
                raise unknown_person(words, asked)
            if taken is None:
                break
            found += [taken.value] if isinstance(taken.value, int) else []
            words = _past_comma(taken.rest)
        return Taken(tuple(dict.fromkeys(found)), words) if found else None

    def show(self, value: object, asked: Asked) -> str:
        return " ".join(shown(each, asked) for each in value) if isinstance(value, tuple) else shown(value, asked)

    def begins(self, words: Words, asked: Asked) -> bool:
        return words.first.startswith("@")

    def wrong(self, words: Words, asked: Asked) -> Refused:
        return unknown_person(words, asked)

    def options(self, asked: Asked) -> tuple[Option, ...]:
        return _people(names.active_members(asked.ctx.unit, most=100))


@dataclass(frozen=True)
class DepartmentSlot(Slot):
    """A department by its code or its name in any language."""

    input: ClassVar[Input] = "choice"

    def take(self, words: Words, asked: Asked) -> Taken | None:
        match = matched(words, _department_names(asked), longest=4) if words else None
        if match is None or match.span is None:
            return None
        if match.how == "several":
            raise _which_department(match, words, asked)
        return Taken(match.things[0], match.span.rest)

    def show(self, value: object, asked: Asked) -> str:
        unit = next((each for each in company.departments(asked.ctx.unit) if each.id == value), None)
        if unit is None:
            return f"id={value}"
        return unit.code or next(iter(unit.names.values()), f"id={value}")

    def wrong(self, words: Words, asked: Asked) -> Refused:
        word = words.keep(1)
        match = nearest(word.typed, _department_names(asked))
        units = {each.id: each for each in company.departments(asked.ctx.unit)}
        offer = match.things or tuple(units)[:5]
        buttons = _buttons([(units[id].names, self.show(id, asked)) for id in offer], word, asked)
        return Refused(t("arguments.department.unknown", text=echo(word.typed)), offered(*buttons))

    def options(self, asked: Asked) -> tuple[Option, ...]:
        found = company.departments(asked.ctx.unit)
        return tuple(Option(value=self.show(each.id, asked), label=Name(names=each.names)) for each in found)


def person(words: Words, asked: Asked) -> Taken | None:
    """Who stands at the front of the words; None where nobody certainly does. Refused where it may be several."""
    at = words.behind("@") or words
    if not at:
        return None
    if fold(at.first) in _ME:
        return Taken(asked.ctx.who.id, at.drop())
    if by_id := _ID.fullmatch(at.first):
        return _by_id(int(by_id[1]), at, asked)
    word = _HANDLE.match(at.first)
    handle = word.group().rstrip(".!?。、") if word else ""
    found = names.member_with_handle(asked.ctx.unit, {handle, handle.lower(), "@" + handle}) if handle else None
    if found and not _goes_on(at):
        return Taken(found.id, at.drop())
    if found is None:
        return _by_name(at, words.first.startswith("@"), asked)
    return _longer(at, asked) or Taken(found.id, at.drop())


def _longer(words: Words, asked: Asked) -> Taken | None:
    """The only person whose whole name of several words stands here."""
    known = _called(names.active_members(asked.ctx.unit))
    for count in range(min(4, len(words)), 1, -1):
        span = words.head(count)
        called = [id for id, each in known.items() if span.key in map(fold, each)]
        if len(called) == 1:
            return Taken(called[0], span.rest)
    return None


def _goes_on(words: Words) -> bool:
    """Whether a handle may be only the beginning of a name: @Xu Fei, where xu is a handle."""
    following = words.text[words.drop().start :][:1]
    return following.isalpha() and following == following.upper()


def _by_id(id: int, words: Words, asked: Asked) -> Taken | None:
    found = company.find_member(asked.ctx.unit, id)
    return Taken(found.id, words.drop()) if found and found.active else None


def _by_name(words: Words, marked: bool, asked: Asked) -> Taken | None:
    """Without an @, part of a name is not enough: "with Chen" may be about a customer."""
    known = {each.id: each for each in names.active_members(asked.ctx.unit)}
    match = matched(_without_comma(words), _called(known.values()), longest=4)
    if match is None or match.span is None:
        return None
    if not marked and not asked.form and match.span.key not in _whole(known.values(), match.things):
        return None
    if match.how == "several":
        raise _which_person(match, words, known, asked)
    return Taken(match.things[0], words.seek(match.span.end))


def _called(members: Iterable[Known]) -> dict[int, Sequence[str]]:
    return {each.id: [*each.names.values(), each.handle] for each in members}


def _whole(members: Iterable[Known], ids: Sequence[int]) -> set[str]:
    return {fold(name) for each in members if each.id in ids for name in (*each.names.values(), each.handle)}


def _without_comma(words: Words) -> Words:
    """The words up to the first one that ends in a comma, since a name ends there."""
    ends = (at for at, word in enumerate(words.words) if word.plain[-1:] in ",、;")
    return words.keep(next(ends, len(words) - 1) + 1)


def _past_comma(words: Words) -> Words:
    return words.drop() if words.first.casefold() in _BETWEEN and words.drop().first.startswith("@") else words


def shown(value: object, asked: Asked) -> str:
    member = company.find_member(asked.ctx.unit, value) if isinstance(value, int) else None
    handle = member.handle if member else ""
    return f"@{handle}" if handle and _HANDLE.fullmatch(handle) and fold(handle) not in _ME else f"@id={value}"


def unknown_person(words: Words, asked: Asked) -> Refused:
    members = {each.id: each for each in names.active_members(asked.ctx.unit)}
    word = words.keep(1)
    match = nearest(word.typed.lstrip("@＠"), _called(members.values()))
    buttons = _buttons([(members[id].names, shown(id, asked)) for id in match.things], word, asked)
    key = "arguments.person.closest" if buttons else "arguments.person.unknown"
    return Refused(t(key, text=echo(word.typed)), *([offered(*buttons)] if buttons else []))


def _which_person(match: Match[int], words: Words, members: Mapping[int, Known], asked: Asked) -> Refused:
    start = words.text.rfind("@", 0, words.start) if words.text[: words.start].rstrip().endswith("@") else words.start
    span = Words(words.text, words.words[:1]).seek(start).keep(1) if start != words.start else words.keep(1)
    typed = match.span.end if match.span else span.words[0].end
    buttons = [
        Button(label=Name(names=members[id].names), command=asked.instead(start, typed, shown(id, asked)))
        for id in match.things[:5]
    ]
    return Refused(t("arguments.person.which"), offered(*buttons))


def _which_department(match: Match[int], words: Words, asked: Asked) -> Refused:
    units = {each.id: each for each in company.departments(asked.ctx.unit)}
    end = match.span.end if match.span else words.words[0].end
    slot = DepartmentSlot()
    buttons = [
        Button(label=Name(names=units[id].names), command=asked.instead(words.start, end, slot.show(id, asked)))
        for id in match.things[:5]
    ]
    return Refused(t("arguments.department.which"), offered(*buttons))


def _department_names(asked: Asked) -> dict[int, Sequence[str]]:
    units = company.departments(asked.ctx.unit)
    return {each.id: _names_of(each, units) for each in units}


def _names_of(unit: OrgUnit, units: Sequence[OrgUnit]) -> list[str]:
    """Its own names, and its function's where it is the only one with it."""
    alone = sum(each.function == unit.function for each in units) == 1
    shared = _FUNCTIONS.get(unit.function or "", ()) if alone else ()
    return [unit.code, *unit.names.values(), *shared, f"id={unit.id}"]


def _people(members: Iterable[Known]) -> tuple[Option, ...]:
    return tuple(Option(value=f"@{each.handle}", label=Name(names=each.names)) for each in members)


def _buttons(offers: Sequence[tuple[dict[str, str], str]], word: Words, asked: Asked) -> list[Button]:
    start, end = word.start, word.words[0].end if word else len(word.text)
    return [Button(label=Name(names=shown), command=asked.instead(start, end, new)) for shown, new in offers]
