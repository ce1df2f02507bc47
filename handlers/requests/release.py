"""What somebody had in hand when they left the company goes back to its queue (domain.md 6 "Whose turn")."""

from __future__ import annotations

from handlers.context import Context
from handlers.requests.changes import change, note
from handlers.requests.sayings import account, button, due, person, ref
from handlers.requests.telling import tell_owner
from handlers.values import T
from scoring.requests import TAKEN, RequestState, Verb
from storage.find import requests as find
from storage.tables.requests import Request

HOW = "left"
"""What the timeline calls it."""


def release(member_id: int, ctx: Context) -> None:
    """To be done when they hold nothing any more, so that they are not the queue themselves."""
    for request in find.open_of(ctx.unit, member_id):
        _release(request, ctx)


def _release(request: Request, ctx: Context) -> None:
    if RequestState(request.state) in TAKEN:
        after = change(request, Verb.GIVE_BACK, ctx, how=HOW, owner_id=None, promised_day=None)
    else:
        after = note(request, HOW, ctx, owner_id=None, promised_day=None)
    about = {"ref": ref(after), "account": account(after, ctx), "due": due(after, ctx)}
    about |= {"owner": person(request.owner_id, ctx)}
    queue = T(key="requests.release.queue", values=about)
    tell_owner(after, queue, button("take", after), button("hand_over", after), ctx=ctx)
