"""A platform's chat with all its topics, and who is in it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from storage import dialogs, outbox, rows
from storage.database import Unit
from storage.tables.company import Conversation, Participant

conversation, participant = rows.table(Conversation), rows.table(Participant)


def of_chat(unit: Unit, platform: str, workspace: str, chat: str) -> list[Conversation]:
    """The conversation of a chat and those of its topics ("chat:topic"), also where they are gone."""
    here = conversation.c.external_id
    query = sa.select(conversation).where(
        conversation.c.platform == platform,
        conversation.c.workspace == workspace,
        sa.or_(here == chat, here.startswith(f"{chat}:", autoescape=True)),
    )
    return rows.many(unit, Conversation, query.order_by(conversation.c.id))


def people_in(unit: Unit, conversation_ids: Collection[int]) -> set[int]:
    """The members who were last known to be in one of these."""
    query = sa.select(participant.c.member_id).where(participant.c.conversation_id.in_(conversation_ids))
    return set(unit.connection.execute(query).scalars())


def know(
    unit: Unit, conversation_id: int, inside: Collection[int], *, outsiders: bool, at: datetime | None, name: str
) -> None:
    """Who is in it, as the platform said; `at` None where it did not say all."""
    values = {"outsiders": outsiders, "known_at": at}
    rows.change(unit, Conversation, conversation_id, **values, **({"name": name} if name else {}))
    before = people_in(unit, [conversation_id])
    for gone in before - set(inside):
        rows.remove(unit, Participant, conversation_id=conversation_id, member_id=gone)
    for come in sorted(set(inside) - before):
        rows.add(unit, Participant(conversation_id=conversation_id, member_id=come))


def moved(unit: Unit, row: Conversation, external_id: str) -> None:
    """It has another id. A form that stands in it can't be gone on with: its message stays behind."""
    for member_id in people_with_forms(unit, row.id):
        dialogs.end(unit, row.id, member_id)
    outbox.conversation_moved(unit, row.id, external_id)


def people_with_forms(unit: Unit, conversation_id: int) -> list[int]:
    query = sa.select(dialogs.dialog.c.member_id).where(dialogs.dialog.c.conversation_id == conversation_id)
    return list(unit.connection.execute(query).scalars())
