"""Reactions: 👀 on a request's card acknowledges it, 🏆 on one's own message begins an event (domain.md 11)."""

from __future__ import annotations

import asyncio
from typing import Final

from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.gateway import Incoming
from bot.platforms.slack import talk
from bot.platforms.slack.desk import Desk
from bot.platforms.slack.happenings import Reacted
from bot.platforms.slack.incoming import PLATFORM, is_direct
from bot.platforms.slack.payloads import Envelope
from bot.platforms.slack.saying import Spot
from bot.platforms.slack.shapes import read
from bot.platforms.slack.team import Team
from bot.platforms.slack.turn import Turn
from bot.platforms.slack.verdicts import REFUSALS
from bot.platforms.slack.ways import Spoken, Ways
from handlers.pipeline import Filled, Words
from storage import outbox
from storage.database import Unit
from storage.find import conversations

EYES: Final = "eyes"
TROPHY: Final = "trophy"
RESTS: Final = (0.0, 0.2, 0.6)
"""Seconds between looks."""


async def reaction(it: Envelope, team: Team, desk: Desk, begun: float) -> None:
    reacted = read(Reacted, it.event)
    channel, ts = reacted.item.channel, reacted.item.ts
    if channel is None or ts is None or reacted.user == team.bot_user:
        return
    if reacted.reaction == EYES and reacted.item_user in (None, team.bot_user):
        if await _is_a_request(team, channel, ts, desk):
            await _say("ack", it, reacted.user, channel, ts, team, desk, begun)
    elif reacted.reaction == TROPHY and reacted.item_user == reacted.user:
        text = await _text_at(team, channel, ts)
        fields = dict(await desk.account_of(team.id, channel))
        fields["note"] = talk.plain(text, await desk.handles(team.id, talk.people_in(text)), team.bot_user)
        said = Filled("win", {name: value for name, value in fields.items() if value})
        await _say(said, it, reacted.user, channel, ts, team, desk, begun)


async def _say(
    said: Words, it: Envelope, user: str, channel: str, ts: str, team: Team, desk: Desk, begun: float
) -> None:
    direct = is_direct(channel)
    spot = Spot(user, channel, direct=direct, thread=None)
    incoming = Incoming(
        platform=PLATFORM,
        workspace=team.id,
        user_id=user,
        said=said,
        delivery=it.event_id,
        conversation=channel,
        direct=direct,
        thread=ts,
    )

    async def prepare() -> Incoming:
        return incoming

    way = Spoken(Ways(team, spot, desk.speech, desk.background, desk.unsaid), desk.deadline, begun)
    await desk.answering.take(Turn(team, user, it.event_id, prepare, way, begun))


async def _is_a_request(team: Team, channel: str, ts: str, desk: Desk) -> bool:
    """Whether a request's card stands there: eyes on anything else mean nothing to us. One that was sent this very
    moment may not be written down yet."""

    def find(unit: Unit) -> bool:
        place = conversations.behind(unit, PLATFORM, team.id, channel)
        about = outbox.subject_at(unit, place.id, ts) if place else None
        return about is not None and about[0] == "request"

    for rest in RESTS:
        await asyncio.sleep(rest)
        if await desk.read(find):
            return True
    return False


async def _text_at(team: Team, channel: str, ts: str) -> str:
    """What the message says; empty where we may not read it: the form is then filled by hand."""
    client = team.client
    try:
        found = await client.conversations_history(channel=channel, latest=ts, oldest=ts, inclusive=True, limit=1)
        if (text := _text(found, ts)) is None:
            found = await client.conversations_replies(channel=channel, ts=ts, latest=ts, inclusive=True, limit=1)
            text = _text(found, ts)
    except REFUSALS:
        return ""
    return text or ""


def _text(found: AsyncSlackResponse, ts: str) -> str | None:
    messages = found.get("messages") or []
    return next((str(each.get("text") or "") for each in messages if each.get("ts") == ts), None)
