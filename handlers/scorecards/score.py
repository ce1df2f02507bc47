"""/score ACCOUNT: the card; who is not on the account sees its outlook, total, rank and grade (voice.md 2.5)."""

from __future__ import annotations

from handlers.arguments.slots import AnAccount
from handlers.command import Args, Command
from handlers.context import Context
from handlers.permissions import May, allowed
from handlers.relations import all_see_money, relations, sees_money
from handlers.reply import Button, Buttons, Line, Part, Reply, here, only_you
from handlers.scorecards.bars import block, picture
from handlers.scorecards.figures import account_name, share, typed
from handlers.scorecards.gains import gain_words, gains_of
from handlers.scorecards.gates import gate_words, gates
from handlers.scorecards.outlook import coverage, horizons, outlook_line, title
from handlers.scorecards.triangle import triangle
from handlers.scorecards.view import View, view
from handlers.values import Day, t
from scoring.policy import Horizon, Stage
from scoring.scorecard.weights import is_short_sighted
from storage import scores
from storage.find import accounts, company
from storage.tables.accounts import Account


class Score(Args):
    account: AnAccount


def the_account(args: Score, ctx: Context) -> Account:
    return accounts.the_account(ctx.unit, args.account)


def score(args: Score, account: Account, ctx: Context) -> Reply:
    if not sees_money(account, ctx):
        return only_you(*brief(account, ctx))
    parts = card(account, ctx)
    return here(*parts) if _shared(account, ctx) else only_you(*parts)


def card(account: Account, ctx: Context) -> tuple[Part, ...]:
    """The whole card, for those who may see the account's amounts."""
    it = view(account, ctx)
    if it is None:
        return _no_plan(account)
    if it.result.outlook is None:
        return _no_data(it)
    seats = t("scorecards.score.seats", triangle=triangle(account, ctx), coverage=coverage(it))
    return (
        Line(text=title(it), role="title"),
        Line(text=outlook_line(it, ctx)),
        block(it, seats),
        picture(it),
        *_warnings(it),
        *_most_to_gain(it),
        *_unsigned(it),
        _buttons(account, ctx),
    )


def brief(account: Account, ctx: Context) -> tuple[Part, ...]:
    """What everybody may see."""
    it = view(account, ctx) if ctx.company.sees_outlooks else None
    if it is None or it.result.outlook is None:
        return (Line(text=t("scorecards.brief.nothing", account=account_name(account))),)
    rank, of = scores.rank(ctx.unit, account.id, ctx.company_day)
    figures = Line(text=outlook_line(it, ctx))
    if rank is None:
        return Line(text=title(it), role="title"), figures
    return Line(text=title(it), role="title"), figures, Line(text=t("scorecards.brief.rank", rank=rank, of=of))


def _shared(account: Account, ctx: Context) -> bool:
    """Whether everyone in this channel may see it; in doubt the answer is private."""
    place = company.find_conversation(ctx.unit, ctx.where.conversation_id)
    return place is not None and not ctx.where.direct and all_see_money(place, account, ctx)


def _no_plan(account: Account) -> tuple[Part, ...]:
    say = t("scorecards.score.no_plan", account=account_name(account))
    return Line(text=say), Buttons(shown=(_button("plan", account),))


def _no_data(it: View) -> tuple[Part, ...]:
    key = "no_plan" if it.running.signed_at is None else "no_data"
    say = t(f"scorecards.score.{key}", account=account_name(it.account))
    return Line(text=say), Buttons(shown=(_button("plan", it.account),))


def _warnings(it: View) -> list[Line]:
    """The gates, failed ones first; the horizons end the last line."""
    words = [gate_words(gate, it.result, it.sheet) for gate in gates(it.result, it.sheet)]
    if not words:
        lines = [horizons(it)]
    else:
        lines = [*words[:-1], t("scorecards.score.gate_and", gate=words[-1], horizons=horizons(it))]
    short = it.result.horizons[Horizon.SHORT]
    if is_short_sighted(Stage(it.running.draft.stage), it.result.horizons):
        lines.append(t("scorecards.score.short_sighted", share=share(short)))
    return [Line(text=line) for line in lines]


def _most_to_gain(it: View) -> list[Line]:
    words = gain_words(gains_of(it.result, it.sheet))
    return [Line(text=t("scorecards.score.most", gain=words))] if words else []


def _unsigned(it: View) -> list[Line]:
    if it.running.signed_at is not None:
        return []
    since = Day(on=it.running.proposed_at.date())
    return [Line(text=t("scorecards.score.unsigned", day=since), role="foot")]


def _buttons(account: Account, ctx: Context) -> Buttons:
    """Logging and asking are for those who may."""
    it = relations(account, ctx)
    words = [("log", May.LOG_EVENT), ("ask", May.ASK)]
    acts = [_button(word, account) for word, may in words if allowed(may, it)]
    return Buttons(
        shown=(_button("why", account), *acts), more=(_button("metrics", account), _button("plan", account))
    )


def _button(word: str, account: Account) -> Button:
    return Button(label=t(f"scorecards.button.{word}"), command=f"{word} {typed(account.names)}")


COMMANDS = (
    Command(
        "score", takes=Score, on=the_account, may=May.SEE_ACCOUNT, run=score, example="score Huaxing", reads=True
    ),
)
