"""coached ACCOUNT [note]: a manager notes that they had the talk that the digest suggested (domain.md 7)."""

from __future__ import annotations

from handlers.arguments.slots import AnAccount, SomeWords
from handlers.command import Args, Command
from handlers.context import Context
from handlers.permissions import May
from handlers.post import post
from handlers.reply import Line, Reply, only_you
from handlers.scorecards.figures import account_name
from handlers.values import t
from storage.find import accounts
from storage.tables.accounts import Account


class Coached(Args):
    account: AnAccount
    note: SomeWords | None = None


def the_account(args: Coached, ctx: Context) -> Account:
    return accounts.the_account(ctx.unit, args.account)


def coached(args: Coached, account: Account, ctx: Context) -> Reply:
    post("account.coached", "account", account.id, ctx, account_id=account.id, note=args.note)
    return only_you(Line(text=t("coaching.coached.words", account=account_name(account))))


COMMANDS = (
    Command(
        "coached",
        takes=Coached,
        on=the_account,
        may=May.STEER_ACCOUNT,
        run=coached,
        example="coached Huaxing spoke with Lin Yue",
        menu=False,
    ),
)
