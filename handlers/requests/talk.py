"""remark N words: what is said in a request's thread, or in reply to its card, is kept (domain.md 6, "Whose turn").

The requester's words end `waiting`. Words of the department are offered back in private as its answer; after the end
nothing is offered, so that thanks reopen nothing. Everybody else's are kept without a word.
"""

from __future__ import annotations

from handlers.arguments.wordings import NOTE_LIMIT
from handlers.command import Command
from handlers.context import Context
from handlers.fallback import Talk
from handlers.permissions import May
from handlers.relations import relations
from handlers.reply import Button, Buttons, Line, Reply, only_you
from handlers.requests.changes import listen
from handlers.requests.life import Answer, answer
from handlers.requests.numbered import the_request
from handlers.requests.sayings import button, open_button, person, ref
from handlers.values import t
from scoring.requests import ACTIVE, RequestState
from storage.find import requests as find
from storage.tables.requests import Request


def keeps(id: int, words: str, ctx: Context) -> str | None:
    request = find.find_request(ctx.unit, id)
    return None if request is None else f"remark R{request.number} -- {words[:NOTE_LIMIT]}"


def remark(args: Answer, request: Request, ctx: Context) -> Reply:
    it, state = relations(request, ctx), RequestState(request.state)
    if it.asked and state is RequestState.WAITING:
        return answer(args, request, ctx)
    at_it = not it.asked and (it.in_department or it.leads_department or it.owns)
    listen(request, args.words, ctx, sign=at_it)
    if at_it and state in ACTIVE:
        return _offered(args.words, request, ctx)
    if it.on_team and state is RequestState.WAITING:
        this = _answers(args.words, request, "requests.talk.their_answer")
        return _said("requests.talk.team", request, this, ctx=ctx)
    return _silent_or_noted(request, ctx)


def _offered(words: str, request: Request, ctx: Context) -> Reply:
    """This is my answer; while nobody has acknowledged, that alone is offered too."""
    shown = [_answers(words, request, "requests.talk.my_answer")]
    if RequestState(request.state) is RequestState.OPEN:
        shown.append(button("acknowledge", request))
    return _said("requests.talk.department", request, *shown, ctx=ctx)


def _silent_or_noted(request: Request, ctx: Context) -> Reply:
    """Who talks to others hears nothing; who talked to the bot hears that it was kept."""
    if ctx.where.overheard:
        return Reply(parts=())
    return only_you(Line(text=t("requests.answer.noted", ref=ref(request))), Buttons(shown=(open_button(request),)))


def _answers(words: str, request: Request, label: str) -> Button:
    return Button(label=t(label), command=f"answer R{request.number} -- {words}")


def _said(key: str, request: Request, *shown: Button, ctx: Context) -> Reply:
    words = t(key, ref=ref(request), asker=person(request.asked_by, ctx))
    return only_you(Line(text=words), Buttons(shown=shown))


COMMANDS = (
    Command(
        "remark",
        takes=Answer,
        on=the_request,
        may=May.FOLLOW_REQUEST,
        run=remark,
        example="remark R40 the lab has a slot on Tuesday",
        menu=False,
        repeats=True,
    ),
)
TALKS = (Talk("request", keeps),)
