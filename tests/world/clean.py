"""What a story leaves behind when it does not end clean (house rule 20)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from handlers.outgoing import compose
from handlers.voice import by_itself
from storage import replay, rows
from storage.database import Unit
from storage.tables.messages import Inbox, Outbox, Place, Timer
from tests.world.listening import in_each_language

if TYPE_CHECKING:
    from tests.world.company import World


def untidy(world: World) -> list[str]:
    """Everything that is not as it should be, in words."""
    return [*_logged(world), *world.read(lambda unit: list(_left(unit, world))), *_unsayable(world)]


def _logged(world: World) -> Iterator[str]:
    yield from (f"logged: {error}" for error in world.logs.unexpected())
    yield from (f"announced, but not logged: {words}" for words in world.logs.unheard())


def _left(unit: Unit, world: World) -> Iterator[str]:
    announced = bool(world.logs.expected)
    for row in rows.many(unit, Outbox, rows.table(Outbox).select()):
        if row.state == "waiting" and row.due_at <= world.now:
            yield f"unsent: outbox row {row.id} to conversation {row.conversation_id} ({row.error})"
        if row.state == "given_up" and not announced:
            yield f"given up: outbox row {row.id}: {row.error}"
    for timer in rows.many(unit, Timer, rows.table(Timer).select()):
        if timer.due_at <= world.now or (timer.tries and not announced):
            yield f"stands still: timer {timer.kind} {timer.subject_id}: {timer.trouble}"
    for delivery in rows.many(unit, Inbox, rows.table(Inbox).select()):
        if delivery.answer is None:
            yield f"unanswered: {delivery.delivery}"
    yield from _stale(unit, world)
    yield from (f"replay differs: {each}" for each in replay.check(unit, world.today))


def _stale(unit: Unit, world: World) -> Iterator[str]:
    """Each live message shows its subject as it is."""
    ctx = by_itself(unit, world.now)
    for place in rows.many(unit, Place, rows.table(Place).select()):
        row = Outbox(conversation_id=place.conversation_id, subject=place.subject, subject_id=place.subject_id)
        row.face, row.edits = place.face, place.id
        stands = world.port.messages.get(place.message)
        if not place.gone and stands is not None and stands.parts != compose(row, ctx):
            yield f"stale: {place.subject} {place.subject_id} in conversation {place.conversation_id}"


def _unsayable(world: World) -> Iterator[str]:
    """Every answer and message can be said in each language."""
    for parts in (
        *(answer.reply.parts for answer in world.answers),
        *(m.parts for m in world.port.messages.values()),
    ):
        try:
            in_each_language(parts, world.now)
        except (KeyError, ValueError) as error:
            yield f"can't be said: {error}"
