"""Messages that must leave: queued with what caused them, leased while sending (architecture.md Laws)."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import sqlalchemy as sa

from storage import rows
from storage.database import Unit
from storage.tables.company import Conversation
from storage.tables.messages import Dialog, Outbox, Place

outbox, conversation = rows.table(Outbox), rows.table(Conversation)

SAID = "said"
"""The face of a place where no card stands, but a message whose buttons follow its subject's state."""
LEASE = timedelta(minutes=1)
GIVE_UP_AFTER = timedelta(days=1)


def queue(
    unit: Unit,
    conversation_id: int,
    *,
    now: datetime,
    due_at: datetime,
    parts: Any = None,
    member_id: int | None = None,
    subject: str | None = None,
    subject_id: int | None = None,
    face: str | None = None,
    edits: int | None = None,
    holds: Mapping[str, object] | None = None,
    rings: bool = True,
    urgent: bool = False,
) -> Outbox:
    """Queue one message; it leaves at `due_at` or later, in order within its conversation."""
    return rows.add(
        unit,
        Outbox(
            conversation_id=conversation_id,
            member_id=member_id,
            parts=parts,
            subject=subject,
            subject_id=subject_id,
            face=face,
            edits=edits,
            holds=dict(holds) if holds else None,
            rings=rings,
            urgent=urgent,
            made_at=now,
            due_at=due_at,
        ),
    )


def queue_edits(unit: Unit, subject: str, subject_id: int, now: datetime) -> None:
    """Queue an edit of each place where the subject stands, but where one waits already."""
    queue_all_edits(unit, subject, [subject_id], now)


def queue_all_edits(unit: Unit, subject: str, subject_ids: Collection[int], now: datetime) -> None:
    """As above, for several subjects at once."""
    if not subject_ids:
        return
    for each in rows.many(unit, Place, _standing(), of=subject, ids=sorted(subject_ids)):
        queue(
            unit,
            each.conversation_id,
            now=now,
            due_at=now,
            subject=subject,
            subject_id=each.subject_id,
            face=each.face,
            edits=each.id,
            rings=False,
        )


@cache
def _standing() -> sa.Select[Any]:
    place, out = rows.table(Place).c, rows.table(Outbox).c
    waiting = sa.select(out.edits).where(out.state == "waiting", out.edits == place.id, out.leased_until.is_(None))
    these = place.subject_id.in_(sa.bindparam("ids", expanding=True))
    query = sa.select(rows.table(Place)).where(place.subject == sa.bindparam("of"), these, ~place.gone)
    return query.where(~waiting.exists()).order_by(place.subject_id, place.id)


def due(
    unit: Unit,
    platforms: Collection[str],
    now: datetime,
    real: datetime,
    limit: int = 50,
    conversation_id: int | None = None,
) -> list[Outbox]:
    """The next message of each conversation that has one due, oldest first, held until the transaction ends.

    A conversation whose next message is leased or put off is left alone: its order stands, the others go on.
    """
    ahead = outbox.alias("ahead")
    waits = outbox.c.state == "waiting"
    came = outbox.c.due_at <= now
    came_ahead = ahead.c.due_at <= now
    before = sa.or_(
        ahead.c.due_at < outbox.c.due_at, sa.and_(ahead.c.due_at == outbox.c.due_at, ahead.c.id < outbox.c.id)
    )
    blocked = sa.select(ahead.c.id).where(
        ahead.c.state == "waiting", ahead.c.conversation_id == outbox.c.conversation_id, came_ahead, before
    )
    free = sa.or_(outbox.c.leased_until.is_(None), outbox.c.leased_until <= real)
    query = (
        sa.select(outbox)
        .join(conversation, conversation.c.id == outbox.c.conversation_id)
        .where(waits, came, free, ~blocked.exists(), conversation.c.platform.in_(platforms), ~conversation.c.shut)
        .order_by(outbox.c.due_at, outbox.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True, of=outbox)
    )
    if conversation_id is not None:
        query = query.where(outbox.c.conversation_id == conversation_id)
    return rows.many(unit, Outbox, query)


def claim(
    unit: Unit,
    platforms: Collection[str],
    now: datetime,
    real: datetime,
    limit: int = 50,
    conversation_id: int | None = None,
) -> list[Outbox]:
    """Lease what is due while it is being sent. `unsure` is given as it was before this try."""
    claimed = due(unit, platforms, now, real, limit, conversation_id)
    for each in claimed:
        tried = each.tried_at or real
        counts = {"tries": each.tries + 1, "unsure": each.unsure + 1}
        rows.change(unit, Outbox, each.id, leased_until=real + LEASE, tried_at=tried, **counts)
        each.tries, each.tried_at = each.tries + 1, tried
    return claimed


