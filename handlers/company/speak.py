"""/account contradiction | alias | name: what an account's responsible says of it (defaults.md; domain.md 2)."""

from __future__ import annotations

from typing import Annotated

from handlers.arguments.choices import ChoiceSlot
from handlers.arguments.keyed import Keyed
from handlers.arguments.slots import NameSlot, WordsSlot
from handlers.command import Command
from handlers.company.account import OneAccount, the_account
from handlers.company.create import add_alias, refuse_taken
from handlers.company.naming import buttons, named, same, script_of, typed
from handlers.context import Context
from handlers.permissions import May
from handlers.post import post
from handlers.reply import Button, Line, Refused, Reply, only_you
from handlers.values import Name, Said, T, t
from scoring.terms import Language
from storage.find import accounts
from storage.tables.accounts import Account

ONE_SENTENCE = 200

InLanguage = Annotated[
    Language, Keyed("lang=", ChoiceSlot(tuple(Language), label="arguments.choice"), asks="arguments.field.language")
]


class Contradiction(OneAccount):
    contradiction: Annotated[str, WordsSlot()]
    lang: InLanguage | None = None


class AnAlias(OneAccount):
    alias: Annotated[str, NameSlot(whole=True)]


class AName(OneAccount):
    lang: InLanguage | None = None
    name: Annotated[str, NameSlot(whole=True)]


def say_contradiction(args: Contradiction, account: Account, ctx: Context) -> Reply:
    """New words replace the old ones in every language; with `lang=` they stand beside them, as a translation."""
    if len(args.contradiction) > ONE_SENTENCE:
        raise Refused(t("company.contradiction.too_long", length=len(args.contradiction), limit=ONE_SENTENCE))
    script = args.lang or script_of(args.contradiction, ctx)
    beside = dict(account.contradiction or {}) if args.lang is not None else {}
    words = beside | {str(script): args.contradiction}
    accounts.change_account(ctx.unit, account.id, contradiction=words)
    post("account.said", "account", account.id, ctx, account_id=account.id, contradiction=words)
    said = Name(names={str(script): args.contradiction})
    return _done(t("company.contradiction.done", account=named(account), said=said), account)


def add_name(args: AnAlias, account: Account, ctx: Context) -> Reply:
    """One more name that the account answers to."""
    name = Said(text=args.alias, limit=80)
    if any(same(each.text, args.alias) for each in accounts.aliases(ctx.unit, account.id)):
        raise Refused(t("company.alias.already", account=named(account), alias=name))
    refuse_taken(args.alias, ctx, but=account)
    add_alias(account, args.alias, ctx)
    post("account.aliased", "account", account.id, ctx, account_id=account.id, alias=args.alias)
    return _done(t("company.alias.done", account=named(account), alias=name), account)


def set_name(args: AName, account: Account, ctx: Context) -> Reply:
    """Its name in a language; the one it had stays an alias."""
    refuse_taken(args.name, ctx, but=account)
    script = str(args.lang or script_of(args.name, ctx))
    called = dict(account.names) | {script: args.name}
    accounts.change_account(ctx.unit, account.id, names=called)
    if not any(same(each.text, args.name) for each in accounts.aliases(ctx.unit, account.id)):
        add_alias(account, args.name, ctx)
    post("account.named", "account", account.id, ctx, account_id=account.id, names=called)
    return _done(t("company.name.done", account=named(account), name=Name(names={script: args.name})), account)


def _done(words: T, account: Account) -> Reply:
    look = Button(label=named(account), command=f"account {typed(account)}")
    return only_you(Line(text=words), *buttons([look]))


COMMANDS = (
    Command(
        word="account contradiction",
        takes=Contradiction,
        on=the_account,
        may=May.SPEAK_FOR_ACCOUNT,
        run=say_contradiction,
        example="account contradiction Huaxing purchasing does not trust us yet",
    ),
    Command(
        word="account alias",
        takes=AnAlias,
        on=the_account,
        may=May.SPEAK_FOR_ACCOUNT,
        run=add_name,
        example="account alias Huaxing HX Rail",
    ),
    Command(
        word="account name",
        takes=AName,
        on=the_account,
        may=May.SPEAK_FOR_ACCOUNT,
        run=set_name,
        example="account name Huaxing lang=zh_Hans 华星轨道",
    ),
)
