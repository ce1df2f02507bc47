"""Who is told of a change, once: whose turn it is now, who asked, whose word was undone (voice.md 2.2)."""

from __future__ import annotations

from handlers.context import Context
from handlers.reply import Button, Buttons, Line, Part
from handlers.requests.audience import Ear, queue, ring, send
from handlers.values import T
from storage.find import requests as find
from storage.tables.messages import Outbox
from storage.tables.requests import Request


def tell_asker(request: Request, words: T, *buttons: Button, ctx: Context) -> None:
    ring(request.asked_by, *_message(words, buttons), request=request, ctx=ctx, holds=news(request))


def tell_owner(request: Request, words: T, *buttons: Button, ctx: Context) -> None:
    """The owner, or the department's queue where nobody owns it."""
    if request.owner_id is not None:
        tell_member(request.owner_id, request, words, *buttons, ctx=ctx)
        return
    for ear in queue(request, ctx):
        tell_ear(ear, request, words, *buttons, ctx=ctx)


def tell_member(member_id: int | None, request: Request, words: T, *buttons: Button, ctx: Context) -> None:
    ring(member_id, *_message(words, buttons), request=request, ctx=ctx, holds=news(request))


def tell_ear(ear: Ear, request: Request, words: T, *buttons: Button, ctx: Context) -> None:
    send(ear, *_message(words, buttons), request=request, ctx=ctx, holds=news(request))


def news(request: Request) -> dict[str, object]:
    """Under what a message about a change is still news: the state that it tells of, and its words."""
    said_at = request.reason_at.isoformat() if request.reason_at else None
    return {"state": str(request.state), "owner": request.owner_id, "said_at": said_at}


def stands(out: Outbox, ctx: Context) -> bool:
    """Whether a message about a request is still news when its turn comes: what it tells is still so."""
    request = find.find_request(ctx.unit, out.subject_id or 0)
    if request is None:
        return False
    holds = out.holds or {}
    if "clock" in holds:
        return _step_stands(holds, ctx)
    return all(news(request).get(name) == value for name, value in holds.items())


def _step_stands(holds: dict[str, object], ctx: Context) -> bool:
    """A step is news while its clock runs under the same target and no higher step has been told."""
    clock = find.find_clock(ctx.unit, int(str(holds["clock"])))
    if clock is None or clock.state != "running":
        return False
    stood = {"revision": clock.revision, "step": clock.stood, "n": clock.repeats}
    return all(holds.get(name, now) == now for name, now in stood.items())


def _message(words: T, buttons: tuple[Button, ...]) -> tuple[Part, ...]:
    return (Line(text=words), *((Buttons(shown=buttons),) if buttons else ()))
