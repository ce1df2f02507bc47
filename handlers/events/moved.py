"""How an account stands, and how a fact moved it: standings are live, so the reply shows them (domain.md 4.6)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from handlers.context import Context
from handlers.events.figures import account_name
from handlers.values import Figure, T, t
from storage import scores
from storage.tables.accounts import Account


@dataclass(frozen=True)
class Stand:
    """Outlook in hundredths, and the rank it gives among how many; None without data."""

    outlook: int | None
    rank: int | None
    of: int


def stand(account_id: int, ctx: Context) -> Stand:
    """Today's, scored now where nothing was scored today yet."""
    day = ctx.company_day
    row = scores.today(ctx.unit, account_id, day) or scores.rescore(ctx.unit, account_id, day)
    rank, of = scores.rank(ctx.unit, account_id, day)
    return Stand(row.outlook if row else None, rank, of)


def moved(account: Account, before: Stand, after: Stand) -> T:
    """ "Huaxing Rail: outlook 84.96 → 89.89 (+4.93), rank 2 → 1 of 4"."""
    if before.outlook is None or after.outlook is None or before.rank is None or after.rank is None:
        return t("events.moved.unplanned", account=account_name(account))
    same = before.rank == after.rank
    was = {} if same else {"was": before.rank}
    return t(
        "events.moved.same_rank" if same else "events.moved.rank",
        account=account_name(account),
        before=figure(before.outlook),
        after=figure(after.outlook),
        change=figure(after.outlook - before.outlook, signed=True),
        rank=after.rank,
        of=after.of,
        **was,
    )


def figure(hundredths: int, signed: bool = False) -> Figure:
    return Figure(value=Decimal(hundredths) / 100, signed=signed)
