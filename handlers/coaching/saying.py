"""Small numbers as words, and an account's principal contradiction as its team wrote it."""

from __future__ import annotations

from decimal import Decimal

from handlers.values import Name, Number, T, Value, t
from storage.tables.accounts import Account

MOST = 9


def counted(count: int) -> Value:
    """ "Two things", 两件事: up to nine as a word."""
    return t(f"coaching.count.{count}") if 1 <= count <= MOST else Number(value=Decimal(count))


def contradiction(account: Account) -> T:
    """Quoted; where nobody has written one, that is said instead."""
    if account.contradiction is None:
        return t("coaching.contradiction.none")
    return t("coaching.contradiction.said", words=Name(names=account.contradiction))
