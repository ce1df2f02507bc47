"""The slot of an account: by name in any script, alias or id, the longest match at the front (domain.md 11)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from handlers.arguments.line import Span, Words
from handlers.arguments.names import Match, beginning, matched, nearest
from handlers.arguments.plain import fold, has_han, pinyin
from handlers.arguments.slot import ASK_ME, Asked, Input, Slot, Taken, echo, offered
from handlers.reply import Button, Option, Refused
from handlers.values import Name, t
from storage.database import Unit
from storage.find import names
from storage.find.names import Called

_ID: Final = re.compile(r"(?:id=)?([0-9]{1,12})")
_OFFERED: Final = 5
_LISTED: Final = 100
_LONGEST: Final = 6


@dataclass(frozen=True)
class AccountSlot(Slot):
    """In an account's own channel it may be left out. Names of open accounts are no secret: standings show them."""

    input: ClassVar[Input] = "account"

    def take(self, words: Words, asked: Asked) -> Taken | None:
        if not words or (self._here(asked) and asked.comes_later(words)):
            return None
        if found := self._known(words, asked):
            return found
        if self._here(asked) and not self._meant(words, asked):
            return None
        if asked.required or not asked.comes_later(words):
            return self._spelt_or_near(words, asked)
        return None

    def _known(self, words: Words, asked: Asked) -> Taken | None:
        if taken := _by_id(words, asked):
            return taken
        match = by_index(words, asked.ctx.unit)
        if match is None or match.span is None:
            return None
        if match.how == "several":
            raise _which(match.things, words, match.span.end, asked)
        return Taken(match.things[0], match.span.rest)

    def _here(self, asked: Asked) -> bool:
        return asked.ctx.where.account_id is not None and not asked.form

    def _meant(self, words: Words, asked: Asked) -> bool:
        """Whether an account's own channel hears another account's name: the next part stands further on, or none."""
        return not asked.later or any(asked.comes_later(words.drop(at)) for at in range(1, min(len(words), _LONGEST)))

    def _spelt_or_near(self, words: Words, asked: Asked) -> Taken:
        known = every_name(asked.ctx.unit)
        match = matched(words, known)
        if match and match.span:
            if match.how == "several":
                raise _which(match.things, words, match.span.end, asked)
            return Taken(match.things[0], match.span.rest)
        typed = _name_alone(words, asked)
        near = nearest(typed.plain, known)
        if near.how == "several":
            raise _which(near.things, words, typed.end, asked)
        raise _closest(near.things, words, typed, asked)

    def fallback(self, asked: Asked) -> object | None:
        return asked.ctx.where.account_id

    def show(self, value: object, asked: Asked) -> str:
        return shown(value, asked)

    def written(self, value: object, asked: Asked) -> str:
        """By its id: what stands behind a name in a line could make it another one's."""
        return f"id={value}"

    def field(self, value: object, asked: Asked) -> str:
        return f"id={value}"

    def wrong(self, words: Words, asked: Asked) -> Refused:
        return Refused(t("arguments.account.unknown", text=echo(words.typed)))

    def options(self, asked: Asked) -> tuple[Option, ...]:
        found = names.some_accounts(asked.ctx.unit, asked.ctx.who.id, _LISTED)
        return tuple(Option(value=f"id={each.id}", label=Name(names=each.names)) for each in found)


def by_index(words: Words, unit: Unit) -> Match[int] | None:
    """Exact names and aliases by the index on them, then their beginnings in whole words, then how they are spelt."""
    spans = [span for span in words.names(_LONGEST) if span.key]
    exact: dict[str, list[int]] = {}
    for called in names.accounts_called(unit, {span.key for span in spans}):
        exact.setdefault(called.folded, []).append(called.account_id)
    for span in spans:
        if span.key in exact:
            return _match(exact[span.key], span)
    known = _by_account(names.accounts_beginning(unit, _start(words)))
    for span in spans:
        if found := beginning(span.plain, known):
            return _match(found, span)
    key = fold(words.first)
    return matched(words, _by_account(names.accounts_spelt(unit, key))) if len(key) > 1 and key.isascii() else None


def shown(value: object, asked: Asked) -> str:
    """The name it is known by, where that name leads back to it alone; else its id."""
    account = names.open_account(asked.ctx.unit, value) if isinstance(value, int) else None
    name = (account.names.get("en") or next(iter(account.names.values()), "")) if account else ""
    match = by_index(Words.of(name), asked.ctx.unit) if name else None
    certain = match is not None and match.how == "one" and match.things == (value,)
    whole = certain and match is not None and match.span is not None and not match.span.rest
    return name if whole and not _ID.fullmatch(name) else f"id={value}"


def alias_keys(text: str) -> tuple[str, str]:
    """What an alias is stored with: `folded` and `pinyin`."""
    return fold(text), pinyin(text)


def _by_id(words: Words, asked: Asked) -> Taken | None:
    found = _ID.fullmatch(words.first)
    if found is None or (asked.ctx.where.account_id is not None and not words.first.startswith("id=")):
        return None
    account = names.open_account(asked.ctx.unit, int(found[1]))
    return Taken(account.id, words.drop()) if account else None


def _start(words: Words) -> str:
    """What every name that could stand here begins with: a Latin word, or two Han characters."""
    key = fold(words.first)
    return key[:2] if has_han(key) else key


def _match(ids: Iterable[int], span: Span) -> Match[int]:
    found = tuple(dict.fromkeys(ids))
    return Match("one" if len(found) == 1 else "several", found, span)


def every_name(unit: Unit) -> dict[int, Sequence[str]]:
    known = _by_account(names.every_account_name(unit))
    return known | {each.id: list(each.names.values()) for each in names.unaliased_accounts(unit)}


def _by_account(found: Iterable[Called]) -> dict[int, Sequence[str]]:
    known: dict[int, list[str]] = {}
    for called in found:
        known.setdefault(called.account_id, list(called.names.values())).append(called.text)
    return {id: list(dict.fromkeys(each)) for id, each in known.items()}


def _name_alone(words: Words, asked: Asked) -> Span:
    """How far an unknown name goes: up to the part that follows; one word, or all of them where none can follow."""
    for count in range(1, min(len(words), _LONGEST + 2)):
        if asked.comes_later(words.drop(count)):
            return words.head(count)
    return words.head(1 if asked.later else len(words))


def _which(ids: Sequence[int], words: Words, end: int, asked: Asked) -> Refused:
    buttons = _offers(ids[:_OFFERED], words.start, end, asked)
    if more := len(ids) - _OFFERED:
        label = t("arguments.more", number=more) if more > 0 else None
        command = asked.instead(words.start, end, ASK_ME)
        buttons += [Button(label=label, command=command)] if label else []
    return Refused(t("arguments.account.which"), offered(*buttons))


def _closest(ids: Sequence[int], words: Words, typed: Span, asked: Asked) -> Refused:
    said = echo(words.text[words.start : typed.end])
    key = "arguments.account.closest" if ids else "arguments.account.unknown"
    every = Button(label=t("arguments.account.all"), command=asked.instead(words.start, typed.end, ASK_ME))
    return Refused(t(key, text=said), offered(*_offers(ids, words.start, typed.end, asked), every))


def _offers(ids: Sequence[int], start: int, end: int, asked: Asked) -> list[Button]:
    found = ((id, names.open_account(asked.ctx.unit, id)) for id in ids)
    return [
        Button(label=Name(names=account.names), command=asked.instead(start, end, f"id={id}"))
        for id, account in found
        if account
    ]
