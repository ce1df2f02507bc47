"""What a change of people, seats and names makes live cards say: they are drawn again (house rule 6)."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.context import Context
from handlers.post import Reaction
from handlers.tell import redraw
from storage.find import shown
from storage.find.shown import Subject
from storage.tables.events import Fact

SAID_EVERYWHERE = frozenset(("names", "active", "role"))
"""What of a person any card may say, or hangs on: who may see amounts goes by the role, too."""


def of_an_account(fact: Fact, ctx: Context) -> None:
    """Its name, its triangle, and who may see its amounts."""
    if fact.account_id is not None:
        _redraw(shown.of_accounts(ctx.unit, [fact.account_id]), ctx)


def of_a_unit(fact: Fact, ctx: Context) -> None:
    """A department's lead and name; a region's manager, who decides and sees."""
    _redraw(shown.of_department(ctx.unit, fact.subject_id), ctx)
    _redraw(shown.of_accounts(ctx.unit, shown.accounts_under(ctx.unit, fact.subject_id)), ctx)


def of_a_person(fact: Fact, ctx: Context) -> None:
    if SAID_EVERYWHERE & fact.body.keys():
        _redraw(shown.everything(ctx.unit), ctx)


def _redraw(subjects: Iterable[Subject], ctx: Context) -> None:
    for subject, id in subjects:
        redraw(subject, id, ctx)


REACTIONS = (
    Reaction("account.seated", of_an_account),
    Reaction("account.named", of_an_account),
    Reaction("unit.changed", of_a_unit),
    Reaction("member.changed", of_a_person),
)
