"""Shortcuts: of a message, whose words become an event or a request; and the one that is everywhere."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

from bot.gateway import Incoming
from bot.platforms.slack import talk
from bot.platforms.slack.desk import Desk
from bot.platforms.slack.incoming import PLATFORM, is_direct
from bot.platforms.slack.interactions import Interaction, MessageShortcut, Shortcut
from bot.platforms.slack.manifest import ASK_MESSAGE, LOG_MESSAGE, SHORTCUT
from bot.platforms.slack.modal import Modal
from bot.platforms.slack.pressing import place_of
from bot.platforms.slack.saying import Spot
from bot.platforms.slack.team import Team
from bot.platforms.slack.turn import Body, Turn
from bot.platforms.slack.verdicts import REFUSALS
from bot.platforms.slack.ways import ByTrigger, Ways
from handlers.pipeline import Filled, Words

FROM_A_MESSAGE: Final = {LOG_MESSAGE: ("log", "note"), ASK_MESSAGE: ("ask", "what")}
"""By callback id: the command, and the field that the message's words go into."""
EVERYWHERE: Final = {SHORTCUT: "home"}
LINK_WITHIN = 0.6
"""Seconds: a form without the link to its message is better than none."""


async def of_message(it: MessageShortcut, team: Team, desk: Desk, begun: float) -> Body:
    known = FROM_A_MESSAGE.get(it.callback_id)
    if known is None:
        return None
    command, field = known
    own = is_direct(it.channel.id) and desk.direct.is_known(team.id, it.user.id, it.channel.id)
    spot = Spot(it.user.id, it.channel.id, own, url=it.response_url)

    async def said() -> Words:
        text, known = await _words(it, team, desk), await desk.account_of(team.id, it.channel.id)
        return Filled(command, {**known, field: text} if text else known)

    return await _open(it, it.trigger_id, spot, said, team, desk, begun)


async def everywhere(it: Shortcut, team: Team, desk: Desk, begun: float) -> Body:
    line = EVERYWHERE.get(it.callback_id)
    if line is None:
        return None

    async def said() -> Words:
        return line

    return await _open(it, it.trigger_id, Spot(it.user.id), said, team, desk, begun)


async def _open(
    it: Interaction,
    trigger: str | None,
    spot: Spot,
    said: Callable[[], Awaitable[Words]],
    team: Team,
    desk: Desk,
    begun: float,
) -> Body:
    """All that a shortcut answers stands in a window."""
    desk.speech.responses.met(spot.url)
    key = trigger or f"{it.user.id}:{begun}"

    async def prepare() -> Incoming:
        return Incoming(
            platform=PLATFORM,
            workspace=team.id,
            user_id=it.user.id,
            user_name=it.user.name,
            said=await said(),
            delivery=key,
            **place_of(spot),
        )

    ways = Ways(team, spot, desk.speech, desk.background, desk.unsaid)
    way = ByTrigger(ways, Modal(team, trigger), takes=True, window=True)
    return await desk.answering.take(Turn(team, it.user.id, key, prepare, way, begun))


async def _words(it: MessageShortcut, team: Team, desk: Desk) -> str:
    """What the message says and where it stands; a picture alone says nothing."""
    handles = await desk.handles(team.id, talk.people_in(it.message.text))
    text = talk.plain(it.message.text, handles, team.bot_user)
    return f"{text}\n{link}" if text and (link := await _link(it, team)) else text


async def _link(it: MessageShortcut, team: Team) -> str:
    ts = it.message.ts or it.message_ts
    if ts is None:
        return ""
    try:
        asked = team.client.chat_getPermalink(channel=it.channel.id, message_ts=ts)
        return str((await asyncio.wait_for(asked, LINK_WITHIN)).get("permalink") or "")
    except REFUSALS:
        return ""
