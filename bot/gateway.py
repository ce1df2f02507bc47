"""The door: one delivery in, one transaction, one answer; the only place where a command's transaction begins.

Acknowledged means committed: the answer's future is done only after the commit (architecture.md "The way of one
command"). A command that only reads takes no write lock; its inbox row follows its answer.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from threading import Lock

from sqlalchemy.exc import SQLAlchemyError

from bot.clock import Clock
from handlers import strangers
from handlers.arguments.plain import keepable
from handlers.context import Context, Where
from handlers.edited import edited
from handlers.fallback import keeps_talk
from handlers.pipeline import Filled, Words, answer, line_of, only_reads
from handlers.reply import Button, Buttons, Line, Reply, here
from handlers.strangers import Stranger
from handlers.tell import tell
from handlers.values import Name, t
from handlers.values import Said as Quoted
from storage import inbox, outbox
from storage.database import Database, Unit
from storage.find import company, conversations
from storage.patience import Busy
from storage.tables.company import Conversation, Member
from storage.tables.messages import Inbox

log = logging.getLogger("triangle.gateway")

Alongside = Callable[[Unit, Reply], None]
"""What a surface writes in the same transaction, after the answer is known; it may be run again on a retry."""


@dataclass(frozen=True)
class Incoming:
    """What somebody said, as a platform heard it.

    `said` is a line or a filled form. `delivery` is the platform's id of this delivery; `message` that of the message
    itself, which platforms redeliver under new ids. `conversation` is the platform's id of the place, None where
    there is none (a terminal); `conversation_id` names it where a trusted surface knows the row. `member_id` is who
    it is on a surface that has made sure of it. `whispers` says whether the platform can show an answer to one
    person in a channel. `thread` is the platform's id of the message that it was said under or in reply to;
    `overheard` is talk in a thread that nobody addressed to the bot. `outsiders` says of a conversation that is new
    here whether people from outside are in it: in doubt they are. `edits` marks a message that was changed after it
    had been sent: nothing runs again, a correction is offered. `user_name` is what the platform calls who said it,
    for somebody who is unknown here.
    """

    platform: str
    workspace: str
    user_id: str
    said: Words
    delivery: str
    conversation: str | None = None
    conversation_name: str = ""
    direct: bool = True
    message: str | None = None
    member_id: int | None = None
    conversation_id: int | None = None
    whispers: bool = True
    thread: str | None = None
    overheard: bool = False
    outsiders: bool = False
    edits: bool = False
    user_name: str = ""

    @property
    def key(self) -> str:
        """The same for every delivery of the same message; an edit to the same words is the same edit."""
        return f"{self.edited}:{_digest(self.said)}" if self.edits else self.edited

    @property
    def edited(self) -> str:
        """The key under which the message was delivered when it was new."""
        if self.message is None:
            return f"{self.platform}:{self.workspace}:{self.delivery}"
        return f"{self.platform}:{self.workspace}:{self.conversation}:{self.message}"


@dataclass(frozen=True)
class Answered:
    """The answer, and what is still to be written when it came from a read."""

    reply: Reply
    kept: Inbox | None = None


class Gateway:
    """`committed` is called after each transaction that may have queued messages."""

    def __init__(self, database: Database, clock: Clock, committed: Callable[[], None] | None = None) -> None:
        self.database, self.clock = database, clock
        self.committed = committed or _nothing
        self._under_way: dict[str, Future[Reply]] = {}
        self._lock = Lock()

    def handle(self, incoming: Incoming, alongside: Alongside | None = None) -> Future[Reply]:
        """The answer, done when what it caused is committed. `asyncio.wrap_future` makes it one to await.

        Raises RuntimeError while the process shuts down.

        A delivery that was answered, or is being answered, gets that answer; `alongside` is not run for it.
        """
        incoming = replace(incoming, said=_keepable(incoming.said))
        with self._lock:
            known = self._under_way.get(incoming.key)
            if known is not None:
                return known
            answered: Future[Reply] = Future()
            self._under_way[incoming.key] = answered
        try:
            self._way(incoming)(incoming, alongside, answered)
        except RuntimeError:
            self._forget(incoming)
            raise
        return answered

    def _way(self, incoming: Incoming) -> Callable[[Incoming, Alongside | None, Future[Reply]], None]:
        if incoming.overheard:
            return self._listen
        reads = only_reads(incoming.said) and incoming.whispers and not incoming.edits
        return self._read if reads else self._write

    def _listen(self, incoming: Incoming, alongside: Alongside | None, answered: Future[Reply]) -> None:
        """Talk that nobody addressed to us: what is about nothing that keeps it leaves no trace."""

        def then(done: Future[bool]) -> None:
            if done.exception() is None and done.result():
                self._write_if_open(incoming, alongside, answered)
                return
            self._settle(_silence(done), incoming, answered)
            self._forget(incoming)

        self.database.read(lambda unit: _concerns_us(unit, incoming)).add_done_callback(then)

    def _write_if_open(self, incoming: Incoming, alongside: Alongside | None, answered: Future[Reply]) -> None:
        """As `_write`, where nobody is left to raise at."""
        try:
            self._write(incoming, alongside, answered)
        except RuntimeError as closed:
            self._forget(incoming)
            answered.set_exception(closed)

    def _write(self, incoming: Incoming, alongside: Alongside | None, answered: Future[Reply]) -> None:
        now = self.clock.now()

        def work(unit: Unit) -> Reply:
            return self._in_one(unit, incoming, now, alongside)

        def then(done: Future[Reply]) -> None:
            self._settle(done, incoming, answered)
            self._forget(incoming)

        self.database.write(work).add_done_callback(then)

    def _in_one(self, unit: Unit, incoming: Incoming, now: datetime, alongside: Alongside | None) -> Reply:
        """Claim, answer, keep: all of it or nothing."""
        who = _member(unit, incoming)
        if who is None:
            return Reply(parts=()) if incoming.overheard or incoming.edits else _met(unit, incoming, now)
        before = inbox.kept(unit, incoming.edited) if incoming.edits else None
        if incoming.edits and before is None:
            return Reply(parts=())
        place = _the_place(unit, incoming, who)
        row = _row(incoming, who, place, now)
        if (rival := inbox.claim(unit, row)) is not None:
            return _kept(rival)
        wrote = unit.writes
        ctx = _context(unit, incoming, who, place, now)
        reply = answer(incoming.said, ctx) if before is None else edited(incoming.said, before, ctx)
        stored = unit.writes > wrote and not reply.refused
        reply = _discreet(reply, incoming, ctx)
        inbox.keep(unit, row.delivery, reply.model_dump(mode="json"), stored=stored)
        if alongside is not None:
            alongside(unit, reply)
        return reply

    def _read(self, incoming: Incoming, alongside: Alongside | None, answered: Future[Reply]) -> None:
        now = self.clock.now()

        def work(unit: Unit) -> Answered:
            return self._only_read(unit, incoming, now)

        def then(done: Future[Answered]) -> None:
            follows = done.exception() is None and done.result().kept is not None
            if follows:
                self._follow(incoming, done.result(), now, alongside)
            self._settle(_mapped(done), incoming, answered)
            if not follows:
                self._forget(incoming)

        self.database.read(work).add_done_callback(then)

    def _only_read(self, unit: Unit, incoming: Incoming, now: datetime) -> Answered:
        who = _member(unit, incoming)
        if who is None:
            return Answered(strangers.unknown())
        if (earlier := inbox.kept(unit, incoming.key)) is not None:
            return Answered(_kept(earlier))
        place = _find_place(unit, incoming)
        before = unit.writes
        ctx = _context(unit, incoming, who, place, now)
        reply = _discreet(answer(incoming.said, ctx), incoming, ctx)
        if unit.writes > before:
            raise AssertionError(f"a command that only reads wrote: {incoming.key}")
        return Answered(reply, _row(incoming, who, place, now))

    def _follow(self, incoming: Incoming, got: Answered, now: datetime, alongside: Alongside | None) -> None:
        """The inbox row of a read, and what its surface writes, behind the answer."""

        def work(unit: Unit) -> None:
            who = _member(unit, incoming)
            if who is None:
                return
            row = _row(incoming, who, _the_place(unit, incoming, who), now)
            row.answer = got.reply.model_dump(mode="json")
            if inbox.claim(unit, row) is None and alongside is not None:
                alongside(unit, got.reply)

        def then(done: Future[None]) -> None:
            if (error := done.exception()) is not None:
                log.error("the row of %s did not follow its answer", incoming.key, exc_info=error)
            self._forget(incoming)
            self.committed()

        self.database.write(work).add_done_callback(then)

    def _settle(self, done: Future[Reply], incoming: Incoming, answered: Future[Reply]) -> None:
        """Give the answer out; of one that broke nothing is kept, so that the same delivery may try again."""
        error = done.exception()
        if error is None:
            answered.set_result(done.result())
            self.committed()
            return
        answered.set_result(busy(incoming) if isinstance(error, Busy) else self._broke(incoming, error))

    def _forget(self, incoming: Incoming) -> None:
        """What was kept is in the inbox by now."""
        with self._lock:
            self._under_way.pop(incoming.key, None)

    def _broke(self, incoming: Incoming, error: BaseException) -> Reply:
        number = reference()
        log.error("delivery %s broke, number %s", incoming.key, number, exc_info=error)
        return broken(incoming, number, self._administrator())

    def _administrator(self) -> Name | None:
        """Who has it; nobody is named where the database can't even say that."""
        try:
            with self.database.engine.connect() as connection:
                found = company.administrators(Unit(connection))
        except SQLAlchemyError:
            return None
        return Name(names=found[0].names) if found else None


