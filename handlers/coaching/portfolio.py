"""What a manager's week rests on: their accounts as they stand, a week ago, and what happened between."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from handlers.coaching.seen import Seen, everything
from handlers.coaching.sight import Sight, look
from handlers.context import Context
from handlers.relations import sees_money
from handlers.scorecards.bars import Side, sides
from handlers.scorecards.figures import hundredths
from handlers.scorecards.gates import Gate, gates
from handlers.scorecards.view import View
from scoring.scorecard.evaluate import evaluate
from scoring.scorecard.gates import Verdict
from storage.find import digests, standings
from storage.find.digests import Late, Win
from storage.find.periods import period_of
from storage.find.sheets import Loaded, loaded
from storage.find.standings import Service
from storage.tables.accounts import Account
from storage.tables.company import Member
from storage.tables.standings import AccountDay

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Standing:
    """One account: its view (None without a plan), and its outlook as shown, in hundredths, now and a week ago.

    `before` is what had counted a week ago, where a gate is failed now.
    """

    account: Account
    view: View | None
    then: AccountDay | None
    before: Loaded | None = None

    @property
    def outlook(self) -> int | None:
        exact = self.view.result.outlook if self.view else None
        return None if exact is None else hundredths(exact)

    @property
    def change(self) -> int | None:
        if self.outlook is None or self.then is None or self.then.outlook is None:
            return None
        return self.outlook - self.then.outlook

    @property
    def marks(self) -> list[Side]:
        return sides(self.view) if self.view else []

    @property
    def gates(self) -> list[Gate]:
        return gates(self.view.result, self.view.sheet) if self.view else []

    @property
    def failed(self) -> Gate | None:
        return next((gate for gate in self.gates if gate.verdict is Verdict.FAILED), None)


@dataclass(frozen=True)
class Portfolio:
    """A reader's accounts, best first, those without data last. `money`: the accounts of the wins whose amounts
    they may see; `units` names the departments behind the wins."""

    now: datetime
    day: date
    since: date
    standings: Sequence[Standing]
    wins: Sequence[Win]
    units: Mapping[int, Mapping[str, str]]
    money: frozenset[int]
    late: Sequence[Late]
    services: Sequence[Service]
    seen: Sequence[Seen]
    sight: Sight

    @property
    def of_day(self) -> tuple[int, int] | None:
        view = next((each.view for each in self.standings if each.view), None)
        return view.place if view else None


def portfolio(reader: Member, ctx: Context, sight: Sight | None = None) -> Portfolio:
    """Everything in a fixed number of questions; several readers may share what was looked at."""
    sight = sight or look(ctx)
    mine = set(digests.accounts_under(ctx.unit, reader.id))
    day, since = sight.day, sight.day - WEEK
    then = digests.days_of(ctx.unit, mine, since)
    found = [
        _with_before(_standing(sight, sight.accounts[id], then, day), ctx)
        for id in sorted(mine & set(sight.accounts))
    ]
    wins = digests.wins(ctx.unit, mine, ctx.now - WEEK)
    read_by = replace(ctx, who=reader)
    return Portfolio(
        now=ctx.now,
        day=day,
        since=since,
        standings=sorted(found, key=lambda each: (each.outlook is None, -(each.outlook or 0))),
        wins=wins,
        units=digests.names_of(ctx.unit, {behind.unit_id for win in wins for behind in win.behind}),
        money=frozenset(
            id for id in {win.event.account_id for win in wins} if sees_money(sight.accounts[id], read_by)
        ),
        late=digests.late(ctx.unit, mine, ctx.now - WEEK),
        services=standings.departments(ctx.unit, period_of(ctx.unit, day), day),
        seen=[each for each in _once(everything(sight, ctx)) if each.account.id in mine],
        sight=sight,
    )


def _standing(sight: Sight, account: Account, then: Mapping[int, AccountDay], day: date) -> Standing:
    sheet, before = sight.sheets.get(account.id), then.get(account.id)
    if sheet is None:
        return Standing(account, None, before)
    card = sheet.card
    return Standing(account, View(account, sheet, card, evaluate(card, day), day, before), before)


def _with_before(it: Standing, ctx: Context) -> Standing:
    if it.failed is None:
        return it
    return replace(it, before=loaded(ctx.unit, it.account.id, ctx.company_day - WEEK))


def _once(seen: Sequence[Seen]) -> Iterator[Seen]:
    """Each cause once, whoever else hears of it."""
    causes: set[str] = set()
    for each in seen:
        if each.cause not in causes:
            causes.add(each.cause)
            yield each
