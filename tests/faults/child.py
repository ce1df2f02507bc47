"""A process that answers commands until it is killed: python -m tests.faults.child DATABASE-FILE

Reads lines "delivery<TAB>handle<TAB>line", sends each through the gateway as the room does, and prints
"delivery<TAB>answered" (or "refused") once the answer is committed. Ticks and the sender run beside it. Its business
time goes on from the newest fact, much faster than real time, so that reminders fall due meanwhile.
"""

from __future__ import annotations

import sys
from concurrent.futures import Future
from datetime import UTC, datetime
from threading import Event, Thread

import sqlalchemy as sa

from bot.clock import DemoClock
from bot.platforms.room.asking import Submit, incoming, log_it
from bot.platforms.room.messages import RoomPort
from bot.runtime import Runtime, assemble, open_database
from handlers.reply import Reply
from storage import rows
from storage.database import Database, Unit
from storage.tables.company import Conversation, Member
from storage.tables.events import Fact

BEGINNING = datetime(2026, 11, 23, 1, tzinfo=UTC)
"""The Monday morning of tests.world, whose import would cost each start half a second."""
SPEED = 100
TICK_SECONDS = 0.1


def main(file: str) -> None:
    database = open_database(f"sqlite:///{file}")
    clock = DemoClock(newest_instant(database), SPEED)
    runtime = assemble(database, clock, ports={"room": RoomPort(clock)})
    places = database.read(direct_conversations).result()
    over = Event()
    ticking = Thread(target=_tick, args=(runtime, over))
    ticking.start()
    _say("ready")
    answers = [_said(runtime, places, *line.rstrip("\n").split("\t")) for line in sys.stdin]
    for answer in answers:
        answer.result()
    over.set()
    ticking.join()
    runtime.close()


def newest_instant(database: Database) -> datetime:
    """Where business time stood when the last fact was committed."""

    def find(unit: Unit) -> datetime:
        newest = unit.connection.execute(sa.select(sa.func.max(rows.table(Fact).c.at))).scalar()
        return max(newest, BEGINNING) if newest is not None else BEGINNING

    return database.read(find).result()


def direct_conversations(unit: Unit) -> dict[str, Conversation]:
    """Where each person talks with the bot, by handle."""
    handles = {each.id: each.handle for each in rows.many(unit, Member, rows.table(Member).select())}
    found = rows.many(unit, Conversation, rows.table(Conversation).select())
    return {handles[each.member_id]: each for each in found if each.member_id is not None}


def _said(runtime: Runtime, places: dict[str, Conversation], delivery: str, handle: str, line: str) -> Future[Reply]:
    place = places[handle]
    member_id = place.member_id
    assert member_id is not None
    submit = Submit(conversation=place.id, delivery=delivery, line=line)
    alongside = log_it(submit, member_id, runtime.clock.now())
    answered = runtime.gateway.handle(incoming(submit, place, member_id), alongside)
    answered.add_done_callback(lambda done: _say(f"{delivery}\t{_how(done.result())}"))
    return answered


def _how(reply: Reply) -> str:
    return "refused" if reply.refused else "answered"


def _say(line: str) -> None:
    """In one write: who is killed has said a line or nothing of it."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _tick(runtime: Runtime, over: Event) -> None:
    while not over.wait(TICK_SECONDS):
        runtime.ticker.calmly()


if __name__ == "__main__":
    main(sys.argv[1])
