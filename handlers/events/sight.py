"""sight ACCOUNT: ask the one who answers for an account about what is not yours to see (voice.md 3.11)."""

from __future__ import annotations

from handlers.arguments.slots import AnAccount
from handlers.command import Args, Command
from handlers.context import Context
from handlers.events.figures import account_name, name
from handlers.events.found import the_account
from handlers.events.lines import typed
from handlers.permissions import May
from handlers.reply import Button, Buttons, Line, Refused, Reply, only_you
from handlers.tell import tell
from handlers.values import t
from scoring.terms import TriangleRole
from storage.find import accounts
from storage.tables.accounts import Account
from storage.tables.company import Member


class Sight(Args):
    account: AnAccount


def find_ar(account: Account, ctx: Context) -> Member | None:
    return next(iter(accounts.team(ctx.unit, account.id, ctx.company_day)[TriangleRole.AR]), None)


def ask_button(account: Account, ar: Member) -> Button:
    return Button(label=t("events.button.ask_person", who=name(ar)), command=f"sight {typed(account)}")


def ask_for_sight(account: Account, ctx: Context) -> tuple[Buttons, ...]:
    ar = find_ar(account, ctx)
    return () if ar is None else (Buttons(shown=(ask_button(account, ar),)),)


def ask(args: Sight, account: Account, ctx: Context) -> Reply:
    ar = find_ar(account, ctx)
    if ar is None:
        raise Refused(t("events.sight.nobody", account=account_name(account)))
    if ar.id == ctx.who.id:
        raise Refused(t("events.sight.yours", account=account_name(account)))
    tell(ar, Line(text=t("events.sight.asks", who=name(ctx.who), account=account_name(account))), ctx=ctx)
    return only_you(Line(text=t("events.sight.asked", who=name(ar))))


COMMANDS = (
    Command(
        word="sight",
        takes=Sight,
        on=the_account,
        may=May.SEE_ACCOUNT,
        run=ask,
        example="sight Huaxing",
        menu=False,
    ),
)
