"""An account's card as everyone in this slice looks at it: loaded once, scored once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handlers.context import Context
from handlers.scorecards.figures import WEEK
from scoring.scorecard.card import Scorecard
from scoring.scorecard.result import Result
from storage import scores
from storage.find import sheets
from storage.find.moves import current
from storage.find.sheets import Loaded, Sheet, SheetVersion
from storage.tables.accounts import Account
from storage.tables.standings import AccountDay


@dataclass(frozen=True)
class View:
    """The plan with what counted, its result on `day`, and the row of a week ago as it was shown."""

    account: Account
    loaded: Loaded
    card: Scorecard
    result: Result
    day: date
    then: AccountDay | None

    @property
    def sheet(self) -> Sheet:
        return self.loaded.sheet

    @property
    def running(self) -> SheetVersion:
        """The version that is in force."""
        return current(self.sheet, self.day)

    @property
    def place(self) -> tuple[int, int]:
        """The day's number in the period, and how many days it has."""
        return (self.day - self.sheet.first).days + 1, (self.sheet.last - self.sheet.first).days + 1


def view(account: Account, ctx: Context) -> View | None:
    """The account as it stands today in the company's zone; None without a plan."""
    day = ctx.company_day
    loaded = sheets.loaded(ctx.unit, account.id, day)
    if loaded is None:
        return None
    card = loaded.card
    then = scores.today(ctx.unit, account.id, day - WEEK)
    return View(account, loaded, card, scores.evaluated(loaded.sheet, loaded.done, day), day, then)
