"""What the composer knows while one types: completions, the slots, and what is understood so far."""

from __future__ import annotations

from typing import Any

from bot.platforms.room.surface import Visit
from storage.tables.company import Conversation


def complete(visit: Visit, place: Conversation, line: str) -> dict[str, Any]:
    return {"options": [], "slots": ""}
