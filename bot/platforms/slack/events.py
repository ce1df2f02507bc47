"""The table of events: what each kind is to us. A kind that is not here is acknowledged, and that is all."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Final

from bot.gateway import Incoming
from bot.platforms.slack import homes
from bot.platforms.slack.desk import Desk
from bot.platforms.slack.happenings import (
    CameOrWent,
    HomeOpened,
    Moved,
    OfChannel,
    Renamed,
    Revoked,
    Said,
    UserChanged,
)
from bot.platforms.slack.incoming import PLATFORM, is_direct
from bot.platforms.slack.messages import hear, heard_in, message
from bot.platforms.slack.payloads import Envelope
from bot.platforms.slack.reactions import reaction
from bot.platforms.slack.saying import Spot
from bot.platforms.slack.shapes import read
from bot.platforms.slack.team import Team
from bot.platforms.slack.turn import Turn
from bot.platforms.slack.ways import Spoken, Ways

Listener = Callable[[Envelope, Team, Desk, float], Awaitable[None]]

WELCOME = "/welcome"


async def mention(it: Envelope, team: Team, desk: Desk, begun: float) -> None:
    if (heard := heard_in(it, read(Said, it.event), team)) is not None:
        await hear(heard, team, desk, begun)


async def home_opened(it: Envelope, team: Team, desk: Desk, begun: float) -> None:
    """Its conversation is the person's own with the bot: from now on they can be reached there."""
    opened = read(HomeOpened, it.event)
    own = opened.channel if opened.channel is not None and is_direct(opened.channel) else None
    if own is not None:
        desk.direct.met(team.id, opened.user, own)
    if opened.tab == "home":
        said = _said(homes.LINE, it, team, opened.user, own)
        answer = await desk.answering.ask(team, said)
        desk.background.follow(desk.homes.opened(team, opened.user, answer.reply, answer.reader), "a Home")


async def came(it: Envelope, team: Team, desk: Desk, begun: float) -> None:
    who = read(CameOrWent, it.event)
    await desk.places.joined(team.id, who.channel, who.user, team.client)
    if who.user == team.bot_user and who.inviter is not None:
        await _welcome(who.inviter, who.channel, it, team, desk, begun)


async def went(it: Envelope, team: Team, desk: Desk, begun: float) -> None:
    who = read(CameOrWent, it.event)
    await desk.places.left(team.id, who.channel, who.user, team.client)


async def thrown_out(it: Envelope, team: Team, desk: Desk, begun: float) -> None:
    """`channel_left` and `group_left` name no person: it is the bot."""
    await desk.places.left(team.id, read(OfChannel, it.event).channel, team.bot_user, team.client)


async def archived(it: Envelope, team: Team, desk: Desk, begun: float) -> None:
    await desk.places.archived(team.id, read(OfChannel, it.event).channel)


async def opened_again(it: Envelope, team: Team, desk: Desk, begun: float) -> None:
    await desk.places.opened(team.id, read(OfChannel, it.event).channel, team.client)


async def renamed(it: Envelope, team: Team, desk: Desk, begun: float) -> None:
    channel = read(Renamed, it.event).channel
    await desk.places.renamed(team.id, channel.id, channel.name)


async def moved(it: Envelope, team: Team, desk: Desk, begun: float) -> None:
    ids = read(Moved, it.event)
    await desk.places.moved(team.id, ids.old_channel_id, ids.new_channel_id)


async def shared(it: Envelope, team: Team, desk: Desk, begun: float) -> None:
    await desk.places.changed(team.id, read(OfChannel, it.event).channel, team.client)


async def person_changed(it: Envelope, team: Team, desk: Desk, begun: float) -> None:
    await desk.people.changed(read(UserChanged, it.event).user, team.id)


async def uninstalled(it: Envelope, team: Team, desk: Desk, begun: float) -> None:
    await desk.installs.uninstalled(team.id)


async def revoked(it: Envelope, team: Team, desk: Desk, begun: float) -> None:
    await desk.installs.revoked(team.id, read(Revoked, it.event).tokens.bot)


EVENTS: Final[dict[str, Listener]] = {
    "message": message,
    "app_mention": mention,
    "reaction_added": reaction,
    "app_home_opened": home_opened,
    "member_joined_channel": came,
    "member_left_channel": went,
    "channel_left": thrown_out,
    "group_left": thrown_out,
    "channel_archive": archived,
    "group_archive": archived,
    "channel_deleted": archived,
    "group_deleted": archived,
    "channel_unarchive": opened_again,
    "group_unarchive": opened_again,
    "channel_rename": renamed,
    "group_rename": renamed,
    "channel_id_changed": moved,
    "channel_shared": shared,
    "channel_unshared": shared,
    "user_change": person_changed,
    "app_uninstalled": uninstalled,
    "tokens_revoked": revoked,
}

LAST: Final = frozenset(("app_uninstalled", "tokens_revoked"))
"""They come when there may be no token any more."""


async def event(it: Envelope, team: Team, desk: Desk, begun: float) -> None:
    if it.is_ext_shared_channel:
        await desk.places.shared(team.id, it.event.get("channel"))
    listener = EVENTS.get(str(it.event.get("type")))
    if listener is not None:
        await listener(it, team, desk, begun)


async def _welcome(inviter: str, channel: str, it: Envelope, team: Team, desk: Desk, begun: float) -> None:
    """Whoever invited the bot learns what it does here, before everybody."""
    said = replace(_said(WELCOME, it, team, inviter, channel), direct=False)
    way = Spoken(Ways(team, Spot(inviter, channel), desk.speech, desk.background, desk.unsaid), desk.deadline, begun)

    async def prepare() -> Incoming:
        return said

    await desk.answering.take(Turn(team, inviter, it.event_id, prepare, way, begun))


def _said(line: str, it: Envelope, team: Team, user: str, conversation: str | None) -> Incoming:
    return Incoming(
        platform=PLATFORM,
        workspace=team.id,
        user_id=user,
        said=line,
        delivery=it.event_id,
        conversation=conversation,
    )
