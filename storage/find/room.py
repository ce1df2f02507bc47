"""The web room: who may read what, and what is new since a version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from storage import rows
from storage.database import Unit
from storage.find import places
from storage.tables.company import Conversation, Counter, Participant
from storage.tables.messages import Outbox, RoomMessage, Seen, Timer

PLATFORM = "room"
RINGING = ("sla", "promise", "waiting")
"""Timers that tell somebody something."""

message, seen = rows.table(RoomMessage), rows.table(Seen)
conversation, inside, counter = (rows.table(it) for it in (Conversation, Participant, Counter))


@dataclass(frozen=True)
class Listed:
    """A conversation as the side bar lists it for one member."""

    conversation: Conversation
    unread: int


def next_version(unit: Unit) -> int:
    """Counts up over the whole room; held until the commit, so that versions become visible in order."""
    rows.increase(unit, Counter, {"kind": PLATFORM}, last=1)
    return int(unit.connection.execute(sa.select(counter.c.last).where(counter.c.kind == PLATFORM)).scalar_one())


def newest_version(unit: Unit) -> int:
    """The version of the newest change anywhere in the room."""
    return int(unit.connection.execute(sa.select(sa.func.coalesce(sa.func.max(message.c.version), 0))).scalar_one())


def conversations_of(unit: Unit, member_id: int) -> list[Listed]:
    """The room's conversations that a member is in, channels first, with what they have not read there."""
    query = (
        sa.select(conversation, _unread(member_id).label("unread"))
        .where(_reads(member_id))
        .order_by(conversation.c.direct, conversation.c.account_id.is_(None), conversation.c.id)
    )
    found = unit.connection.execute(query).mappings()
    return [_listed(dict(row)) for row in found]


def find_readable(unit: Unit, conversation_id: int, member_id: int) -> Conversation | None:
    """The conversation, when this member is in it; None when it is not theirs or not there."""
    query = sa.select(conversation).where(conversation.c.id == conversation_id, _reads(member_id))
    return rows.first(unit, Conversation, query)


def let_in(unit: Unit, account_id: int, member_id: int) -> None:
    """Into the account's channels of the room; on other platforms the platform says who is in."""
    for channel in _channels(unit, account_id):
        places.join(unit, channel, member_id)


def let_out(unit: Unit, account_id: int, member_id: int) -> None:
    """Out of the account's channels of the room."""
    for channel in _channels(unit, account_id):
        places.leave(unit, channel, member_id)


def _channels(unit: Unit, account_id: int) -> list[int]:
    here = (conversation.c.platform == PLATFORM, conversation.c.account_id == account_id, ~conversation.c.direct)
    return list(unit.connection.execute(sa.select(conversation.c.id).where(*here)).scalars())


def find_by_name(unit: Unit, name: str, member_id: int) -> Conversation | None:
    """A channel by its name, when this member is in it."""
    query = sa.select(conversation).where(conversation.c.name == name, _reads(member_id))
    return rows.first(unit, Conversation, query)


def latest(
    unit: Unit, conversation_id: int, member_id: int, *, limit: int, before: int | None = None
) -> list[RoomMessage]:
    """The last messages of a conversation that a member may see, oldest first; `before` a message id to page back."""
    query = sa.select(message).where(message.c.conversation_id == conversation_id, _for(member_id))
    if before is not None:
        query = query.where(message.c.id < before)
    found = rows.many(unit, RoomMessage, query.order_by(message.c.id.desc()).limit(limit))
    return found[::-1]


def changed_since(unit: Unit, member_id: int, version: int, limit: int) -> list[RoomMessage]:
    """What a member may see that is newer than a version, in the order it came to be."""
    query = (
        sa.select(message)
        .join(conversation, conversation.c.id == message.c.conversation_id)
        .where(message.c.version > version, _for(member_id), _reads(member_id))
    )
    return rows.many(unit, RoomMessage, query.order_by(message.c.version).limit(limit))


