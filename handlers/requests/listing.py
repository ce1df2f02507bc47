"""/requests [mine|DEPARTMENT|ACCOUNT]: what is open, when it is due, whose turn it is (domain.md 11).

The instant is that of the clock which counts now; a mark says how it stands. Only what the asker may see.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from handlers.arguments.numbers import RequestNumberSlot
from handlers.arguments.slots import ADepartment, AnAccount, Keyed, one_of
from handlers.command import Args, Command, nothing
from handlers.context import Context
from handlers.permissions import May
from handlers.reply import Button, Buttons, Column, Line, Part, Reply, Row, Table, only_you
from handlers.requests.card_buttons import typed
from handlers.requests.clocks import Standing, read
from handlers.requests.sayings import kind, open_button, ref
from handlers.values import Name, T, Value, moment, t
from scoring.hearers import Absence, stand_in
from scoring.requests import RequestState
from scoring.terms import ClockName
from storage.find import accounts, company
from storage.find import requests as find
from storage.find.requests import Eyes, Which
from storage.tables.accounts import Account
from storage.tables.company import Member, OrgUnit
from storage.tables.requests import Request

PAGE = 10
AT_RISK, LATE = 75, 100


class Requests(Args):
    mine: Annotated[str, one_of("mine")] | None = None
    department: ADepartment | None = None
    account: AnAccount | None = None
    after: Annotated[int, Keyed("after=", RequestNumberSlot())] | None = None


@dataclass(frozen=True)
class Around:
    """The rows around a page of requests, each read in one query."""

    accounts: Mapping[int, Account]
    units: Mapping[int, OrgUnit]
    members: Mapping[int, Member]
    clocks: Mapping[int, Mapping[ClockName, Standing]]


def listing(args: Requests, row: None, ctx: Context) -> Reply:
    return only_you(*open_requests(_which(args, ctx), ctx, args.after or 0))


def open_requests(which: Which, ctx: Context, after: int = 0) -> tuple[Part, ...]:
    """A page of the open requests as the asker sees them, also for the board."""
    eyes = eyes_of(ctx)
    found = find.open_page(ctx.unit, which, eyes, after, PAGE + 1)
    if not found:
        return _empty(which, ctx)
    page, around = found[:PAGE], _around(found[:PAGE], ctx)
    caption = _caption(which, find.how_many_open(ctx.unit, which, eyes), ctx)
    rows = tuple(_row(each, around, ctx) for each in page)
    table = Table(caption=caption, columns=_columns(), rows=rows, foot=t("requests.list.foot"))
    return (table, *_buttons(page, which, len(found) > PAGE, ctx))


def _which(args: Requests, ctx: Context) -> Which:
    """What was named; else what the place is about; else one's own."""
    if args.account or args.department:
        return Which(account_id=args.account, unit_id=args.department)
    if args.mine is None and (ctx.where.account_id or ctx.where.unit_id):
        return Which(account_id=ctx.where.account_id, unit_id=ctx.where.unit_id)
    return Which(member_id=ctx.who.id)


def eyes_of(ctx: Context) -> Eyes:
    away = {id: Absence(each.until_at, each.deputy_id) for id, each in company.absences(ctx.unit, ctx.now).items()}
    absent = frozenset(id for id in away if stand_in(id, away, ctx.now) == ctx.who.id)
    return Eyes(ctx.who.id, ctx.who.unit_id, ctx.company_day, absent)


def _around(page: list[Request], ctx: Context) -> Around:
    rows = find.clocks_of_all(ctx.unit, {each.id for each in page})
    return Around(
        accounts=find.accounts_behind(ctx.unit, {each.account_id for each in page}),
        units=find.units_behind(ctx.unit, {each.unit_id for each in page}),
        members=company.members(ctx.unit, {each.holder_id for each in page if each.holder_id is not None}),
        clocks={
            id: {name: Standing(row, read(row), ctx.now) for name, row in clocks.items()}
            for id, clocks in rows.items()
        },
    )


def _columns() -> tuple[Column, ...]:
    names = ("state", "number", "due", "turn", "what")
    return tuple(Column(label=t(f"requests.list.column.{name}")) for name in names)


