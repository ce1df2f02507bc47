"""Telling others: every message goes through the outbox, in the transaction of what caused it."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Final

from handlers.context import Context
from handlers.reply import PARTS, Part
from storage import outbox
from storage.find import company as people
from storage.tables.company import Conversation, Member
from storage.tables.messages import Outbox
from storage.timers import set_timer

UNSEEN: Final = "unseen"
"""The timer of a message that goes elsewhere when it is not seen."""


def tell(
    member: Member,
    *parts: Part,
    ctx: Context,
    subject: str | None = None,
    subject_id: int | None = None,
    holds: Mapping[str, object] | None = None,
    not_before: datetime | None = None,
    urgent: bool = False,
    rings: bool = True,
    unseen_after: timedelta | None = None,
) -> bool:
    """Queue a message to a member in person; False when no live platform reaches them.

    `holds` is the condition under which it is still news when its turn comes (see `Card.stands`). Unseen for
    `unseen_after`, it goes to the member's other platform too (`handlers.unseen`).
    """
    places = people.direct_conversations(ctx.unit, member.id)
    if not places:
        return False
    conversation = places[0]
    row = outbox.queue(
        ctx.unit,
        conversation.id,
        parts=PARTS.dump_python(parts, mode="json"),
        member_id=member.id,
        subject=subject,
        subject_id=subject_id,
        holds=holds,
        now=ctx.now,
        due_at=not_before or ctx.now,
        urgent=urgent,
        rings=rings,
    )
    if unseen_after is not None and any(each.platform != conversation.platform for each in places):
        set_timer(ctx.unit, UNSEEN, row.id, (not_before or ctx.now) + unseen_after)
    return True


def announce(
    conversation_id: int,
    *parts: Part,
    ctx: Context,
    subject: str | None = None,
    subject_id: int | None = None,
    holds: Mapping[str, object] | None = None,
    not_before: datetime | None = None,
) -> None:
    """Queue a message to a channel."""
    outbox.queue(
        ctx.unit,
        conversation_id,
        parts=PARTS.dump_python(parts, mode="json"),
        subject=subject,
        subject_id=subject_id,
        holds=holds,
        now=ctx.now,
        due_at=not_before or ctx.now,
    )


def pass_on(row: Outbox, place: Conversation, member_id: int, ctx: Context) -> None:
    """Queue the same once more, for a member in another place."""
    outbox.queue(
        ctx.unit,
        place.id,
        parts=row.parts,
        member_id=member_id,
        subject=row.subject,
        subject_id=row.subject_id,
        face=row.face,
        holds=row.holds,
        now=ctx.now,
        due_at=max(row.due_at, ctx.now),
        rings=row.rings,
        urgent=row.urgent,
    )


def show(conversation_id: int, subject: str, subject_id: int, face: str, ctx: Context) -> None:
    """Queue a live card: drawn when it is sent, edited in place whenever `redraw` says that its subject changed."""
    outbox.queue(
        ctx.unit,
        conversation_id,
        subject=subject,
        subject_id=subject_id,
        face=face,
        now=ctx.now,
        due_at=ctx.now,
        rings=False,
    )


def redraw(subject: str, subject_id: int, ctx: Context) -> None:
    """Queue an edit of every live card of a subject; edits that wait already are not queued twice."""
    outbox.queue_edits(ctx.unit, subject, subject_id, now=ctx.now)


def redraw_all(subject: str, subject_ids: Collection[int], ctx: Context) -> None:
    """As above, for several subjects at once."""
    outbox.queue_all_edits(ctx.unit, subject, subject_ids, now=ctx.now)
