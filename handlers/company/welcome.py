"""welcome: said when the bot is invited to a channel: what it does, and which account the channel is for.

Everybody in it sees the buttons; who may not bind it is told who may.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from handlers.arguments.accounts import by_index
from handlers.arguments.line import Words
from handlers.arguments.names import nearest
from handlers.command import Command, Nothing, nothing
from handlers.company.naming import buttons, named, typed
from handlers.context import Context
from handlers.permissions import May
from handlers.reply import Button, Line, Part, Reply, here, only_you
from handlers.values import Listed, Value, t
from handlers.welcome import welcome as personally
from storage.find import accounts, company, names
from storage.tables.accounts import Account
from storage.tables.company import Conversation, Member

SUGGESTED = 2
_BETWEEN = re.compile(r"[\s#_\-.,/|·]+")
_LATIN = ("acct", "account", "accounts", "customer", "client", "key", "team", "proj", "project")
_PLAIN = frozenset((*_LATIN, "客户", "客戶", "项目", "專案", "项目组", "群"))
"""What stands in a channel's name beside the account."""


def welcome(args: Nothing, row: None, ctx: Context) -> Reply:
    place = company.find_conversation(ctx.unit, ctx.where.conversation_id)
    if place is None or place.direct:
        return only_you(*personally(ctx.who))
    does = Line(text=t("company.welcome.does"))
    return here(Line(text=t("company.welcome.title")), does, *_bound(place, ctx))


def _bound(place: Conversation, ctx: Context) -> tuple[Part, ...]:
    account = accounts.find_account(ctx.unit, place.account_id)
    if account is not None:
        look = Button(label=t("company.account.button.score"), command=f"score {typed(account)}")
        return Line(text=t("company.welcome.bound", account=named(account))), *buttons([look])
    if place.unit_id is not None:
        unit = company.the_unit(ctx.unit, place.unit_id)
        return (Line(text=t("company.welcome.queue", unit=named(unit))),)
    return _unbound(place, ctx)


def _unbound(place: Conversation, ctx: Context) -> tuple[Part, ...]:
    near = suggested(place.name, ctx)
    who = _who(near, ctx)
    pressed = [Button(label=named(each), command=f"account channel {typed(each)}") for each in near]
    other = t("company.welcome.button.account") if near else t("company.welcome.button.choose")
    pressed.append(Button(label=other, command="account channel ?"))
    pressed.append(Button(label=t("company.welcome.button.queue"), command="settings queue ?"))
    return Line(text=t("company.welcome.which", who=who)), *buttons(pressed)


def suggested(channel: str, ctx: Context) -> list[Account]:
    """The accounts that a channel's name may mean: `acct-huaxing`, `华星-项目群`."""
    text = " ".join(piece for piece in _BETWEEN.split(channel) if piece and piece.casefold() not in _PLAIN)
    if not text:
        return []
    found = by_index(Words.of(text), ctx.unit)
    ids = found.things if found is not None else _nearest(text, ctx)
    return [accounts.the_account(ctx.unit, id) for id in ids[:SUGGESTED]]


def _nearest(text: str, ctx: Context) -> tuple[int, ...]:
    known: dict[int, list[str]] = {}
    for called in names.every_account_name(ctx.unit):
        known.setdefault(called.account_id, list(called.names.values())).append(called.text)
    return nearest(text, known).things


def _who(near: Iterable[Account], ctx: Context) -> Value:
    """Who may bind it: the managers of what it may be for, and administrators."""
    managers = {id for each in near for id in company.managers_above(ctx.unit, each.region_id)[:1]}
    found: dict[int, Member] = company.members(ctx.unit, managers)
    found |= {each.id: each for each in company.administrators(ctx.unit)}
    people = [each for each in found.values() if each.active]
    return Listed(items=tuple(named(each) for each in people[:4]), joined="or") if people else t("words.nobody")


COMMANDS = (
    Command("welcome", takes=Nothing, on=nothing, may=May.ANYONE, run=welcome, example="welcome", menu=False),
)