def _row(request: Request, around: Around, ctx: Context) -> Row:
    it = _running(request, around)
    account = Name(names=around.accounts[request.account_id].names)
    what = t("requests.list.what", account=account, kind=kind(request), priority=_priority(request))
    cells: tuple[Value, ...] = (_mark(it), ref(request), _due(request, it), _turn(request, around, ctx), what)
    return Row(cells=cells, mine=request.holder_id == ctx.who.id, press=f"request R{request.number}")


def _running(request: Request, around: Around) -> Standing:
    clocks = around.clocks[request.id]
    first = clocks[ClockName.ACKNOWLEDGE]
    return first if RequestState(request.state) is RequestState.OPEN and first.running else clocks[ClockName.RESOLVE]


def _mark(it: Standing) -> T:
    """How far its time is used up, as the ladder has told it."""
    if not it.running:
        return t("words.mark.no_data")
    stood = it.row.stood
    name = "off_track" if stood >= LATE else "at_risk" if stood >= AT_RISK else "on_track"
    return t(f"words.mark.{name}")


def _due(request: Request, it: Standing) -> T:
    if not it.running or it.due is None:
        return t("requests.list.stopped")
    if it.row.stood >= LATE:
        return t("requests.list.late", since=moment(it.late_since or it.due))
    first = it.row.name == ClockName.ACKNOWLEDGE
    return t("requests.list.acknowledge" if first else "requests.list.due", due=moment(it.due))


def _turn(request: Request, around: Around, ctx: Context) -> Value:
    member = around.members.get(request.holder_id or 0)
    return ctx.name(member) if member else Name(names=around.units[request.unit_id].names)


def _priority(request: Request) -> T:
    return t(f"words.priority.{request.priority}")


def _caption(which: Which, count: int, ctx: Context) -> T:
    if which.account_id is not None:
        account = accounts.the_account(ctx.unit, which.account_id)
        return t("requests.list.at_account", count=count, account=Name(names=account.names))
    if which.unit_id is not None:
        return t("requests.list.with_unit", count=count, unit=_unit(which.unit_id, ctx))
    return t("requests.list.mine", count=count)


def _empty(which: Which, ctx: Context) -> tuple[Part, ...]:
    """One sentence and one action."""
    if which.account_id is not None:
        account = accounts.the_account(ctx.unit, which.account_id)
        words = t("requests.list.none_at_account", account=Name(names=account.names))
        return (Line(text=words), _ask(f"ask {typed(account)}"))
    if which.unit_id is not None:
        return (Line(text=t("requests.list.none_with_unit", unit=_unit(which.unit_id, ctx))), _ask("ask"))
    return (Line(text=t("requests.list.none_mine")), _ask("ask"))


def _ask(command: str) -> Buttons:
    return Buttons(shown=(Button(label=t("requests.button.ask"), command=command),))


def _buttons(page: list[Request], which: Which, more: bool, ctx: Context) -> tuple[Buttons, ...]:
    """One's own turn first, then the next page."""
    turns = [open_button(each) for each in page if each.holder_id == ctx.who.id]
    following = Button(label=t("requests.button.next_page"), command=_next(which, page[-1], ctx))
    shown = (*turns[:2], *((following,) if more else ()))
    return (Buttons(shown=shown),) if shown else ()


def _next(which: Which, last: Request, ctx: Context) -> str:
    if which.account_id is not None:
        what = typed(accounts.the_account(ctx.unit, which.account_id))
    elif which.unit_id is not None:
        unit = company.the_unit(ctx.unit, which.unit_id)
        what = unit.code or next(iter(unit.names.values()))
    else:
        what = "mine"
    return f"requests {what} after=R{last.number}"


def _unit(unit_id: int, ctx: Context) -> Name:
    return Name(names=company.the_unit(ctx.unit, unit_id).names)


COMMANDS = (
    Command(
        "requests",
        takes=Requests,
        on=nothing,
        may=May.ANYONE,
        run=listing,
        example="requests mine",
        reads=True,
    ),
)
