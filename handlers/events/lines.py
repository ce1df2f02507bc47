"""Command lines as buttons press them."""

from storage.tables.accounts import Account
from storage.tables.company import Member


def typed(account: Account) -> str:
    """An account as one may type it."""
    return account.names.get("en") or next(iter(account.names.values()))


def at(member: Member) -> str:
    """A person as one may type them."""
    return f"@{member.handle or member.names.get('en') or next(iter(member.names.values()))}"


def numbers(of: list[int]) -> str:
    return " ".join(str(each) for each in of)
