"""Names as values of a text, and as they are typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from handlers.arguments.accounts import alias_keys
from handlers.arguments.plain import fold, has_han, pinyin
from handlers.context import Context
from handlers.reply import Button, Buttons
from handlers.values import Listed, Name, Value
from scoring.terms import Language
from storage.database import Unit
from storage.find import names as known
from storage.tables.accounts import Account
from storage.tables.company import Member, OrgUnit


def named(row: Account | Member | OrgUnit) -> Name:
    """For a text that more than one person reads: nobody is "you" in it."""
    return Name(names=row.names)


def listed(found: Iterable[Member]) -> Listed:
    items: tuple[Value, ...] = tuple(named(each) for each in found)
    return Listed(items=items, joined="and")


def typed(account: Account) -> str:
    """An account as one may type it wherever one is."""
    return f"id={account.id}"


def at(member: Member) -> str:
    """A person as one may type them."""
    return f"@{member.handle}" if member.handle else f"@id={member.id}"


def script_of(text: str, ctx: Context) -> Language:
    """The language that words are taken to be in: Han characters are the writer's Chinese, else the mainland's."""
    if not has_han(text):
        return Language.EN
    own = Language(ctx.who.language)
    return Language.ZH_HANS if own is Language.EN else own


def given(en: str | None, zh_hans: str | None, zh_hant: str | None) -> dict[str, str]:
    """The names that were given, by script."""
    scripts = {Language.EN: en, Language.ZH_HANS: zh_hans, Language.ZH_HANT: zh_hant}
    return {str(script): name for script, name in scripts.items() if name}


def same(one: str, other: str) -> bool:
    """Whether two names are found under the same key."""
    return fold(one) == fold(other)


def keys(name: str) -> tuple[str, str]:
    """What an alias of this name is stored with."""
    return alias_keys(name)


def handle_of(name: str, taken: set[str]) -> str:
    """A short name made from a name, with a number where it is taken.

    >>> handle_of("Lin Yue", {"linyue"}), handle_of("林悦", set())
    ('linyue2', 'linyue')
    """
    base = (pinyin(name).split() or [fold(name)])[0] or "member"
    numbered = (base if count == 1 else f"{base}{count}" for count in range(1, len(taken) + 2))
    return next(handle for handle in numbered if handle not in taken)


def short(account: Account, unit: Unit) -> dict[str, str]:
    """Its names as people say them: the first word, or two Han characters, where that leads to it alone."""
    return {script: _short(name, account, unit) for script, name in account.names.items()}


def _short(name: str, account: Account, unit: Unit) -> str:
    start = name[:2] if has_han(name) else name.split()[0]
    found = {called.account_id for called in known.accounts_beginning(unit, fold(start))}
    return start if found == {account.id} else name


def buttons(pressed: Iterable[Button]) -> tuple[Buttons, ...]:
    """At most three in sight, the rest behind; nothing where there is none."""
    every = tuple(pressed)
    return (Buttons(shown=every[:3], more=every[3:]),) if every else ()


def first(names: Mapping[str, str]) -> str:
    """A name for those who keep records: the English one, else any."""
    return names.get("en") or next(iter(names.values()))
