"""The scheduler only says "now": what is due is rows (house rule 9)."""

from __future__ import annotations

import logging
from datetime import datetime
from threading import Lock

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.clock import Clock
from bot.sender import Sender
from handlers.context import Context
from handlers.due import dues
from handlers.voice import by_itself
from storage import timers
from storage.database import Database, Unit
from storage.patience import passes
from storage.tables.messages import Timer

log = logging.getLogger("triangle.ticks")

BATCH = 25
"""Timers in one transaction: few, so that commands that wait in line are not held up for long."""


class StoodStill(Exception):  # noqa: N818  says what it did
    """A timer that ran and did not move on: it would run for ever."""


class Ticker:
    """One tick runs every timer that is due, then sends what was queued."""

    def __init__(self, database: Database, clock: Clock, sender: Sender) -> None:
        self._database, self._clock, self._sender = database, clock, sender
        self._ticking, self._ended = Lock(), False

    def tick(self) -> None:
        self._clock.keep()
        while self._database.write(self._batch).result() == BATCH:
            pass
        self._sender.send()

    def calmly(self) -> None:
        """A tick that only logs what stopped it: the next one tries again."""
        with self._ticking:
            if self._ended:
                return
            try:
                self.tick()
            except Exception:
                log.exception("a tick failed; the next one tries again")

    def end(self) -> None:
        """No tick after this one, which is waited for: the scheduler's own shutdown waits for none."""
        with self._ticking:
            self._ended = True

    def _batch(self, unit: Unit) -> int:
        """The oldest that are due; how many, BATCH when there may be more."""
        now = self._clock.now()
        claimed = timers.claim_due(unit, now, BATCH)
        if claimed:
            ctx = by_itself(unit, now)
            for timer in claimed:
                _fire(timer, ctx)
        return len(claimed)


def _fire(claimed: Timer, ctx: Context) -> None:
    """Run one timer in a savepoint; one that fails is put off with an alarm and blocks nobody."""
    timer = timers.still_due(ctx.unit, claimed, ctx.now)
    if timer is None:
        return
    try:
        with ctx.unit.savepoint():
            timers.move(ctx.unit, timer, _ran(timer, ctx))
    except Exception as error:
        if passes(error):
            raise
        timers.put_off(ctx.unit, timer, ctx.now, repr(error))
        log.exception("timer %s %d failed and rests for an hour", timer.kind, timer.subject_id)


def _ran(timer: Timer, ctx: Context) -> datetime | None:
    due_at = dues()[timer.kind].run(timer, ctx)
    if due_at is not None and due_at <= ctx.now:
        raise StoodStill(f"{timer.kind} {timer.subject_id} is due again at {due_at}, not later than now")
    return due_at


def scheduler(ticker: Ticker, seconds: float = 1) -> AsyncIOScheduler:
    """Ticks in a thread, never two at once, late ones as one. Start it in the running loop; shut down waiting."""
    defaults = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    made = AsyncIOScheduler(job_defaults=defaults, timezone="UTC")  # type: ignore[no-untyped-call]
    made.add_job(ticker.calmly, "interval", seconds=seconds, id="tick")  # type: ignore[no-untyped-call]
    return made
