"""One-time codes that make two accounts one member: ten minutes, once, only their digests kept (domain.md 2)."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final, Literal

from handlers.arguments.plain import plain
from handlers.values import Name
from storage.database import Unit
from storage.find import links
from storage.tables.company import LinkCode

LASTS: Final = timedelta(minutes=10)
MOST_OPEN: Final = 3
MOST_WRONG: Final = 5
WITHIN: Final = timedelta(minutes=10)
_LETTERS: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_LENGTH: Final = 8


@dataclass(frozen=True)
class Login:
    """An account on a platform, whoever it is."""

    platform: str
    workspace: str
    user_id: str


@dataclass(frozen=True)
class Made:
    code: str
    until: datetime
    row: LinkCode


@dataclass(frozen=True)
class TooMany:
    """As many codes as may be are open; the first ends at `until`."""

    until: datetime


@dataclass(frozen=True)
class Judged:
    """What a code is to whoever typed it. Only who made it learns that it was right once (`used`, `expired`)."""

    how: Literal["good", "own", "used", "expired", "wrong"]
    row: LinkCode | None = None


def make(
    login: Login, now: datetime, unit: Unit, *, member_id: int | None, name: str = "", conversation: str | None = None
) -> Made | TooMany:
    """A new code for an account elsewhere of this member, or for the member that this account is."""
    whose = (login.platform, login.workspace, login.user_id)
    still_open = links.open_of(unit, *whose, now)
    if len(still_open) >= MOST_OPEN:
        return TooMany(still_open[0].expires_at)
    code = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    row = LinkCode(digest=_digest(code), member_id=member_id, name=name, conversation=conversation, **vars(login))
    row.expires_at = now + LASTS
    return Made(code, row.expires_at, links.add_code(unit, row))


def judge(typed: str, login: Login, member_id: int | None, now: datetime, unit: Unit) -> Judged:
    """What was typed as a code by an account; `member_id` is who that is, None for somebody unknown."""
    row = links.with_digest(unit, _digest(read(typed)))
    if row is None:
        return Judged("wrong")
    if _made_by(row, login, member_id):
        how: Literal["own", "used", "expired"] = "used" if row.used_at else "own"
        return Judged("expired" if how == "own" and row.expires_at <= now else how, row)
    fits = (row.member_id is None) != (member_id is None)
    return Judged("good", row) if fits and row.used_at is None and row.expires_at > now else Judged("wrong")


def wrong(login: Login, now: datetime, unit: Unit) -> None:
    """Count a wrong one."""
    links.add_try(unit, login.platform, login.workspace, login.user_id, now)


def rests_until(login: Login, now: datetime, unit: Unit) -> datetime | None:
    """When this account may try again; None while it may."""
    tries = links.tries_since(unit, login.platform, login.workspace, login.user_id, now - WITHIN)
    return None if len(tries) < MOST_WRONG else tries[-MOST_WRONG].at + WITHIN


def read(typed: str) -> str:
    """
    >>> read(" k7qf-3m2p ")
    'K7QF3M2P'
    """
    return "".join(char for char in plain(typed).upper() if char.isascii() and char.isalnum())


def shown(code: str) -> Name:
    """As it is read aloud: in two halves, the same in every language."""
    return Name(names={"en": f"{code[:4]}-{code[4:]}"})


def _made_by(row: LinkCode, login: Login, member_id: int | None) -> bool:
    if row.member_id is not None:
        return row.member_id == member_id
    return (row.platform, row.workspace, row.user_id) == (login.platform, login.workspace, login.user_id)


def _digest(code: str) -> str:
    return sha256(code.encode()).hexdigest()
