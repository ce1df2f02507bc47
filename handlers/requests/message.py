"""/message N @who: somebody above asks a person about a request, in one press (domain.md 6, the step at 150 %)."""

from __future__ import annotations

from handlers.arguments.slots import APerson, ARequestNumber
from handlers.command import Args, Command
from handlers.context import Context
from handlers.permissions import May
from handlers.reply import Buttons, Line, Refused, Reply, only_you
from handlers.requests.changes import remark
from handlers.requests.numbered import the_request
from handlers.requests.sayings import account, open_button, person, ref, said, stands
from handlers.requests.telling import tell_member
from handlers.values import Name, t
from storage.find import company
from storage.tables.requests import Request


class Message(Args):
    number: ARequestNumber
    who: APerson


def message(args: Message, request: Request, ctx: Context) -> Reply:
    who = person(args.who, ctx)
    if company.direct_conversation(ctx.unit, args.who) is None:
        raise Refused(t("requests.message.unreached", who=who))
    told = t(
        "requests.message.told",
        who=Name(names=ctx.who.names),
        ref=ref(request),
        account=account(request, ctx),
        words=said(request.words),
        stands=stands(request, ctx),
    )
    remark(request, "message", ctx)
    tell_member(args.who, request, told, open_button(request), ctx=ctx)
    words = t("requests.message.done", who=who, ref=ref(request))
    return only_you(Line(text=words), Buttons(shown=(open_button(request),)))


COMMANDS = (
    Command(
        "message",
        takes=Message,
        on=the_request,
        may=May.SEE_REQUEST,
        run=message,
        example="message R40 @herui",
        menu=False,
    ),
)
