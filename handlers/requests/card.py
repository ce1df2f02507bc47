"""The card of a request, the same everywhere: how it stands, what one may do (voice.md 2.4)."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from handlers.card import Card, Viewer
from handlers.context import Context
from handlers.post import Reaction
from handlers.reply import Line, Part
from handlers.requests.card_buttons import buttons
from handlers.requests.card_clock import mark, ruler
from handlers.requests.card_foot import foot
from handlers.requests.card_state import state
from handlers.requests.drawn import Drawn, find_drawn
from handlers.requests.sayings import kind, ref
from handlers.requests.still import still
from handlers.requests.telling import stands
from handlers.requests.triangle import triangle
from handlers.tell import redraw_all
from handlers.values import Name, Said, T, t
from storage.find import requests as find
from storage.tables.events import Fact


def draw(id: int, viewer: Viewer, ctx: Context) -> tuple[Part, ...] | None:
    it = find_drawn(id, ctx)
    if it is None:
        return None
    pressed = buttons(it, viewer)
    return (
        Line(text=_title(it), role="title"),
        Line(text=state(it)),
        *mark(it),
        Line(text=_triangle(it, ctx)),
        Line(text=Said(text=it.request.words), role="quote"),
        *ruler(it),
        foot(it),
        *((pressed,) if pressed else ()),
    )


def _title(it: Drawn) -> T:
    priority = t(f"words.priority.{it.request.priority}")
    account = Name(names=it.account.names)
    return t("requests.card.title", ref=ref(it.request), kind=kind(it.request), priority=priority, account=account)


def _triangle(it: Drawn, ctx: Context) -> T:
    """As of the last change, so that the card does not change by the mere passing of days."""
    day = it.request.changed_at.astimezone(ZoneInfo(ctx.company.timezone)).date()
    return triangle(it.account.id, day, ctx)


def redraw_of_account(fact: Fact, ctx: Context) -> None:
    """Who took part has changed: the triangle on the cards of the account's open requests with it."""
    redraw_all("request", find.open_at(ctx.unit, fact.account_id or 0), ctx)


TAKING_PART = (
    "event.logged",
    "event.confirmed",
    "event.joined",
    "event.voided",
    "event.superseded",
    "account.seated",
)

CARDS = (Card("request", draw=draw, stands=stands, still=still),)
REACTIONS = tuple(Reaction(kind, redraw_of_account) for kind in TAKING_PART)
