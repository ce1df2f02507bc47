"""The room's messages are rows: what people typed, what they were answered, and what the outbox brings."""

from __future__ import annotations

from datetime import datetime

from bot.clock import Clock
from bot.platforms.port import Outgoing, Stood, Undelivered, Verdict
from handlers.reply import PARTS, Buttons, Form, Line, Part, Reply
from storage import inbox, rows
from storage.database import Unit
from storage.find.room import next_version
from storage.tables.messages import Inbox, RoomMessage

LARGEST_ID = 2**63 - 1
"""No row has a larger one, and no database reads it."""


class RoomPort:
    """The room's way out: the message is written in the transaction that marks the outbox row sent."""

    transactional = True

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def deliver(self, message: Outgoing, unit: Unit | None) -> Stood:
        """The row's id. An outbox row that is there already is not written twice."""
        if unit is None:
            raise Undelivered(Verdict.BUG, "the room is delivered to inside a transaction")
        if message.edits is not None:
            return Stood(_edit(unit, int(message.edits), message.parts, self._clock.now()))
        return Stood(str(_bring(unit, message, self._clock.now()).id))


def say(unit: Unit, conversation_id: int, author_id: int, text: str, now: datetime, *, only_for: int | None) -> None:
    """What a person typed, as typed."""
    rows.add(
        unit,
        RoomMessage(
            conversation_id=conversation_id,
            version=next_version(unit),
            author_id=author_id,
            only_for=only_for,
            said=text,
            at=now,
        ),
    )


def chat_once(unit: Unit, conversation_id: int, author_id: int, delivery: str, text: str, now: datetime) -> None:
    """Words to the people of a channel; the same delivery is written once."""
    row = Inbox(
        delivery=f"room:chat:{author_id}:{delivery}",
        member_id=author_id,
        conversation_id=conversation_id,
        line=text,
        at=now,
    )
    if inbox.claim(unit, row) is None:
        say(unit, conversation_id, author_id, text, now, only_for=None)


def answer(unit: Unit, conversation_id: int, member_id: int, reply: Reply, now: datetime) -> None:
    """A reply as a message: for who asked alone, unless it is for everybody."""
    rows.add(
        unit,
        RoomMessage(
            conversation_id=conversation_id,
            version=next_version(unit),
            only_for=member_id if reply.private else None,
            parts=_dumped(reply.parts),
            at=now,
        ),
    )


def goes_on(unit: Unit, conversation_id: int, message_id: int, member_id: int, reply: Reply) -> bool:
    """The answer to a question's own button stands where the question stood; False where there is no such question.

    What was said before the question stays above it.
    """
    asked = rows.by_id(unit, RoomMessage, message_id)
    if asked is None or (asked.conversation_id, asked.only_for) != (conversation_id, member_id) or not asked.parts:
        return False
    parts = _dumped((*_before_the_question(parts_of(asked)), *reply.parts))
    rows.change(unit, RoomMessage, asked.id, parts=parts, version=next_version(unit))
    return True


def asks_back(reply: Reply) -> bool:
    """Whether the answer is a form: it opens beside the log and leaves no message."""
    return any(isinstance(part, Form) for part in reply.parts)


def parts_of(message: RoomMessage) -> tuple[Part, ...]:
    return PARTS.validate_python(message.parts or ())


def _before_the_question(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """All but the last line and the buttons under it."""
    said = [part for part in parts if not isinstance(part, Buttons)]
    return tuple(said[:-1]) if said and isinstance(said[-1], Line) else tuple(said)


def _bring(unit: Unit, message: Outgoing, now: datetime) -> RoomMessage:
    return rows.add(
        unit,
        RoomMessage(
            conversation_id=message.conversation.id,
            version=next_version(unit),
            parts=_dumped(message.parts),
            at=now,
            rings_for=message.member_id if message.rings else None,
            outbox_id=message.id,
        ),
    )


def _edit(unit: Unit, id: int, parts: tuple[Part, ...], now: datetime) -> str:
    """A message keeps its place; only its version moves on."""
    if rows.by_id(unit, RoomMessage, id) is None:
        raise Undelivered(Verdict.BUG, f"room message {id} is not there")
    rows.change(unit, RoomMessage, id, parts=_dumped(parts), version=next_version(unit), edited_at=now)
    return str(id)


def _dumped(parts: tuple[Part, ...]) -> list[object]:
    dumped: list[object] = PARTS.dump_python(parts, mode="json")
    return dumped