def _keepable(said: Words) -> Words:
    if isinstance(said, str):
        return keepable(said)
    return Filled(said.command, {name: keepable(value) for name, value in said.fields.items()})


def _digest(said: Words) -> str:
    return sha256(line_of(said).encode()).hexdigest()[:16]


def _met(unit: Unit, incoming: Incoming, now: datetime) -> Reply:
    """Somebody unknown is answered; only `/link` is remembered. A surface that names its people has none."""
    if incoming.member_id is not None or not strangers.asks_to_link(incoming.said):
        return strangers.unknown()
    row = Inbox(delivery=incoming.key, line=strangers.LINK, at=now)
    if (rival := inbox.claim(unit, row)) is not None:
        return _kept(rival)
    it = Stranger(
        platform=incoming.platform,
        workspace=incoming.workspace,
        user_id=incoming.user_id,
        name=incoming.user_name,
        conversation=incoming.conversation,
        direct=incoming.direct,
    )
    reply = strangers.greet(incoming.said, it, unit, now, incoming.key)
    inbox.keep(unit, row.delivery, reply.model_dump(mode="json"), stored=not reply.refused)
    return reply


def busy(incoming: Incoming) -> Reply:
    return Reply(parts=(Line(text=t("gateway.busy")), _again(incoming)), private=True, refused=True)


