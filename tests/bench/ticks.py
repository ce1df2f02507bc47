"""An empty tick: nothing is due, however much is open."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from pathlib import Path

import sqlalchemy as sa

from bot.clock import ManualClock
from bot.demo.seed import BEGINS
from bot.scheduler import Ticker
from bot.sender import Sender
from storage import rows
from storage.database import Database, Unit
from storage.tables.messages import Outbox, Timer
from storage.tables.requests import Request, RequestClock
from tests.bench.clones import clone, numbers
from tests.bench.company import copy
from tests.bench.report import Chapter
from tests.bench.sampling import Act, in_turn, ms, settled

FEW = 100
APART = 1_000_000


def measure(demo: Path, many: int, rounds: int) -> Chapter:
    chapter = Chapter("An empty tick")
    with closing(_open(demo, FEW)) as few, closing(_open(demo, many)) as lots:
        acts: dict[str, Act] = {"few": _ticker(few).tick, "many": _ticker(lots).tick}
        settled()
        taken = in_turn(acts, rounds)
    chapter.says(f"{FEW} open requests: median", ms(taken["few"]))
    chapter.says(f"{many:,} open requests: median", ms(taken["many"]))
    chapter.at_most(f"{many:,} against {FEW}", taken["many"] / taken["few"], 1.5)
    chapter.notes.append("One index says that nothing is due; beginning and ending the transaction is the rest.")
    return chapter


def _open(demo: Path, requests: int) -> Database:
    database = Database(f"sqlite:///{copy(demo, f'open-{requests}')}")
    database.write(lambda unit: _ask(unit, requests)).result()
    return database


def _ticker(database: Database) -> Ticker:
    clock = ManualClock(BEGINS)
    return Ticker(database, clock, Sender(database, clock, {}))


def _ask(unit: Unit, requests: int) -> None:
    """So many open requests more, each like the newest one, with its clocks and timers; nothing is due for a day."""
    _rests(unit)
    request, clock, timer = (rows.table(it) for it in (Request, RequestClock, Timer))
    newest = unit.connection.execute(sa.select(sa.func.max(request.c.id))).scalar_one()
    n = numbers(requests)
    far = n.c.n * APART
    clone(unit, Request, n, {"id": request.c.id + far, "number": request.c.number + far}, request.c.id == newest)
    clocks = clock.c.request_id == newest
    clone(unit, RequestClock, n, {"id": clock.c.id + far, "request_id": clock.c.request_id + far}, clocks)
    ticking = sa.select(clock.c.id).where(clocks)
    clone(unit, Timer, n, {"subject_id": timer.c.subject_id + far}, timer.c.subject_id.in_(ticking))


def _rests(unit: Unit) -> None:
    """What is due is put off to tomorrow, what waits to be sent is sent."""
    timer, outbox = rows.table(Timer), rows.table(Outbox)
    tomorrow = BEGINS + timedelta(days=1)
    unit.connection.execute(sa.update(timer).where(timer.c.due_at < tomorrow).values(due_at=tomorrow))
    unit.connection.execute(sa.update(outbox).where(outbox.c.state == "waiting").values(state="sent"))
