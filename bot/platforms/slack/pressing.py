"""Presses: a button under a message, in a window or on Home says its command; a page is turned; a field moves the
dry run of its form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.gateway import Incoming
from bot.platforms import presses
from bot.platforms.slack import forms
from bot.platforms.slack.buttons import DO
from bot.platforms.slack.commands import may_ask
from bot.platforms.slack.desk import Desk
from bot.platforms.slack.incoming import PLATFORM, is_direct, said_by
from bot.platforms.slack.interactions import Action, Press, View
from bot.platforms.slack.modal import Modal
from bot.platforms.slack.pages import PAGE
from bot.platforms.slack.saying import Spot
from bot.platforms.slack.team import Team
from bot.platforms.slack.turn import Answered, Body, Turn
from bot.platforms.slack.ways import ByTrigger, Ways
from bot.platforms.slack.windows import sketched, visitor
from bot.words.reader import Reader
from handlers.pipeline import Words
from storage.database import Unit


async def press(it: Press, team: Team, desk: Desk, begun: float) -> Body:
    action = it.actions[0]
    if action.action_id.startswith((DO, PAGE)) and action.data:
        return await _say(it, action, team, desk, begun)
    if it.view is not None and it.view.callback_id.startswith(forms.FORM):
        await _move_along(it, it.view, team, desk)
    return None


def spot_of(it: Press, team: Team, desk: Desk) -> Spot:
    """Where the answer belongs: where the button stands; for one in a window, where the window was opened from."""
    user = it.user.id
    if it.view is not None:
        _, meta = forms.filled(it.view.raw)
        own = meta.conversation is not None and desk.direct.is_known(team.id, user, meta.conversation)
        return Spot(user, meta.conversation, own, meta.thread, meta.response_url or "")
    channel = it.channel.id if it.channel else it.container.channel_id
    if channel is not None and is_direct(channel) and not it.container.is_ephemeral:
        desk.direct.met(team.id, user, channel)
    own = channel is not None and desk.direct.is_known(team.id, user, channel)
    return Spot(user, channel, own, it.container.thread_ts, it.response_url)


def place_of(spot: Spot) -> dict[str, Any]:
    """The place of an Incoming; there is none in a conversation of two others."""
    elsewhere = spot.channel is None or spot.elsewhere
    return {"conversation": None if elsewhere else spot.channel, "direct": spot.direct or elsewhere}


async def _say(it: Press, action: Action, team: Team, desk: Desk, begun: float) -> Body:
    spot = spot_of(it, team, desk)
    if it.response_url:
        desk.speech.responses.met(it.response_url)
    key = it.trigger_id or f"{action.action_ts}:{it.user.id}:{action.action_id}"

    async def prepare() -> Incoming:
        return Incoming(
            platform=PLATFORM,
            workspace=team.id,
            user_id=it.user.id,
            user_name=it.user.name,
            said=await _said(action.data, desk),
            delivery=key,
            thread=it.container.thread_ts or it.container.message_ts,
            **place_of(spot),
        )

    way = _way(it, action, Ways(team, spot, desk.speech, desk.background, desk.unsaid))
    return await desk.answering.take(Turn(team, it.user.id, key, prepare, way, begun))


def _way(it: Press, action: Action, ways: Ways) -> ByTrigger | Turned:
    page = action.action_id.removeprefix(PAGE)
    if page != action.action_id:
        return Turned(ways, it.container.message_ts, int(page) if page.isdecimal() else 0)
    return ByTrigger(ways, _modal(it, ways.team), takes=may_ask(action.data), window=it.view is not None)


def _modal(it: Press, team: Team) -> Modal:
    """A press in a window changes that window; on Home and under a message it opens one."""
    inside = it.view is not None and it.view.type == "modal"
    return Modal(team, None, it.view.id) if inside and it.view else Modal(team, it.trigger_id)


async def _said(data: str, desk: Desk) -> Words:
    """What stands behind the button; a code that nobody made says nothing, which asks for help."""
    line = await desk.read(lambda unit: presses.line_behind(unit, data)) if data.startswith(presses.MARK) else data
    return said_by(line or "")


async def _move_along(it: Press, view: View, team: Team, desk: Desk) -> None:
    channel = forms.filled(view.raw)[1].conversation
    at = desk.gateway.clock.now()

    def draw(unit: Unit) -> dict[str, Any] | None:
        who = visitor(unit, team.id, it.user.id, channel, at)
        return None if who is None else sketched(view, who)

    await desk.dry_runs.show(team, view, desk.read(draw))


@dataclass
class Turned:
    """Another page of the message that was pressed, in its place."""

    of: Ways
    at: str | None
    page: int

    async def begins(self, reader: Reader) -> None:
        """The page that is there stays till then."""

    async def meanwhile(self, reader: Reader) -> Body:
        return None

    async def at_once(self, answer: Answered) -> Body:
        self.of.background.follow(self.late(answer), "a page")
        return None

    async def late(self, answer: Answered) -> None:
        await self.of.speech.replace(self.of.team, self.of.spot, self.at, answer.message(self.page))
