"""One way to change a request: the table decides, clocks and holder follow, the fact is posted, copies change."""

from __future__ import annotations

from typing import Any

from handlers.context import Context
from handlers.post import post
from handlers.requests import appointments, clocks
from handlers.requests.audience import looks_at_declines
from handlers.requests.clocks import Moves
from handlers.requests.sayings import refusal
from handlers.tell import redraw
from scoring.clocks import DoesNotFit
from scoring.requests import OVER, Holder, Move, RequestState, Verb, move
from scoring.terms import Holder as Held
from storage import rows
from storage.find import requests as find
from storage.tables.requests import HolderSegment, Remark, Request

FACTS = {"give_back": "request.given_back", "promise": "request.promised"}


def change(
    request: Request, verb: Verb, ctx: Context, *, words: str | None = None, how: str | None = None, **columns: Any
) -> Request:
    """Do a verb to a request, and give it back as it stands then; raises Refused where its state does not allow it.

    `how` is what the timeline calls it, where that is not the verb; `columns` are those that the verb itself sets.
    """
    what = fitting(request, verb, ctx)
    state = what.to or RequestState(request.state)
    moves = clocks.apply(request, state, what, ctx)
    owner_id = columns.get("owner_id", request.owner_id)
    held = _holder(request, what, owner_id, ctx)
    follows = {"state": state.value, "open": state not in OVER, **held, **_reason(what, words, ctx)}
    return _keep(request, how or verb.value, words, {**follows, **columns}, moves, ctx)


def note(
    request: Request, how: str, ctx: Context, *, words: str | None = None, moves: Moves | None = None, **columns: Any
) -> Request:
    """Keep what is said about a request without moving it through its states; it is a sign of life."""
    return _keep(request, how, words, columns, moves or [], ctx)


def remark(request: Request, how: str, ctx: Context, *, words: str | None = None) -> Request:
    """Keep what is said beside the work: nobody is further for it, so it is no sign of life."""
    return _keep(request, how, words, {"last_sign_at": request.last_sign_at}, [], ctx)


def listen(request: Request, words: str, ctx: Context, *, sign: bool) -> None:
    """Keep what was said about a request in passing: its card says nothing of it. `sign`: the department is at it."""
    rows.add(ctx.unit, Remark(request_id=request.id, by_id=ctx.who.id or None, at=ctx.now, how="said", words=words))
    if sign:
        rows.change(ctx.unit, Request, request.id, last_sign_at=ctx.now)
        appointments.plan(find.the_request(ctx.unit, request.id), ctx)
    _post(request, "said", words, [], ctx)


def fitting(request: Request, verb: Verb, ctx: Context) -> Move:
    """The row of the table for a verb now; raises Refused with the state and the way out."""
    try:
        return move(verb, RequestState(request.state))
    except DoesNotFit as no:
        raise refusal(verb.value, request, ctx) from no


def begun(request: Request, calendar_moves: Moves, ctx: Context) -> None:
    """What follows when a request was just made: its first holder, its timers, its fact."""
    _hold(request.id, Held(request.holder), request.holder_id, ctx)
    appointments.plan(request, ctx)
    _post(request, "asked", request.words, calendar_moves, ctx)


def _keep(
    request: Request, how: str, words: str | None, columns: dict[str, Any], moves: Moves, ctx: Context
) -> Request:
    rows.change(ctx.unit, Request, request.id, **{**_sign(how, ctx), **columns})
    after = find.the_request(ctx.unit, request.id)
    if (after.holder, after.holder_id) != (request.holder, request.holder_id):
        _hold(after.id, Held(after.holder), after.holder_id, ctx)
    rows.add(ctx.unit, Remark(request_id=after.id, by_id=ctx.who.id or None, at=ctx.now, how=how, words=words))
    appointments.plan(after, ctx)
    _post(after, how, words, moves, ctx)
    redraw("request", after.id, ctx)
    return after


def _sign(how: str, ctx: Context) -> dict[str, Any]:
    """Whatever a person does is a sign of life; what happens by itself is none."""
    changed = {"changed_at": ctx.now, "changed_by": ctx.who.id or None, "changed_how": how}
    return {**changed, "last_sign_at": ctx.now} if ctx.who.id else changed


def _holder(request: Request, what: Move, owner_id: int | None, ctx: Context) -> dict[str, Any]:
    """Whose turn it is then; the owner's turn is the queue's where nobody owns the request."""
    if what.holder is None:
        return {}
    if what.holder is Holder.OWNER and owner_id is None:
        return {"holder": Held.QUEUE, "holder_id": None}
    return {"holder": Held(what.holder.value), "holder_id": _member(request, what.holder, owner_id, ctx)}


def _member(request: Request, holder: Holder, owner_id: int | None, ctx: Context) -> int | None:
    match holder:
        case Holder.OWNER:
            return owner_id
        case Holder.REQUESTER:
            return request.asked_by
        case Holder.LEAD:
            lead = looks_at_declines(request, ctx)
            return lead.id if lead else None
    return None


def _reason(what: Move, words: str | None, ctx: Context) -> dict[str, Any]:
    """The words that stand on the card: why it waits, was declined or reopened, and how it was resolved."""
    if not what.needs_reason and what.verb is not Verb.RESOLVE:
        return {}
    return {"reason": words, "reason_by": ctx.who.id or None, "reason_at": ctx.now}


def _hold(request_id: int, holder: Held, member_id: int | None, ctx: Context) -> None:
    before = find.open_segment(ctx.unit, request_id)
    if before is not None:
        rows.change(ctx.unit, HolderSegment, before.id, to_at=ctx.now)
    rows.add(ctx.unit, HolderSegment(request_id=request_id, holder=holder, member_id=member_id, from_at=ctx.now))


def _post(request: Request, how: str, words: str | None, moves: Moves, ctx: Context) -> None:
    post(
        FACTS.get(how, f"request.{how}"),
        "request",
        request.id,
        ctx,
        account_id=request.account_id,
        number=request.number,
        state=str(request.state),
        holder=str(request.holder),
        holder_id=request.holder_id,
        owner_id=request.owner_id,
        promised_day=request.promised_day.isoformat() if request.promised_day else None,
        words=words,
        service=moves,
    )