def sent(unit: Unit, row: Outbox, now: datetime, message: str | None = None) -> None:
    """It left; `message` is the platform's id of it."""
    rows.change(unit, Outbox, row.id, state="sent", sent_at=now, message=message, leased_until=None, error=None)


def drop(unit: Unit, row: Outbox, why: str) -> None:
    """It is no longer news: it does not leave."""
    rows.change(unit, Outbox, row.id, state="dropped", leased_until=None, error=why)


def later(
    unit: Unit, row: Outbox, after: timedelta, real: datetime, why: str, *, maybe_arrived: bool = False
) -> bool:
    """Put it off, its conversation with it; False when it was tried for a day and is given up instead."""
    tried = row.tried_at or real
    if real + after - tried > GIVE_UP_AFTER:
        give_up(unit, row, why)
        return False
    unsure = row.unsure + 1 if maybe_arrived else row.unsure
    rows.change(unit, Outbox, row.id, leased_until=real + after, tried_at=tried, unsure=unsure, error=why[:500])
    return True


def give_up(unit: Unit, row: Outbox, why: str) -> None:
    rows.change(unit, Outbox, row.id, state="given_up", leased_until=None, error=why[:500])


def conversation_gone(unit: Unit, conversation_id: int, why: str) -> list[Outbox]:
    """Forget the address: nothing waits for it any more, nothing stands there any more. What waited, in order."""
    rows.change(unit, Conversation, conversation_id, gone=True)
    place = rows.table(Place)
    here = (outbox.c.conversation_id == conversation_id, outbox.c.state == "waiting")
    waited = waiting_in(unit, conversation_id)
    unit.connection.execute(
        sa.update(outbox).where(*here).values(state="given_up", leased_until=None, error=why[:500])
    )
    unit.connection.execute(sa.update(place).where(place.c.conversation_id == conversation_id).values(gone=True))
    return waited


def told_at_once(unit: Unit, row: Outbox) -> set[int]:
    """Who was told in person, by the same transaction, of what a message to a channel is about."""
    if row.subject is None:
        return set()
    same = (outbox.c.subject == row.subject, outbox.c.subject_id == row.subject_id, outbox.c.made_at == row.made_at)
    query = sa.select(outbox.c.member_id).where(*same, outbox.c.member_id.is_not(None), outbox.c.id != row.id)
    return set(unit.connection.execute(query).scalars())


def conversation_moved(unit: Unit, conversation_id: int, external_id: str) -> None:
    """The platform gave it another id: what is bound to it, waits for it and stands in it moves along.

    Where somebody has spoken under the new id already, what stands and waits there is taken over.
    """
    old = rows.the(unit, Conversation, conversation_id)
    same = (conversation.c.platform == old.platform, conversation.c.workspace == old.workspace)
    query = sa.select(conversation).where(*same, conversation.c.external_id == external_id)
    known = rows.first(unit, Conversation, query)
    if known is not None and known.id != conversation_id:
        _take_over(unit, known, conversation_id)
    rows.change(unit, Conversation, conversation_id, external_id=external_id, gone=False)


def _take_over(unit: Unit, known: Conversation, conversation_id: int) -> None:
    for table in (outbox, rows.table(Place), rows.table(Dialog)):
        here = table.c.conversation_id == known.id
        unit.connection.execute(sa.update(table).where(here).values(conversation_id=conversation_id))
    rows.change(
        unit, Conversation, known.id, external_id=f"moved:{known.id}", gone=True, account_id=None, unit_id=None
    )


def conversation_shut(unit: Unit, row: Outbox, why: str) -> None:
    """Its person lets nothing in: what is for them waits, this message too."""
    rows.change(unit, Conversation, row.conversation_id, shut=True)
    rows.change(unit, Outbox, row.id, leased_until=None, unsure=row.unsure, error=why[:500])


def conversation_shuts(unit: Unit, conversation_id: int) -> None:
    """Its person said that they let nothing in: what is for them waits."""
    rows.change(unit, Conversation, conversation_id, shut=True)


def waiting_in(unit: Unit, conversation_id: int) -> list[Outbox]:
    """What waits to leave in one conversation, in order."""
    here = (outbox.c.conversation_id == conversation_id, outbox.c.state == "waiting")
    return rows.many(unit, Outbox, sa.select(outbox).where(*here).order_by(outbox.c.due_at, outbox.c.id))


def conversation_open(unit: Unit, conversation_id: int) -> None:
    """Its person lets messages in again."""
    rows.change(unit, Conversation, conversation_id, shut=False, gone=False)


