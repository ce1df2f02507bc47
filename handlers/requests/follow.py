"""/watch N, /silence N, /add N @who: to follow a request without owing anything (domain.md 6).

Whoever watches has the card in their own chat, where it changes without ringing. A helper is told that they were
added. Silence ends one's own pings about a request, nobody else's.
"""

from __future__ import annotations

from typing import Annotated

from handlers.arguments.slots import APerson, ARequestNumber, one_of
from handlers.command import Args, Command
from handlers.context import Context
from handlers.permissions import May
from handlers.reply import Button, Buttons, Line, Reply, only_you
from handlers.requests.audience import ring
from handlers.requests.changes import note
from handlers.requests.numbered import the_request
from handlers.requests.sayings import account, due, kind, open_button, person, ref, said
from handlers.requests.show import face_for
from handlers.tell import show
from handlers.values import Name, T, t
from storage import rows
from storage.find import company
from storage.find import requests as find
from storage.tables.requests import Request, Watcher


class Follow(Args):
    number: ARequestNumber
    how: Annotated[str, one_of("on", "off")] | None = None


class Add(Args):
    number: ARequestNumber
    who: APerson


def watch(args: Follow, request: Request, ctx: Context) -> Reply:
    found = find.find_watcher(ctx.unit, request.id, ctx.who.id)
    if args.how == "off":
        return _watch_no_more(request, found, ctx)
    if found is not None:
        return _answered("requests.watch.already", request, _off("watch", request))
    rows.add(ctx.unit, Watcher(request_id=request.id, member_id=ctx.who.id))
    _card_for(ctx.who.id, request, face_for(request, ctx), ctx)
    return _answered("requests.watch.done", request, _off("watch", request))


def silence(args: Follow, request: Request, ctx: Context) -> Reply:
    """Only one's own pings; the card keeps changing."""
    silent = args.how != "off"
    found = find.find_watcher(ctx.unit, request.id, ctx.who.id)
    helper = found is not None and found.helper
    rows.put(ctx.unit, Watcher(request_id=request.id, member_id=ctx.who.id, helper=helper, silent=silent))
    if silent:
        return _answered("requests.silence.done", request, _off("silence", request))
    return _answered("requests.silence.off", request, open_button(request))


def add(args: Add, request: Request, ctx: Context) -> Reply:
    """A helper sees the request and its card, and owes nothing."""
    helper = company.the_member(ctx.unit, args.who)
    found = find.find_watcher(ctx.unit, request.id, helper.id)
    who = ctx.name(helper)
    if found is not None and found.helper:
        return _said(t("requests.add.already", ref=ref(request), who=who), open_button(request))
    silent = found is not None and found.silent
    rows.put(ctx.unit, Watcher(request_id=request.id, member_id=helper.id, helper=True, silent=silent))
    after = note(request, "add", ctx)
    _card_for(helper.id, after, _face_of(helper.unit_id, after), ctx)
    if helper.id == ctx.who.id:
        return _said(t("requests.add.yourself", ref=ref(after)), open_button(after))
    told = ring(helper.id, *_told(after, ctx), request=after, ctx=ctx)
    return _said(
        t("requests.add.done" if told else "requests.add.untold", ref=ref(after), who=who), open_button(after)
    )


def _watch_no_more(request: Request, found: Watcher | None, ctx: Context) -> Reply:
    if found is None:
        return _answered("requests.watch.never", request, open_button(request))
    rows.remove(ctx.unit, Watcher, request_id=request.id, member_id=ctx.who.id)
    return _answered("requests.watch.off", request)


def _told(request: Request, ctx: Context) -> tuple[Line, Buttons]:
    words = t(
        "requests.add.told",
        ref=ref(request),
        by=Name(names=ctx.who.names),
        account=account(request, ctx),
        kind=kind(request),
        owner=person(request.owner_id, ctx),
        due=due(request, ctx),
        words=said(request.words),
    )
    silent = Button(label=t("requests.button.silence"), command=f"silence R{request.number}")
    return Line(text=words), Buttons(shown=(open_button(request), silent))


def _card_for(member_id: int, request: Request, face: str, ctx: Context) -> None:
    """The card in their own chat, once."""
    there = company.direct_conversation(ctx.unit, member_id)
    if there is not None and not find.stands_in(ctx.unit, there.id, request.id):
        show(there.id, "request", request.id, face, ctx)


def _face_of(unit_id: int | None, request: Request) -> str:
    return "doing" if unit_id == request.unit_id else "asking"


def _off(word: str, request: Request) -> Button:
    return Button(label=t(f"requests.button.{word}_off"), command=f"{word} R{request.number} off")


def _answered(key: str, request: Request, *buttons: Button) -> Reply:
    return _said(T(key=key, values={"ref": ref(request)}), *buttons)


def _said(words: T, *buttons: Button) -> Reply:
    return only_you(Line(text=words), *((Buttons(shown=buttons),) if buttons else ()))


COMMANDS = (
    Command("watch", takes=Follow, on=the_request, may=May.FOLLOW_REQUEST, run=watch, example="watch R40"),
    Command(
        "silence",
        takes=Follow,
        on=the_request,
        may=May.FOLLOW_REQUEST,
        run=silence,
        example="silence R40",
        menu=False,
    ),
    Command("add", takes=Add, on=the_request, may=May.FOLLOW_REQUEST, run=add, example="add R40 @chenbo"),
)
