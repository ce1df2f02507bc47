"""Slash commands: `/tri` with any command, and the few that have one of their own."""

from __future__ import annotations

from bot.gateway import Incoming
from bot.platforms.slack import talk
from bot.platforms.slack.desk import Desk
from bot.platforms.slack.incoming import command_line, delivery_of, is_direct, typed
from bot.platforms.slack.modal import Modal
from bot.platforms.slack.payloads import Command
from bot.platforms.slack.saying import Spot
from bot.platforms.slack.team import Team
from bot.platforms.slack.turn import Body, Turn
from bot.platforms.slack.ways import ByTrigger, Ways
from handlers.arguments.read import parts
from handlers.arguments.words import NoCommand, command_of


async def command(it: Command, team: Team, desk: Desk, begun: float) -> Body:
    own = is_direct(it.channel_id) and desk.direct.is_known(team.id, it.user_id, it.channel_id)
    spot = Spot(it.user_id, it.channel_id, direct=own, url=it.response_url)
    desk.speech.responses.met(it.response_url)
    ways = Ways(team, spot, desk.speech, desk.background, desk.unsaid)
    line = command_line(it.command, it.text)
    way = ByTrigger(ways, Modal(team, it.trigger_id), takes=may_ask(line), in_body=True)

    async def prepare() -> Incoming:
        handles = await desk.handles(team.id, talk.people_in(it.text))
        owns = own or (is_direct(it.channel_id) and await desk.direct.owns(team, it.user_id, it.channel_id))
        return typed(it, handles, owns)

    return await desk.answering.take(Turn(team, it.user_id, delivery_of(it), prepare, way, begun))


def may_ask(line: str) -> bool:
    """Whether the answer is likely to be a form: a command that writes, with fewer words than parts it needs.

    >>> may_ask("/ask ACME"), may_ask("/ack R40"), may_ask("/help"), may_ask("strange words")
    (True, False, False, False)
    """
    try:
        found = command_of(line)
    except NoCommand:
        return False
    needed = sum(part.required for part in parts(found.command.takes))
    return not found.command.reads and len(found.rest.split()) < needed
