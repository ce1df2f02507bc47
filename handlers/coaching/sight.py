"""What a batch of nudges looks at, asked once for everybody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from handlers.context import Context
from handlers.local_time import local
from scoring.coaching.rules import PENDING_DAYS
from storage.find import accounts, coaching, company
from storage.find.coaching import Sat
from storage.find.sheets import Loaded, all_loaded
from storage.tables.accounts import Account
from storage.tables.company import Member
from storage.tables.events import Event
from storage.tables.requests import Request


@dataclass(frozen=True)
class Sight:
    """Everything the rules read, by account and member id."""

    day: date
    accounts: Mapping[int, Account]
    members: Mapping[int, Member]
    managers: Mapping[int, int]
    seats: Sequence[Sat]
    last_events: Mapping[int, date]
    pending: Sequence[Event]
    waiting: Sequence[Request]
    sheets: Mapping[int, Loaded]

    def team(self, account_id: int) -> list[int]:
        return [sat.member_id for sat in self.seats if sat.account_id == account_id]

    def holders(self, account_id: int, role: str) -> list[int]:
        return [sat.member_id for sat in self.seats if sat.account_id == account_id and sat.role == role]


def look(ctx: Context) -> Sight:
    """A fixed number of questions, whatever there is."""
    day = ctx.company_day
    found = {account.id: account for account in accounts.open_accounts(ctx.unit)}
    return Sight(
        day=day,
        accounts=found,
        members={member.id: member for member in coaching.active_members(ctx.unit)},
        managers=company.nearest_managers(ctx.unit),
        seats=coaching.triangle_seats(ctx.unit, day),
        last_events=coaching.last_event_days(ctx.unit),
        pending=coaching.pending_since(ctx.unit, _for_days(ctx, PENDING_DAYS)),
        waiting=coaching.waiting_for_their_requester(ctx.unit),
        sheets={loaded.sheet.account_id: loaded for loaded in all_loaded(ctx.unit, day)},
    )


def _for_days(ctx: Context, days: int) -> datetime:
    """What came before this instant is so many days old: days are counted as on the calendar."""
    return local(ZoneInfo(ctx.company.timezone), ctx.company_day - timedelta(days=days - 1), time())