def broken(incoming: Incoming, number: str, has_it: Name | None) -> Reply:
    text = t("gateway.broken_alone", number=Quoted(text=number))
    if has_it is not None:
        text = t("gateway.broken", number=Quoted(text=number), admin=has_it)
    return Reply(parts=(Line(text=text), _again(incoming)), private=True, refused=True)


def reference() -> str:
    """A number that can be said aloud: no 0 and O, no 1 and I.

    >>> len(reference())
    4
    """
    return "".join(secrets.choice("23456789ABCDEFGHJKLMNPQRSTUVWXYZ") for _ in range(4))


def _again(incoming: Incoming) -> Buttons:
    return Buttons(shown=(Button(label=t("gateway.try_again"), command=line_of(incoming.said)),))


def _member(unit: Unit, incoming: Incoming) -> Member | None:
    if incoming.member_id is not None:
        found = company.find_member(unit, incoming.member_id)
        return found if found is not None and found.active else None
    return company.member_behind(unit, incoming.platform, incoming.workspace, incoming.user_id)


def _find_place(unit: Unit, incoming: Incoming) -> Conversation | None:
    if incoming.conversation_id is not None:
        return company.find_conversation(unit, incoming.conversation_id)
    if incoming.conversation is None:
        return None
    return conversations.behind(unit, incoming.platform, incoming.workspace, incoming.conversation)