def read_until(unit: Unit, member_id: int, conversation_id: int) -> int:
    """The id of the last message that a member has seen in a conversation."""
    query = sa.select(seen.c.message_id).where(
        seen.c.member_id == member_id, seen.c.conversation_id == conversation_id
    )
    return int(unit.connection.execute(query).scalar() or 0)


def mark_read(unit: Unit, member_id: int, conversation_id: int, message_id: int) -> None:
    """Never back: a slow tab does not make read messages unread."""
    if message_id > read_until(unit, member_id, conversation_id):
        rows.put(unit, Seen(member_id=member_id, conversation_id=conversation_id, message_id=message_id))


def _listed(row: dict[str, Any]) -> Listed:
    unread = int(row.pop("unread"))
    return Listed(Conversation(**row), unread)


def _reads(member_id: int) -> sa.ColumnElement[bool]:
    """In the channel, or the one person of a direct conversation; rooms that are gone are read by nobody."""
    joined = sa.exists().where(inside.c.conversation_id == conversation.c.id, inside.c.member_id == member_id)
    own = sa.and_(conversation.c.direct, conversation.c.member_id == member_id)
    return sa.and_(
        conversation.c.platform == PLATFORM,
        ~conversation.c.gone,
        sa.or_(own, sa.and_(~conversation.c.direct, joined)),
    )


def _for(member_id: int) -> sa.ColumnElement[bool]:
    return sa.or_(message.c.only_for.is_(None), message.c.only_for == member_id)


def _unread(member_id: int) -> sa.ScalarSelect[int]:
    until = (
        sa.select(seen.c.message_id)
        .where(seen.c.member_id == member_id, seen.c.conversation_id == conversation.c.id)
        .scalar_subquery()
    )
    return (
        sa.select(sa.func.count())
        .where(
            message.c.conversation_id == conversation.c.id,
            message.c.id > sa.func.coalesce(until, 0),
            sa.or_(message.c.author_id.is_(None), message.c.author_id != member_id),
            _for(member_id),
        )
        .scalar_subquery()
    )


def authors(found: Sequence[RoomMessage]) -> frozenset[int]:
    return frozenset(each.author_id for each in found if each.author_id is not None)


def last_change(unit: Unit) -> datetime | None:
    """When something last happened in the room."""
    newest = sa.select(sa.func.max(message.c.version)).scalar_subquery()
    found = rows.first(unit, RoomMessage, sa.select(message).where(message.c.version == newest))
    return None if found is None else found.edited_at or found.at


def next_ping(unit: Unit, now: datetime) -> datetime | None:
    """The next instant at which a clock steps or a message leaves; what is due already is not waited for."""
    timer, outbox = rows.table(Timer), rows.table(Outbox)
    steps = sa.select(sa.func.min(timer.c.due_at)).where(timer.c.due_at > now, timer.c.kind.in_(RINGING))
    leaving = sa.select(sa.func.min(outbox.c.due_at)).where(outbox.c.due_at > now, outbox.c.state == "waiting")
    found = (unit.connection.execute(query).scalar() for query in (steps, leaving))
    return min((each for each in found if each is not None), default=None)


def mark_all_read(unit: Unit) -> None:
    """Everybody has seen what stands in their conversations: a demonstration opens with nothing unread."""
    last = sa.select(message.c.conversation_id, sa.func.max(message.c.id)).group_by(message.c.conversation_id)
    for conversation_id, id in unit.connection.execute(last).all():
        for member_id in _readers(unit, conversation_id):
            mark_read(unit, member_id, conversation_id, id)


def _readers(unit: Unit, conversation_id: int) -> set[int]:
    joined = sa.select(inside.c.member_id).where(inside.c.conversation_id == conversation_id)
    own = sa.select(conversation.c.member_id).where(conversation.c.id == conversation_id)
    found = (*unit.connection.execute(joined).scalars(), *unit.connection.execute(own).scalars())
    return {each for each in found if each is not None}
