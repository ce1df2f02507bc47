"""The answer to /log and /win: what was stored, what it changes, and who was in it (voice.md 3.1)."""

from __future__ import annotations

from typing import Any

from handlers.context import Context
from handlers.events.figures import account_name, points, ref, what
from handlers.events.lines import typed
from handlers.events.moved import Stand, figure, stand
from handlers.events.parts import question
from handlers.reply import Button, Buttons, Line, Reply, only_you
from handlers.values import Day, T, t
from scoring.policy import EVENT_KINDS
from storage import scores
from storage.tables.accounts import Account
from storage.tables.events import Event


def answer(event: Event, account: Account, before: Stand, ask: bool, ctx: Context) -> Reply:
    """`ask`: nobody was named, so the triangle stands as buttons."""
    if not EVENT_KINDS[event.kind].carries_points:
        why = Button(label=t("events.button.why"), command=f"why {typed(account)}")
        return _reply(event, Line(text=_counted(event, account, before, ctx)), Buttons(shown=(why,)))
    first = Line(text=_pending(event, account, before, ctx))
    if ask:
        return _reply(event, first, *question(event, ctx))
    remind = Button(label=t("events.button.remind"), command=f"remind {event.number}")
    took = Button(label=t("events.button.took"), command=f"took {event.number}")
    return _reply(event, first, Buttons(shown=(remind, took)))


def _reply(event: Event, *parts: Line | Buttons) -> Reply:
    return only_you(*parts, number=f"#{event.number}")


def _pending(event: Event, account: Account, before: Stand, ctx: Context) -> T:
    would = scores.what_if(ctx.unit, account.id, ctx.company_day, event)
    values = _said(event, account)
    if would is None or before.outlook is None or would == before.outlook:
        return t("events.log.pending_points", points=points(event.points, signed=True), **values)
    return t("events.log.pending", would=figure(would), now=figure(before.outlook), **values)


def _counted(event: Event, account: Account, before: Stand, ctx: Context) -> T:
    after, values = stand(account.id, ctx), _said(event, account)
    if before.outlook is None or after.outlook is None:
        return t("events.log.counted", **values)
    change = figure(after.outlook - before.outlook, signed=True)
    return t(
        "events.log.counted_moved",
        before=figure(before.outlook),
        after=figure(after.outlook),
        change=change,
        **values,
    )


def _said(event: Event, account: Account) -> dict[str, Any]:
    return {
        "event": ref(event),
        "what": what(event, full=True),
        "account": account_name(account),
        "day": Day(on=event.on_day, style="near"),
    }
