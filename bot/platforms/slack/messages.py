"""Messages by event: mentions, direct messages, talk under the bot's messages, and edits of any of them."""

from __future__ import annotations

from bot.gateway import Incoming
from bot.platforms.slack import talk
from bot.platforms.slack.desk import Desk
from bot.platforms.slack.happenings import SAID, Changed, Said
from bot.platforms.slack.incoming import Spoken, is_direct, spoken
from bot.platforms.slack.payloads import Envelope
from bot.platforms.slack.saying import Spot
from bot.platforms.slack.shapes import Message, read
from bot.platforms.slack.team import Team
from bot.platforms.slack.turn import Turn
from bot.platforms.slack.ways import Spoken as BySpeech
from bot.platforms.slack.ways import Ways


async def message(it: Envelope, team: Team, desk: Desk, begun: float) -> None:
    """A message as it comes; with `app_mention` the same one may come twice, in either order."""
    match it.event.get("subtype") or "":
        case "message_changed":
            heard = edited(it, read(Changed, it.event), team)
        case subtype if subtype in SAID:
            heard = heard_in(it, read(Said, it.event), team)
        case _:
            heard = None
    if heard is not None:
        await hear(heard, team, desk, begun)


async def hear(heard: Spoken, team: Team, desk: Desk, begun: float) -> None:
    if heard.direct:
        desk.direct.met(team.id, heard.user, heard.channel)
    spot = Spot(heard.user, heard.channel, direct=heard.direct, thread=heard.thread)
    way = BySpeech(Ways(team, spot, desk.speech, desk.background, desk.unsaid), desk.deadline, begun)

    async def prepare() -> Incoming:
        handles = await desk.handles(team.id, talk.people_in(heard.text) - {team.bot_user})
        return spoken(heard, handles, team.bot_user)

    await desk.answering.take(Turn(team, heard.user, heard.key, prepare, way, begun))


def heard_in(it: Envelope, said: Said, team: Team) -> Spoken | None:
    """What was said to the bot, or in a thread under a message of its; None for all other talk."""
    if not _by_a_person(said, team) or said.ts is None:
        return None
    direct, thread = is_direct(said.channel), _thread(said)
    named = it.event.get("type") == "app_mention" or talk.mentions(said.text, team.bot_user)
    under = thread is not None and said.parent_user_id in (None, team.bot_user)
    if not (direct or named or under):
        return None
    return Spoken(
        team=team.id,
        user=said.user or "",
        channel=said.channel,
        text=said.text,
        ts=said.ts,
        event=it.event_id,
        thread=thread,
        direct=direct,
        overheard=not (direct or named),
    )


def edited(it: Envelope, change: Changed, team: Team) -> Spoken | None:
    """What was said to the bot and reads otherwise now; a link that unfolds changes nothing (4.13)."""
    now, before = change.message, change.previous_message
    if not _by_a_person(now, team) or now.ts is None or (before is not None and before.text == now.text):
        return None
    direct = is_direct(change.channel)
    texts = (now.text, before.text if before is not None else "")
    if not (direct or any(talk.mentions(text, team.bot_user) for text in texts)):
        return None
    return Spoken(
        team=team.id,
        user=now.user or "",
        channel=change.channel,
        text=now.text,
        ts=now.ts,
        event=it.event_id,
        thread=_thread(now),
        direct=direct,
        edits=True,
    )


def _by_a_person(said: Message, team: Team) -> bool:
    return said.user is not None and said.bot_id is None and said.user != team.bot_user


def _thread(said: Message) -> str | None:
    """The message that it stands under; the first of a thread names itself."""
    return said.thread_ts if said.thread_ts != said.ts else None
