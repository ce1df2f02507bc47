"""Places on platforms where messages stand."""

from collections.abc import Collection
from functools import cache
from typing import Any

import sqlalchemy as sa

from storage import rows
from storage.database import Unit
from storage.tables.company import Conversation

conversation = rows.table(Conversation)


def behind(unit: Unit, platform: str, workspace: str, external_id: str) -> Conversation | None:
    """The conversation with this platform id."""
    return rows.first(unit, Conversation, _behind(), platform_=platform, workspace_=workspace, external=external_id)


@cache
def _behind() -> sa.Select[Any]:
    return sa.select(conversation).where(
        conversation.c.platform == sa.bindparam("platform_"),
        conversation.c.workspace == sa.bindparam("workspace_"),
        conversation.c.external_id == sa.bindparam("external"),
    )


def add(unit: Unit, new: Conversation) -> Conversation:
    return rows.add(unit, new)


def by_ids(unit: Unit, ids: Collection[int]) -> dict[int, Conversation]:
    """Conversations by id, in one query."""
    table = rows.table(Conversation)
    found = rows.many(unit, Conversation, sa.select(table).where(table.c.id.in_(ids))) if ids else []
    return {each.id: each for each in found}
