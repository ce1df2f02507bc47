"""What somebody outside an account's people is told of its events: how many, and who may see more (voice.md 3.11)."""

from __future__ import annotations

from decimal import Decimal

from handlers.context import Context
from handlers.events.figures import account_name, is_money, kind_words
from handlers.events.lines import typed
from handlers.events.sight import ask_button, find_ar
from handlers.reply import Button, Buttons, Line, Reply, only_you
from handlers.values import Figure, T, t
from storage import scores
from storage.find import events, periods
from storage.quarters import quarter_of
from storage.tables.accounts import Account


def withheld(account: Account, kind: str | None, ctx: Context) -> Reply:
    ar = find_ar(account, ctx)
    ask = () if ar is None else (ask_button(account, ar),)
    score = Button(label=t("events.button.score"), command=f"score {typed(account)}")
    what = "events.withheld.amounts" if kind is None or is_money(kind) else "events.withheld.details"
    words = t(what, many=_how_many(account, kind, ctx), public=_public(account, ctx))
    return only_you(Line(text=words), Buttons(shown=(*ask, score)))


def _how_many(account: Account, kind: str | None, ctx: Context) -> T:
    quarter = quarter_of(ctx.company_day, periods.year_start(ctx.unit))
    count = events.how_many(ctx.unit, account.id, kind, quarter.first, quarter.last)
    name = account_name(account)
    if kind is None:
        return t("events.withheld.events", count=count, account=name)
    if kind == "order":
        return t("events.withheld.orders", count=count, account=name)
    return t("events.withheld.of_kind", count=count, account=name, kind=kind_words(kind))


def _public(account: Account, ctx: Context) -> T:
    """The outlook, grade and rank, which all may see (domain.md 10)."""
    row = scores.today(ctx.unit, account.id, ctx.company_day)
    rank, _ = scores.rank(ctx.unit, account.id, ctx.company_day)
    if row is None or row.outlook is None or rank is None:
        return t("events.withheld.no_data")
    outlook = Figure(value=Decimal(row.outlook) / 100)
    if row.grade is None:
        return t("events.withheld.ungraded", outlook=outlook, rank=rank)
    return t("events.withheld.graded", outlook=outlook, grade=t(f"words.grade.{row.grade}"), rank=rank)
