"""request N opens a request's card for who asks, with its timeline (voice.md 2.4)."""

from __future__ import annotations

from handlers.card import Viewer
from handlers.command import Command
from handlers.context import Context
from handlers.permissions import May
from handlers.relations import relations
from handlers.reply import Buttons, Line, Part, Reply, only_you
from handlers.requests.card import draw
from handlers.requests.card_clock import credited_minutes
from handlers.requests.card_foot import changed
from handlers.requests.clocks import standing
from handlers.requests.numbered import One, no_such, the_request
from handlers.requests.sayings import length, said
from handlers.values import Name, T, moment, t
from scoring.terms import ClockName, Language
from storage.find import company
from storage.find import requests as find
from storage.tables.requests import Remark, Request

LINES = 12


def open_card(args: One, request: Request, ctx: Context) -> Reply:
    viewer = Viewer(ctx.who.id, Language(ctx.who.language), money=False, face=face_for(request, ctx))
    drawn = draw(request.id, viewer, ctx)
    if drawn is None:
        raise no_such(args.number)
    card = [part for part in drawn if not isinstance(part, Buttons)]
    buttons = [part for part in drawn if isinstance(part, Buttons)]
    more: list[Part] = [*_timeline(request, ctx), *_credited(request, ctx)]
    return only_you(*card, *more, *buttons, number=f"R{request.number}")


def face_for(request: Request, ctx: Context) -> str:
    """The department does, everybody else asks."""
    it = relations(request, ctx)
    return "doing" if it.in_department or it.leads_department or it.owns else "asking"


def _timeline(request: Request, ctx: Context) -> list[Line]:
    found = find.remarks(ctx.unit, request.id, LINES)
    people = company.members(ctx.unit, {each.by_id for each in found if each.by_id is not None})
    names = {id: ctx.name(member) for id, member in people.items()}
    return [Line(text=_said(each, names.get(each.by_id or 0, Name(names={})))) for each in found]


def _said(remark: Remark, who: Name) -> T:
    at, how = moment(remark.at), changed(remark.how, who)
    if not remark.words or remark.how == "priority":
        return t("requests.show.line", at=at, how=how)
    return t("requests.show.line_words", at=at, how=how, words=said(remark.words))


def _credited(request: Request, ctx: Context) -> list[Line]:
    """Both sides see how much time is credited."""
    minutes = credited_minutes(standing(request, ClockName.RESOLVE, ctx))
    return [Line(text=t("requests.show.credited", length=length(minutes, request)))] if minutes else []


COMMANDS = (
    Command(
        "request",
        takes=One,
        on=the_request,
        may=May.SEE_REQUEST,
        run=open_card,
        example="request R40",
        reads=True,
        menu=False,
    ),
)
