"""/account ACCOUNT: the account itself: stage, triangle, contradiction, sponsor, names, channels (domain.md 2)."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.arguments.slots import AnAccount
from handlers.command import Args, Command
from handlers.company.naming import buttons, named, typed
from handlers.context import Context
from handlers.permissions import May, allowed
from handlers.relations import relations, sees_money
from handlers.reply import Button, Line, Part, Reply, only_you
from handlers.scorecards.triangle import triangle
from handlers.values import Listed, Name, Said, T, Value, t
from storage.find import accounts, company
from storage.tables.accounts import Account


class OneAccount(Args):
    account: AnAccount


def the_account(args: OneAccount, ctx: Context) -> Account:
    return accounts.the_account(ctx.unit, args.account)


def show(args: OneAccount, account: Account, ctx: Context) -> Reply:
    return only_you(*card(account, ctx))


def card(account: Account, ctx: Context) -> tuple[Part, ...]:
    """For its own people and those who steer it; the others learn its stage and its triangle."""
    title = t("company.account.title", account=named(account), stage=t(f"words.stage.{account.stage}"))
    top = (Line(text=title, role="title"), Line(text=triangle(account, ctx)))
    if not _inside(account, ctx):
        return *top, *buttons([_press("score", account)])
    said = Line(text=_contradiction(account))
    lines = (Line(text=words) for words in _further(account, ctx))
    return *top, said, *lines, Line(text=_foot(account, ctx), role="foot"), *buttons(_pressed(account, ctx))


def _inside(account: Account, ctx: Context) -> bool:
    return sees_money(account, ctx) or allowed(May.STEER_ACCOUNT, relations(account, ctx))


def _contradiction(account: Account) -> T:
    """What it says in the reader's language, where somebody wrote that."""
    if not account.contradiction:
        return t("company.account.no_contradiction")
    return t("company.account.contradiction", said=Name(names=account.contradiction))


def _further(account: Account, ctx: Context) -> Iterator[T]:
    sponsor = company.find_member(ctx.unit, account.sponsor_id)
    who: Value = named(sponsor) if sponsor is not None else t("words.term.vacant")
    region = company.the_unit(ctx.unit, account.region_id)
    yield t("company.account.sponsor", who=who, region=named(region))
    channels = [Said(text=each.name) for each in company.account_channels(ctx.unit, account.id)]
    if channels:
        yield t("company.account.channels", channels=Listed(items=tuple(channels)))
    if also := _also(account, ctx):
        yield t("company.account.aliases", names=Listed(items=tuple(also)))


def _also(account: Account, ctx: Context) -> list[Said]:
    own = set(account.names.values())
    return [Said(text=each.text) for each in accounts.aliases(ctx.unit, account.id) if each.text not in own]


def _foot(account: Account, ctx: Context) -> T:
    return t(
        "company.account.foot",
        id=Said(text=str(account.id)),
        currency=Said(text=account.currency),
        weight=account.weight,
    )


def _pressed(account: Account, ctx: Context) -> Iterator[Button]:
    """What the reader may change, the likely one first."""
    it = relations(account, ctx)
    yield _press("score", account)
    if allowed(May.SPEAK_FOR_ACCOUNT, it):
        yield _press("account contradiction", account)
        yield _press("account alias", account)
    if allowed(May.STEER_ACCOUNT, it):
        for word in ("account team", "account stage", "account sponsor", "account channel"):
            yield _press(word, account)


def _press(word: str, account: Account) -> Button:
    """The account stands in its form already; `?` asks for what the command needs besides."""
    name = word.rpartition(" ")[2]
    return Button(label=t(f"company.account.button.{name}"), command=f"{word} {typed(account)}")


COMMANDS = (
    Command(
        word="account",
        takes=OneAccount,
        on=the_account,
        may=May.SEE_ACCOUNT,
        run=show,
        example="account Huaxing",
        reads=True,
    ),
)
