"""reopening ACCOUNT PERIOD: ask the manager to reopen a closed period, in which no event is stored (domain.md 3)."""

from __future__ import annotations

import re
from datetime import date

from handlers.arguments.slots import AnAccount, APeriod
from handlers.command import Args, Command
from handlers.context import Context
from handlers.events.figures import account_name, name
from handlers.events.found import the_account
from handlers.events.lines import typed
from handlers.permissions import May
from handlers.reply import Button, Buttons, Line, Refused, Reply, only_you
from handlers.tell import tell
from handlers.values import T, t
from storage.find import events, periods
from storage.tables.accounts import Account


class Reopening(Args):
    account: AnAccount
    period: APeriod


_ON_DAY = re.compile(r"\s+on\s+\S+", re.IGNORECASE)


def refuse_closed(account: Account, day: date, ctx: Context) -> None:
    if not periods.is_closed(ctx.unit, day):
        return
    code = periods.period_of(ctx.unit, day)
    manager = events.find_manager(ctx.unit, account)
    other = Button(label=t("events.button.other_day"), command=_another_day(ctx.line))
    if manager is None:
        raise Refused(t("events.closed.nobody", period=period_words(code)), Buttons(shown=(other,)))
    if manager.id == ctx.who.id:
        reopen = Button(label=t("events.button.reopen", period=period_words(code)), command=f"period reopen {code}")
        raise Refused(t("events.closed.yours", period=period_words(code)), Buttons(shown=(reopen, other)))
    ask = Button(label=t("events.button.ask_reopen", who=name(manager)), command=f"reopening {typed(account)} {code}")
    raise Refused(t("events.closed.ask", period=period_words(code), who=name(manager)), Buttons(shown=(ask, other)))


def period_words(code: str) -> T:
    """ "Q3 2026" for 2026Q3."""
    return t(f"words.period.q{code[5:]}", year=int(code[:4]))


def _another_day(line: str) -> str:
    """The same line with its day asked for."""
    return f"{_ON_DAY.sub('', line)} on ?"


def ask_manager(args: Reopening, account: Account, ctx: Context) -> Reply:
    manager = events.find_manager(ctx.unit, account)
    if manager is None:
        raise Refused(t("events.closed.nobody", period=period_words(args.period)))
    words = t(
        "events.closed.asks", who=name(ctx.who), account=account_name(account), period=period_words(args.period)
    )
    reopen = Button(
        label=t("events.button.reopen", period=period_words(args.period)), command=f"period reopen {args.period}"
    )
    tell(manager, Line(text=words), Buttons(shown=(reopen,)), ctx=ctx)
    return only_you(Line(text=t("events.closed.asked", who=name(manager))))


COMMANDS = (
    Command(
        word="reopening",
        takes=Reopening,
        on=the_account,
        may=May.LOG_EVENT,
        run=ask_manager,
        example="reopening Huaxing 2026Q3",
        menu=False,
    ),
)
