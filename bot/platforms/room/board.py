"""The board: `/standings`, `/score` and `/requests` run as their viewer, so that it shows nothing else."""

from __future__ import annotations

from markupsafe import Markup

from bot.platforms.room.surface import Visit
from bot.platforms.room.views import Board, Choice
from handlers.pipeline import Filled, Words, answer
from handlers.reply import Buttons, Form
from handlers.values import Name
from scoring.terms import UnitKind
from storage.find import accounts
from storage.find.company import the_unit
from storage.tables.accounts import Account
from storage.tables.company import Conversation

STANDINGS = ("accounts", "members", "departments")


def board(visit: Visit, standings: str, account_id: int | None, place: Conversation | None = None) -> Board:
    """Drawn for the visit's reader. `account_id` is the account chosen, else the first of theirs; the requests are
    those of the place's account or department, where there is no place of the chosen account, else those of the
    reader's department, else their own."""
    choices = accounts.open_accounts(visit.unit)
    chosen = _chosen(visit, choices, account_id)
    of = standings if standings in STANDINGS else STANDINGS[0]
    return Board(
        standings=_drawn(visit, f"standings {of}", "board-standings", buttons=False),
        score=_drawn(visit, f"score id={chosen.id}", "board-score") if chosen else Markup(),
        requests=_drawn(visit, _requests(visit, place, chosen), "board-requests"),
        standings_of=of,
        accounts=tuple(Choice(each.id, Name(names=each.names)) for each in choices),
        account_id=chosen.id if chosen else None,
    )


def _chosen(visit: Visit, choices: list[Account], account_id: int | None) -> Account | None:
    mine = accounts.accounts_of(visit.unit, visit.who.id, visit.context().company_day)
    ids = [account_id, *(each.id for each in mine)]
    by_id = {each.id: each for each in choices}
    return next((by_id[id] for id in ids if id in by_id), choices[0] if choices else None)


def _requests(visit: Visit, place: Conversation | None, chosen: Account | None) -> Words:
    """The account by its field: a department may have the same name, or the same id."""
    account = accounts.find_account(visit.unit, place.account_id) if place else chosen
    if account is not None:
        return Filled("requests", {"account": f"id={account.id}"})
    unit_id = place.unit_id if place is not None and place.unit_id is not None else visit.who.unit_id
    unit = None if unit_id is None else the_unit(visit.unit, unit_id)
    if unit is None or unit.kind is not UnitKind.DEPARTMENT:
        return "requests"
    return Filled("requests", {"department": unit.code})


def _drawn(visit: Visit, said: Words, scope: str, *, buttons: bool = True) -> Markup:
    """A board asks nothing: no forms. The standings have tabs for what their buttons do."""
    reply = answer(said, visit.context())
    left_out = (Form,) if buttons or reply.refused else (Form, Buttons)
    shown = [part for part in reply.parts if not isinstance(part, left_out)]
    return visit.pen.parts(shown, scope) if shown else visit.pen.text("board.nothing")
