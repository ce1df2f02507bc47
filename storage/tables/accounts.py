"""Accounts, their names and teams (domain.md 2)."""

from datetime import date
from decimal import Decimal

from sqlmodel import Field

from scoring.terms import Stage, TriangleRole
from storage.columns import choice, document, exact, key, link
from storage.tables.base import Row


class Account(Row, table=True):
    """A key account. `contradiction` is the principal contradiction by script; `weight` the strategic weight."""

    id: int = key()
    names: dict[str, str] = document()
    stage: Stage = choice(Stage)
    contradiction: dict[str, str] | None = document(default=None)
    region_id: int = link("org_unit.id", index=True)
    sponsor_id: int | None = link("member.id", default=None, index=True)
    currency: str = "CNY"
    weight: Decimal = exact(default=Decimal(1))
    opened_on: date
    archived: bool = False


class Alias(Row, table=True):
    """A name an account answers to; `folded` is the key for matching (case, width and script folded)."""

    id: int = key()
    account_id: int = link("account.id", index=True)
    text: str
    folded: str = Field(index=True)
    pinyin: str = ""


class Seat(Row, table=True):
    """A person on an account's team, in a role, from a day until a day (both included)."""

    id: int = key()
    account_id: int = link("account.id", index=True)
    member_id: int = link("member.id", index=True)
    role: TriangleRole = choice(TriangleRole)
    from_day: date
    to_day: date | None = None
