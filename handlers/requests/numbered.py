"""Commands about one request: its number, and the row it means."""

from __future__ import annotations

from typing import Annotated, Protocol

from handlers.arguments.slots import ARequestNumber, WordsSlot
from handlers.command import Args
from handlers.context import Context
from handlers.permissions import May, allowed
from handlers.relations import relations
from handlers.reply import Button, Buttons, Refused
from handlers.values import Ref, t
from storage.find import requests as find
from storage.tables.requests import Request


class HasNumber(Protocol):
    @property
    def number(self) -> int: ...


class One(Args):
    number: ARequestNumber


class OneAndWhy(Args):
    number: ARequestNumber
    why: Annotated[str, WordsSlot()]


class OneAndNote(Args):
    number: ARequestNumber
    note: Annotated[str, WordsSlot()] | None = None


def the_request(args: HasNumber, ctx: Context) -> Request:
    """The request of this number; Refused in the same words whether there is none or the asker may not see it."""
    return seen(args.number, ctx)


def seen(number: int, ctx: Context) -> Request:
    found = find.request_numbered(ctx.unit, number)
    if found is None or not allowed(May.SEE_REQUEST, relations(found, ctx)):
        raise no_such(number)
    return found


def no_such(number: int) -> Refused:
    mine = Button(label=t("requests.button.mine"), command="requests mine")
    return Refused(t("requests.no_such", ref=Ref(kind="request", number=number)), Buttons(shown=(mine,)))
