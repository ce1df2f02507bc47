"""What windows send: a form that is filled, one that is closed, and what a field wants to look up."""

from __future__ import annotations

from bot.gateway import Incoming
from bot.platforms.slack import forms
from bot.platforms.slack.buttons import option
from bot.platforms.slack.desk import Desk
from bot.platforms.slack.incoming import PLATFORM
from bot.platforms.slack.interactions import Closed, Submission, Suggestion
from bot.platforms.slack.limits import OPTION_VALUE, SELECT_OPTIONS, units
from bot.platforms.slack.modal import Modal
from bot.platforms.slack.pressing import place_of
from bot.platforms.slack.saying import Spot
from bot.platforms.slack.team import Team
from bot.platforms.slack.turn import Body, Turn
from bot.platforms.slack.ways import Submitted, Ways
from bot.platforms.slack.windows import Visitor, visitor
from bot.words.say import plain
from handlers.arguments.suggest import suggestions
from storage.database import Unit


async def submission(it: Submission, team: Team, desk: Desk, begun: float) -> Body:
    if not it.view.callback_id.startswith(forms.FORM):
        return None
    desk.dry_runs.end(it.view.id)
    filled, meta = forms.filled(it.view.raw)
    own = meta.conversation is not None and desk.direct.is_known(team.id, it.user.id, meta.conversation)
    spot = Spot(it.user.id, meta.conversation, own, meta.thread, meta.response_url or "")
    key = it.trigger_id or f"{it.view.id}:{it.view.hash}"
    incoming = Incoming(
        platform=PLATFORM,
        workspace=team.id,
        user_id=it.user.id,
        user_name=it.user.name,
        said=filled,
        delivery=key,
        thread=meta.thread,
        **place_of(spot),
    )

    async def prepare() -> Incoming:
        return incoming

    ways = Ways(team, spot, desk.speech, desk.background, desk.unsaid)
    way = Submitted(ways, Modal(team, None, it.view.id), it.view.raw, meta)
    return await desk.answering.take(Turn(team, it.user.id, key, prepare, way, begun))


async def closed(it: Closed, team: Team, desk: Desk, begun: float) -> Body:
    """Nothing was stored, nothing is to be forgotten."""
    return None


async def suggestion(it: Suggestion, team: Team, desk: Desk, begun: float) -> Body:
    """At most a hundred, the likely ones first; nothing for somebody who is not known here."""
    if it.view is None:
        return {"options": []}
    filled, meta = forms.filled(it.view.raw)
    at = desk.gateway.clock.now()

    def look(unit: Unit) -> list[dict[str, object]]:
        who = visitor(unit, team.id, it.user.id, meta.conversation, at)
        return [] if who is None else _options(filled.command, it, who)

    return {"options": await desk.read(look)}


def _options(command: str, it: Suggestion, who: Visitor) -> list[dict[str, object]]:
    found = suggestions(command, it.action_id, it.value, who.ctx)
    there = ((plain(each.label, who.reader), each.value) for each in found if units(each.value) <= OPTION_VALUE)
    return [option(label, value) for label, value in there if label.strip()][:SELECT_OPTIONS]
