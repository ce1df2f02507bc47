"""The same account, kind and much the same words within a day: the open one is shown first (domain.md 6)."""

from __future__ import annotations

from datetime import timedelta

from rapidfuzz import fuzz

from handlers.context import Context
from handlers.reply import Button, Buttons, Refused
from handlers.requests.sayings import kind, open_button, ref, said
from handlers.values import moment, t
from storage.find import company
from storage.find import requests as find
from storage.tables.requests import Request

WITHIN = timedelta(days=1)
MUCH_THE_SAME = 80
"""From this likeness on, of 100, two texts are taken for one."""


def ask_about_twin(request: Request, ctx: Context) -> None:
    twin = _find_twin(request, ctx)
    if twin is None:
        return
    asker = ctx.name(company.the_member(ctx.unit, twin.asked_by))
    words = t(
        "requests.twin.asked",
        ref=ref(twin),
        kind=kind(twin),
        words=said(twin.words),
        asker=asker,
        at=moment(twin.asked_at),
    )
    another = Button(label=t("requests.twin.another"), command=f"{ctx.line} again=yes")
    raise Refused(words, Buttons(shown=(open_button(twin), another)))


def _find_twin(request: Request, ctx: Context) -> Request | None:
    lately = find.asked_lately(ctx.unit, request.account_id, request.kind, ctx.now - WITHIN)
    return next((each for each in lately if fuzz.ratio(each.folded, request.folded) >= MUCH_THE_SAME), None)
