"""/home: my accounts with their outlook, what waits for me, my requests, what I brought (domain.md 11).

The same on every platform; Slack's App Home shows it too. It stands, so it says instants, never what is left.
"""

from __future__ import annotations

from collections.abc import Iterator

from handlers.command import Command, Nothing
from handlers.company.naming import buttons, named, typed
from handlers.company.settings import oneself
from handlers.context import Context
from handlers.permissions import May
from handlers.reply import Button, Heading, Line, Part, Reply, only_you
from handlers.requests.listing import open_requests
from handlers.requests.sayings import kind, open_button, stands
from handlers.scorecards.figures import shown
from handlers.scorecards.triangle import triangle
from handlers.values import Listed, Name, Ref, T, t
from storage.find import accounts, events, standings, turns
from storage.find.periods import year_start
from storage.find.requests import Which
from storage.quarters import quarter_of
from storage.tables.accounts import Account
from storage.tables.company import Member
from storage.tables.requests import Request

MOST = 5


def home(args: Nothing, who: Member, ctx: Context) -> Reply:
    return only_you(
        Heading(text=t("company.home.accounts")),
        *_accounts(who, ctx),
        Heading(text=t("company.home.waits")),
        *_waits(who, ctx),
        Heading(text=t("company.home.requests")),
        *open_requests(Which(member_id=who.id), ctx),
        Heading(text=t("company.home.ledger")),
        *_ledger(who, ctx),
    )


def _accounts(who: Member, ctx: Context) -> tuple[Part, ...]:
    """Those whose team they are on; of a manager without any, those that they manage."""
    mine = accounts.accounts_of(ctx.unit, who.id, ctx.company_day) or _managed(who, ctx)
    if not mine:
        board = Button(label=t("company.home.button.standings"), command="standings accounts")
        return Line(text=t("company.home.no_account")), *buttons([board])
    lines = [line for each in mine[:MOST] for line in _account(each, ctx)]
    open_them = [Button(label=named(each), command=f"score {typed(each)}") for each in mine[:MOST]]
    return *lines, *buttons(open_them)


def _managed(who: Member, ctx: Context) -> list[Account]:
    return [accounts.the_account(ctx.unit, id) for id in events.accounts_managed(ctx.unit, who.id)]


def _account(account: Account, ctx: Context) -> Iterator[Line]:
    day = standings.account_day_of(ctx.unit, account.id, ctx.company_day)
    stage = t(f"words.stage.{account.stage}")
    if day is None or day.outlook is None:
        yield Line(text=t("company.home.no_data", account=named(account), stage=stage))
    else:
        grade = t(f"words.grade.{day.grade}") if day.grade else t("words.no_data")
        outlook = shown(day.outlook)
        yield Line(text=t("company.home.account", account=named(account), stage=stage, outlook=outlook, grade=grade))
    yield Line(text=triangle(account, ctx))


def _waits(who: Member, ctx: Context) -> tuple[Part, ...]:
    pending = turns.events_for(ctx.unit, who, ctx.company_day, MOST)
    mine = turns.requests_for(ctx.unit, who, MOST)
    if not pending and not mine:
        return (Line(text=t("company.home.nothing")),)
    parts = [Line(text=_request(each, ctx)) for each in mine]
    pressed = [open_button(each) for each in mine]
    if pending:
        numbers = Listed(items=tuple(Ref(kind="event", number=each.number) for each in pending))
        parts.append(Line(text=t("company.home.confirm", len(pending), events=numbers)))
        pressed.insert(0, Button(label=t("company.home.button.pending"), command="my pending"))
    return *parts, *buttons(pressed)


def _request(request: Request, ctx: Context) -> T:
    account = Name(names=accounts.the_account(ctx.unit, request.account_id).names)
    ref = Ref(kind="request", number=request.number)
    return t("company.home.request", ref=ref, kind=kind(request), account=account, stands=stands(request, ctx))


def _ledger(who: Member, ctx: Context) -> tuple[Part, ...]:
    """What they were credited this quarter; what is still to be confirmed stands apart."""
    quarter = quarter_of(ctx.company_day, year_start(ctx.unit))
    own = standings.members(ctx.unit, quarter.code, None, 0, 0, who.id).own
    board = Button(label=t("company.home.button.members"), command="standings members")
    if not own:
        return Line(text=t("company.home.no_points")), *buttons([board])
    it, points = own[0], shown(own[0].figure or 0)
    if it.pending:
        words = t("company.home.points_pending", points=points, pending=shown(it.pending, signed=True))
    else:
        words = t("company.home.points", points=points)
    return Line(text=words), *buttons([board])


COMMANDS = (Command("home", takes=Nothing, on=oneself, may=May.SET_SELF, run=home, example="home", reads=True),)
