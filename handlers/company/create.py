"""/account create NAME stage=… region=…: an account, and its plan from the stage's template (defaults.md)."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated

from handlers.arguments.choices import ChoiceSlot
from handlers.arguments.plain import fold
from handlers.arguments.slots import AmountSlot, Keyed, NameSlot, TypedValue
from handlers.arguments.wordings import CurrencySlot
from handlers.command import Args, Command, nothing
from handlers.company.naming import buttons, given, keys, named, script_of, typed
from handlers.company.slots import RegionSlot
from handlers.context import Context
from handlers.permissions import May
from handlers.post import post
from handlers.reply import Button, Line, Refused, Reply, only_you
from handlers.scorecards.figures import period_name
from handlers.values import Day, Said, t
from scoring.terms import Stage
from scoring.values import minor_digits
from storage.find import accounts, company, names, plans
from storage.tables.accounts import Account, Alias


class Create(Args):
    name: Annotated[str, NameSlot(whole=True)]
    stage: Annotated[Stage, Keyed("stage=", ChoiceSlot(tuple(Stage), label="words.stage"))]
    region: Annotated[int, Keyed("region=", RegionSlot())]
    currency: Annotated[str, Keyed("currency=", CurrencySlot())] | None = None
    target: Annotated[TypedValue, Keyed("target=", AmountSlot())] | None = None
    zh_hans: Annotated[str, Keyed("zh_hans=", NameSlot(whole=True))] | None = None
    zh_hant: Annotated[str, Keyed("zh_hant=", NameSlot(whole=True))] | None = None


def create(args: Create, row: None, ctx: Context) -> Reply:
    called = {str(script_of(args.name, ctx)): args.name} | given(None, args.zh_hans, args.zh_hant)
    for name in called.values():
        refuse_taken(name, ctx)
    account = accounts.add_account(
        ctx.unit,
        Account(
            names=called,
            stage=args.stage,
            region_id=args.region,
            currency=args.currency or ctx.company.base_currency,
            opened_on=ctx.company_day,
        ),
    )
    for name in dict.fromkeys(called.values()):
        add_alias(account, name, ctx)
    sheet = plans.open_plan_from_template(ctx.unit, account, ctx.company_day, _target(args.target), ctx.now)
    post("account.created", "account", account.id, ctx, account_id=account.id, **_told(account))
    words = t(
        "company.create.done",
        account=named(account),
        stage=t(f"words.stage.{account.stage}"),
        region=named(company.the_unit(ctx.unit, account.region_id)),
    )
    plan = t("company.create.plan", period=period_name(sheet.period), day=Day(on=ctx.company_day))
    return only_you(Line(text=words), Line(text=plan), *buttons(_next(account)))


def refuse_taken(name: str, ctx: Context, but: Account | None = None) -> None:
    """One name leads to one account. Names of accounts are no secret: the standings show them."""
    for called in names.accounts_called(ctx.unit, [fold(name)]):
        if but is None or called.account_id != but.id:
            other = accounts.the_account(ctx.unit, called.account_id)
            look = Button(label=named(other), command=f"account {typed(other)}")
            raise Refused(
                t("company.name.taken", name=Said(text=name, limit=40), account=named(other)), *buttons([look])
            )


def add_alias(account: Account, text: str, ctx: Context) -> None:
    folded, spelt = keys(text)
    accounts.add_alias(ctx.unit, Alias(account_id=account.id, text=text, folded=folded, pinyin=spelt))


def _target(value: TypedValue | None) -> Fraction | None:
    """In major units of the account's currency, whatever sign stood beside it."""
    if value is None or value.minor is None:
        return None
    return Fraction(value.minor, 10 ** minor_digits(value.currency or ""))


def _told(account: Account) -> dict[str, object]:
    return {
        "names": account.names,
        "stage": str(account.stage),
        "region_id": account.region_id,
        "currency": account.currency,
    }


def _next(account: Account) -> list[Button]:
    """A new account needs its people, then its channel, then what holds it back."""
    steps = ("team", "channel", "contradiction")
    return [
        Button(label=t(f"company.account.button.{step}"), command=f"account {step} {typed(account)}")
        for step in steps
    ]


COMMANDS = (
    Command(
        word="account create",
        takes=Create,
        on=nothing,
        may=May.CREATE_ACCOUNT,
        run=create,
        example="account create Yuheng Air stage=initial region=South",
    ),
)
