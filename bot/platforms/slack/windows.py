"""A form's window, and its dry run that moves with it: what a command would do is shown before it is sent."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from slack_sdk.errors import SlackApiError

from bot.platforms.slack import forms
from bot.platforms.slack.background import Background
from bot.platforms.slack.client import error_of
from bot.platforms.slack.incoming import PLATFORM
from bot.platforms.slack.interactions import View
from bot.platforms.slack.team import Team
from bot.platforms.slack.verdicts import REFUSALS
from bot.readers import person
from bot.words.reader import Reader
from handlers.command import every
from handlers.context import Context, Where
from handlers.pipeline import sketch
from handlers.reply import Form, Refused
from storage.database import Unit
from storage.find import company, conversations

log = logging.getLogger("triangle.slack")

A_MOMENT = 1.0
"""Seconds."""
STALE = frozenset({"hash_conflict", "not_found"})
"""It was changed again meanwhile, or closed."""


def form_view(form: Form, reader: Reader, meta: forms.Meta) -> dict[str, Any]:
    """Its fields tell us when they change where there is a dry run to move along."""
    view = forms.view(form, reader, meta)
    known = every().get(form.command)
    if known is not None and known.preview is not None:
        for block in view["blocks"]:
            if block["type"] == "input":
                block["dispatch_action"] = True
    return view


@dataclass(frozen=True)
class Visitor:
    """Who looks at a form, and from where, to ask what only reads."""

    ctx: Context
    reader: Reader


def visitor(unit: Unit, team: str, user: str, channel: str | None, now: datetime) -> Visitor | None:
    """None for somebody who is not known here."""
    who = company.member_behind(unit, PLATFORM, team, user)
    if who is None:
        return None
    ctx = Context(unit, company.the_company(unit), who, now, _where(unit, team, user, channel))
    return Visitor(ctx, person(who, now))


def sketched(view: View, it: Visitor) -> dict[str, Any] | None:
    """The form as it would stand; nothing is run. None where it can't be said yet."""
    given, meta = forms.filled(view.raw)
    try:
        parts = sketch(given, it.ctx).parts
    except Refused:
        return None
    form = next((part for part in parts if isinstance(part, Form)), None)
    return None if form is None else form_view(_without_errors(form), it.reader, meta)


class DryRuns:
    """One window at a time is drawn again: what was typed last counts."""

    def __init__(self, background: Background) -> None:
        self._background = background
        self._under_way: dict[str, asyncio.Task[None]] = {}

    async def show(self, team: Team, view: View, drawn: Awaitable[dict[str, Any] | None]) -> None:
        """`drawn` awaits the new view. An earlier one of the same window is not shown any more. Waits a moment, so
        that what is sent right behind it finds the window as it is."""
        self.end(view.id)
        task = self._background.follow(_update(team, view, drawn), "a dry run")
        self._under_way[view.id] = task
        task.add_done_callback(lambda done: self._forget(view.id, done))
        await asyncio.wait({task}, timeout=A_MOMENT)

    def end(self, view_id: str) -> None:
        """The window was sent, or changes anyhow."""
        if (earlier := self._under_way.pop(view_id, None)) is not None:
            earlier.cancel()

    def _forget(self, view_id: str, done: asyncio.Task[None]) -> None:
        if self._under_way.get(view_id) is done:
            del self._under_way[view_id]


async def _update(team: Team, view: View, drawn: Awaitable[dict[str, Any] | None]) -> None:
    new = await drawn
    if new is None:
        return
    try:
        await team.client.views_update(view_id=view.id, hash=view.hash or None, view=new)
    except REFUSALS as error:
        said = error_of(error) if isinstance(error, SlackApiError) else type(error).__name__
        log.log(logging.INFO if said in STALE else logging.WARNING, "a dry run was not shown: %s", said)


def _without_errors(form: Form) -> Form:
    """Who is still typing is not corrected."""
    return form.model_copy(update={"asks": tuple(ask.model_copy(update={"error": None}) for ask in form.asks)})


def _where(unit: Unit, team: str, user: str, channel: str | None) -> Where:
    here = Where(platform=PLATFORM, workspace=team, user_id=user)
    place = conversations.behind(unit, PLATFORM, team, channel) if channel else None
    return here if place is None else here.at(place)
