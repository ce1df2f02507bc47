"""Telling others: every message goes through the outbox, in the transaction of what caused it."""

from collections.abc import Collection, Mapping
from datetime import datetime

from handlers.context import Context
from handlers.reply import PARTS, Part
from storage import outbox
from storage.find import company as people
from storage.tables.company import Member


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
) -> bool:
    """Queue a message to a member in person; False when no live platform reaches them.

    `holds` is the condition under which it is still news when its turn comes (see `Card.stands`).
    """
    conversation = people.direct_conversation(ctx.unit, member.id)
    if conversation is None:
        return False
    outbox.queue(
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
