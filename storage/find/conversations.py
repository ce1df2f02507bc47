"""Places on platforms where messages stand."""

from collections.abc import Collection

import sqlalchemy as sa

from storage import rows
from storage.database import Unit
from storage.tables.company import Conversation

conversation = rows.table(Conversation)


def behind(unit: Unit, platform: str, workspace: str, external_id: str) -> Conversation | None:
    """The conversation with this platform id."""
    query = sa.select(conversation).where(
        conversation.c.platform == platform,
        conversation.c.workspace == workspace,
        conversation.c.external_id == external_id,
    )
    return rows.first(unit, Conversation, query)


def add(unit: Unit, new: Conversation) -> Conversation:
    return rows.add(unit, new)


def by_ids(unit: Unit, ids: Collection[int]) -> dict[int, Conversation]:
    """Conversations by id, in one query."""
    table = rows.table(Conversation)
    found = rows.many(unit, Conversation, sa.select(table).where(table.c.id.in_(ids))) if ids else []
    return {each.id: each for each in found}