def forget(unit: Unit, row: Outbox, why: str) -> None:
    """The message to edit is no more: nothing stands there."""
    if row.edits is not None:
        rows.change(unit, Place, row.edits, gone=True)
    drop(unit, row, why)


def card_above(unit: Unit, row: Outbox) -> str | None:
    """The message under which one about the same subject belongs: the subject's card in the same conversation."""
    if row.subject is None or row.face is not None:
        return None
    place = rows.table(Place)
    here = (place.c.conversation_id == row.conversation_id, place.c.subject == row.subject, place.c.face != SAID)
    query = sa.select(place).where(*here, place.c.subject_id == row.subject_id, ~place.c.gone)
    found = rows.first(unit, Place, query.order_by(place.c.id.desc()))
    return None if found is None else found.message


def subject_at(unit: Unit, conversation_id: int, message: str) -> tuple[str, int] | None:
    """What a message is about, by the platform's id of it: a live card, or what was said of a subject."""
    place = rows.table(Place)
    query = sa.select(place).where(place.c.conversation_id == conversation_id, place.c.message == message)
    card = rows.first(unit, Place, query)
    if card is not None:
        return card.subject, card.subject_id
    said = sa.select(outbox).where(outbox.c.conversation_id == conversation_id, outbox.c.message == message)
    row = rows.first(unit, Outbox, said.order_by(outbox.c.id.desc()))
    return None if row is None or row.subject is None or row.subject_id is None else (row.subject, row.subject_id)


def waiting(unit: Unit) -> int:
    """How many messages have not left yet."""
    query = sa.select(sa.func.count()).select_from(outbox).where(outbox.c.state == "waiting")
    return int(unit.connection.execute(query).scalar_one())


def given_up(unit: Unit) -> list[Outbox]:
    return rows.many(unit, Outbox, sa.select(outbox).where(outbox.c.state == "given_up").order_by(outbox.c.id))


def find(unit: Unit, id: int) -> Outbox | None:
    return rows.by_id(unit, Outbox, id)


def find_place(unit: Unit, id: int | None) -> Place | None:
    return rows.by_id(unit, Place, id)


def said_at(unit: Unit, place: Place) -> Outbox | None:
    """The message that stands at a place, as it was said."""
    here = (outbox.c.conversation_id == place.conversation_id, outbox.c.message == place.message)
    return rows.first(unit, Outbox, sa.select(outbox).where(*here, outbox.c.edits.is_(None)))


def stand(unit: Unit, row: Outbox, message: str, shown: str, *, lives: bool = False) -> None:
    """A live card stands, or a message whose buttons `live` with its subject: remember where, so that it is edited in
    place; an edit remembers what it shows now."""
    face = SAID if lives else row.face
    if row.edits is not None:
        rows.change(unit, Place, row.edits, shown=shown)
    elif face is not None and row.subject is not None and row.subject_id is not None:
        rows.add(
            unit,
            Place(
                subject=row.subject,
                subject_id=row.subject_id,
                face=face,
                conversation_id=row.conversation_id,
                message=message,
                shown=shown,
            ),
        )


def newest(unit: Unit) -> int:
    """The id of the newest row, 0 when there is none."""
    return unit.connection.execute(sa.select(sa.func.max(rows.table(Outbox).c.id))).scalar() or 0


def made_since(unit: Unit, id: int) -> list[Outbox]:
    """Rows newer than this id, oldest first: what a command queued, seen from within its transaction."""
    table = rows.table(Outbox)
    return rows.many(unit, Outbox, sa.select(table).where(table.c.id > id).order_by(table.c.id))


def told(unit: Unit, member_id: int, since: datetime, most: int = 50) -> list[Outbox]:
    """What rang for a member since an instant, oldest first, the newest `most` of it."""
    table = rows.table(Outbox)
    query = sa.select(table).where(
        table.c.member_id == member_id, table.c.state != "dropped", table.c.made_at > since
    )
    return rows.many(unit, Outbox, query.order_by(table.c.id.desc()).limit(most))[::-1]


def next_due(unit: Unit) -> datetime | None:
    """The business instant at which the first waiting message may leave."""
    query = sa.select(outbox).where(outbox.c.state == "waiting", outbox.c.leased_until.is_(None))
    first = rows.first(unit, Outbox, query.order_by(outbox.c.due_at))
    return None if first is None else first.due_at


def mark_all_delivered(unit: Unit, at: datetime) -> None:
    """What waits counts as sent: for a history that is told at once."""
    table = rows.table(Outbox)
    unit.connection.execute(sa.update(table).where(table.c.state == "waiting").values(state="sent", sent_at=at))