def _the_place(unit: Unit, incoming: Incoming, who: Member) -> Conversation | None:
    """The conversation it was said in, made when it is new; a new channel is bound to nothing yet."""
    found = _find_place(unit, incoming)
    if found is not None or incoming.conversation is None:
        return found
    return conversations.add(
        unit,
        Conversation(
            platform=incoming.platform,
            workspace=incoming.workspace,
            external_id=incoming.conversation,
            name=incoming.conversation_name,
            direct=incoming.direct,
            member_id=who.id if incoming.direct else None,
            outsiders=incoming.outsiders,
        ),
    )


def _context(unit: Unit, incoming: Incoming, who: Member, place: Conversation | None, now: datetime) -> Context:
    return Context(
        unit=unit,
        company=company.the_company(unit),
        who=who,
        now=now,
        where=_where(unit, incoming, place),
        delivery=incoming.key,
        line=line_of(incoming.said),
    )


def _where(unit: Unit, incoming: Incoming, place: Conversation | None) -> Where:
    here = Where(platform=incoming.platform, workspace=incoming.workspace, user_id=incoming.user_id)
    if place is None:
        return here
    about = outbox.subject_at(unit, place.id, incoming.thread) if incoming.thread else None
    return replace(here.at(place), about=about, overheard=incoming.overheard)


def _discreet(reply: Reply, incoming: Incoming, ctx: Context) -> Reply:
    """Where people from outside are present, only who asked learns the answer (domain.md 10)."""
    if not ctx.where.outsiders or not reply.parts:
        return reply
    if incoming.whispers:
        parts = (Line(text=t("gateway.outsiders")), *reply.parts)
        return reply.model_copy(update={"private": True, "parts": parts})
    tell(ctx.who, *reply.parts, ctx=ctx)
    return here(Line(text=t("gateway.not_here")))


def _row(incoming: Incoming, who: Member, place: Conversation | None, now: datetime) -> Inbox:
    return Inbox(
        delivery=incoming.key,
        member_id=who.id,
        conversation_id=place.id if place else None,
        line=line_of(incoming.said),
        at=now,
    )


def _kept(row: Inbox) -> Reply:
    """The answer that was kept; an empty one where its rival is not done."""
    return Reply.model_validate(row.answer) if row.answer is not None else Reply(parts=())


def _concerns_us(unit: Unit, incoming: Incoming) -> bool:
    """Whether talk is under a message whose subject keeps it, by somebody we know."""
    place = _find_place(unit, incoming)
    if place is None or incoming.thread is None or incoming.edits or _member(unit, incoming) is None:
        return False
    about = outbox.subject_at(unit, place.id, incoming.thread)
    return about is not None and keeps_talk(about[0])


def _silence(done: Future[bool]) -> Future[Reply]:
    said: Future[Reply] = Future()
    if (error := done.exception()) is not None:
        said.set_exception(error)
    else:
        said.set_result(Reply(parts=()))
    return said


def _mapped(done: Future[Answered]) -> Future[Reply]:
    mapped: Future[Reply] = Future()
    if (error := done.exception()) is not None:
        mapped.set_exception(error)
    else:
        mapped.set_result(done.result().reply)
    return mapped


def _nothing() -> None:
    """Nobody waits for what was queued."""
