"""Delivers the outbox: in order within a conversation, and what one waits for holds up no other."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import datetime, timedelta
from hashlib import sha256
from threading import Lock

from bot.clock import Clock
from bot.platforms.port import Outgoing, Port, Stood, Undelivered, Verdict
from bot.readers import channel, person
from bot.words.reader import Reader
from handlers.gone import gone
from handlers.outgoing import compose, lives, shut_out
from handlers.reply import PARTS, Part
from handlers.voice import by_itself
from storage import outbox
from storage.database import Database, Unit
from storage.find import company
from storage.patience import Busy, passes
from storage.tables.company import Conversation
from storage.tables.messages import Outbox

log = logging.getLogger("triangle.sender")

FIRST_REST, LONGEST_REST = timedelta(seconds=2), timedelta(minutes=15)
STOPPED_REST = timedelta(minutes=5)
BATCH = 50


def rest(tries: int) -> timedelta:
    """How long a message rests after its nth try: twice as long each time, a quarter of an hour at most.

    >>> [rest(tries).seconds for tries in (1, 2, 3, 20)]
    [2, 4, 8, 900]
    """
    doublings = min(max(tries - 1, 0), 10)
    return min(FIRST_REST * (1 << doublings), LONGEST_REST)


class Sender:
    """Ports by platform. A conversation whose platform has no port here waits."""

    def __init__(self, database: Database, clock: Clock, ports: Mapping[str, Port]) -> None:
        self._database, self._clock, self._ports = database, clock, dict(ports)
        self._inside = [name for name, port in self._ports.items() if port.transactional]
        self._outside = [name for name, port in self._ports.items() if not port.transactional]
        self._carriers = ThreadPoolExecutor(16, thread_name_prefix="carrier")
        self._waker = ThreadPoolExecutor(1, thread_name_prefix="sender")
        self._woken, self._lock = False, Lock()
        self._under_way: set[Future[None]] = set()

    def wake(self) -> None:
        """Something was queued: send soon, in a thread of the sender's own."""
        with self._lock:
            if self._woken:
                return
            self._woken = True
        self._waker.submit(self._wakened)

    def send(self) -> None:
        """Deliver what is due: into our own database at once, to the world in threads that are not waited for."""
        while self._inside and self._database.write(self._deliver_inside).result() == BATCH:
            pass
        for row in self._claimed() if self._outside else ():
            self._set_out(self._carriers.submit(self._carry, row))

    def drain(self) -> None:
        """Deliver until nothing is due, and wait for it."""
        while True:
            self.send()
            with self._lock:
                carried = set(self._under_way)
            if not carried:
                return
            for each in wait(carried).done:
                each.result()

    def close(self) -> None:
        self._waker.shutdown(wait=True)
        self._carriers.shutdown(wait=True)

    def _wakened(self) -> None:
        with self._lock:
            self._woken = False
        try:
            self.send()
        except Exception:
            log.exception("the outbox could not be read; the next tick tries again")

    def _set_out(self, carried: Future[None]) -> None:
        with self._lock:
            self._under_way.add(carried)
        carried.add_done_callback(self._under_way.discard)

    # Into our own database: the message and its mark in one transaction, so that it is there exactly once.

    def _deliver_inside(self, unit: Unit) -> int:
        """One message of each conversation; how many there were, BATCH when there may be more."""
        done = 0
        while done < BATCH:
            heads = outbox.due(unit, self._inside, self._clock.now(), self._clock.real(), BATCH - done)
            if not heads:
                return done
            for row in heads:
                self._place(unit, row)
            done += len(heads)
        return BATCH

    def _place(self, unit: Unit, row: Outbox) -> None:
        try:
            with unit.savepoint():
                if (message := self._composed(unit, row)) is not None:
                    self._mark(unit, row, message, self._port(message).deliver(message, unit))
        except Undelivered as no:
            self._judge(unit, row, no)
        except Exception as error:
            if passes(error):
                raise
            self._broke(unit, row, error)

    # To the world: leased, sent without a transaction, marked.

    def _claimed(self, conversation_id: int | None = None) -> list[Outbox]:
        now, real = self._clock.now(), self._clock.real()

        def claim(unit: Unit) -> list[Outbox]:
            return outbox.claim(unit, self._outside, now, real, BATCH, conversation_id)

        return self._database.write(claim).result()

    def _carry(self, row: Outbox) -> None:
        """One leased message, then what its conversation has next."""
        following: list[Outbox] = [row]
        while following:
            self._carry_one(following[0])
            following = self._claimed(row.conversation_id)

    def _carry_one(self, row: Outbox) -> None:
        write = self._database.write
        try:
            message = write(lambda unit: self._composed(unit, row)).result()
            if message is not None:
                there = self._port(message).deliver(message, None)
                write(lambda unit: self._mark(unit, row, message, there)).result()
        except Undelivered as no:
            verdict = no
            write(lambda unit: self._judge(unit, row, verdict)).result()
        except Busy:
            log.warning("outbox row %d waits till its lease ends: the database was busy", row.id)
        except Exception as error:
            trouble = error
            write(lambda unit: self._broke(unit, row, trouble)).result()

    # Both ways.

    def _composed(self, unit: Unit, row: Outbox) -> Outgoing | None:
        """The message as it is true now; None when it was dropped instead."""
        conversation = company.find_conversation(unit, row.conversation_id)
        parts = compose(row, by_itself(unit, self._clock.now()))
        place = outbox.find_place(unit, row.edits)
        if conversation is None or conversation.gone or parts is None:
            outbox.drop(unit, row, "no longer news")
            return None
        if place is not None and (place.gone or place.shown == _shown(parts)):
            outbox.drop(unit, row, "stands so already")
            return None
        return Outgoing(
            id=row.id,
            conversation=conversation,
            parts=parts,
            reader=_reader(unit, conversation, self._clock.now()),
            member_id=row.member_id,
            edits=place.message if place else None,
            thread=None if place or conversation.direct else outbox.card_above(unit, row),
            rings=row.rings,
            urgent=row.urgent,
            again=row.unsure,
        )

    def _mark(self, unit: Unit, row: Outbox, message: Outgoing, there: Stood) -> None:
        outbox.sent(unit, row, self._clock.now(), there.message)
        outbox.stand(unit, row, there.message, _shown(message.parts), lives=lives(row))
        if there.conversation not in (None, message.conversation.external_id):
            outbox.conversation_moved(unit, row.conversation_id, there.conversation)
        if row.edits is None and not self._port(message).transactional:
            self._catch_up(unit, row, message)

    def _catch_up(self, unit: Unit, row: Outbox, message: Outgoing) -> None:
        """What changed while it was on its way: an edit of what did not stand yet was queued by nobody."""
        if row.subject is None or row.subject_id is None or not (row.face is not None or lives(row)):
            return
        now = self._clock.now()
        parts = compose(row, by_itself(unit, now))
        if parts is not None and _shown(parts) != _shown(message.parts):
            outbox.queue_edits(unit, row.subject, row.subject_id, now)

    def _judge(self, unit: Unit, row: Outbox, no: Undelivered) -> None:
        """What each verdict means for the message and its conversation (house rule 12)."""
        match no.verdict:
            case Verdict.LATER:
                self._put_off(unit, row, no.after or rest(row.tries), no.why, no.maybe)
            case Verdict.MOVED if no.to is not None:
                outbox.conversation_moved(unit, row.conversation_id, no.to)
                self._put_off(unit, row, timedelta(), no.why)
            case Verdict.GONE:
                self._lost(unit, row, no.why)
            case Verdict.SHUT:
                self._shut(unit, row, no.why)
            case Verdict.FORGET:
                outbox.forget(unit, row, no.why)
            case Verdict.STOP:
                log.error("the platform of conversation %d takes nothing: %s", row.conversation_id, no.why)
                self._put_off(unit, row, STOPPED_REST, no.why)
            case _:
                outbox.give_up(unit, row, no.why)
                log.error("outbox row %d can't be sent, ours to mend: %s", row.id, no.why)

    def _lost(self, unit: Unit, row: Outbox, why: str) -> None:
        log.warning("conversation %d is gone: %s", row.conversation_id, why)
        conversation = company.find_conversation(unit, row.conversation_id)
        if conversation is None:
            outbox.drop(unit, row, why)
        else:
            gone(conversation, why, by_itself(unit, self._clock.now()))

    def _shut(self, unit: Unit, row: Outbox, why: str) -> None:
        log.info("conversation %d is shut: %s", row.conversation_id, why)
        conversation = company.find_conversation(unit, row.conversation_id)
        outbox.conversation_shut(unit, row, why)
        if conversation is not None and not conversation.shut:
            waiting = outbox.waiting_in(unit, row.conversation_id)
            shut_out(conversation, waiting, by_itself(unit, self._clock.now()))

    def _put_off(self, unit: Unit, row: Outbox, after: timedelta, why: str, maybe: bool = False) -> None:
        if not outbox.later(unit, row, after, self._clock.real(), why, maybe_arrived=maybe):
            log.error("outbox row %d was tried for a day and is given up: %s", row.id, why)

    def _broke(self, unit: Unit, row: Outbox, error: Exception) -> None:
        outbox.give_up(unit, row, repr(error))
        log.error("outbox row %d can't be sent, ours to mend", row.id, exc_info=error)

    def _port(self, message: Outgoing) -> Port:
        return self._ports[message.conversation.platform]


def _shown(parts: Iterable[Part]) -> str:
    """What stands there, as a digest: an edit that would change nothing is not sent."""
    text = json.dumps(PARTS.dump_python(tuple(parts), mode="json"), sort_keys=True, ensure_ascii=False)
    return sha256(text.encode()).hexdigest()[:32]


def _reader(unit: Unit, conversation: Conversation, now: datetime) -> Reader:
    if conversation.member_id is not None:
        return person(company.the_member(unit, conversation.member_id), now)
    return channel(unit, conversation, now)
