"""The message of a request was changed: it stays as it was asked (traps.md 16)."""

from __future__ import annotations

from handlers.context import Context
from handlers.edited import Amends
from handlers.reply import Buttons, Line, Part
from handlers.requests.numbered import seen
from handlers.requests.sayings import numbered_button, open_button, ref
from handlers.values import t
from scoring.requests import ACTIVE, RequestState


def offer(number: int, line: str, ctx: Context) -> tuple[Part, ...]:
    request = seen(number, ctx)
    shown = [open_button(request)]
    if RequestState(request.state) in ACTIVE:
        shown.append(numbered_button("cancel", request))
    return Line(text=t("requests.edited.stays", ref=ref(request))), Buttons(shown=tuple(shown))


AMENDS = (Amends("R", offer),)
