"""`triangle people add NAME`: a person, from the machine itself; the way to the first administrator (defaults.md)."""

from __future__ import annotations

import sys
from datetime import datetime

from bot.clock import SystemClock
from bot.runtime import open_database
from bot.settings import Settings
from handlers.set_up import add_person, ensure_company
from scoring.terms import Role
from storage.database import Unit
from storage.find import conversations
from storage.migrate import upgrade
from storage.tables.company import Conversation, Member


def run(name: str, role: str, handle: str | None) -> int:
    if role not in set(Role):
        print(f"No role {role!r}: {', '.join(Role)}.", file=sys.stderr)
        return 2
    database = open_database(Settings().database_url)
    upgrade(database.engine)
    now = SystemClock().now()
    try:
        member = database.write(lambda unit: _add(unit, now, name, Role(role), handle)).result()
    except ValueError as taken:
        print(f"{taken}.", file=sys.stderr)
        return 1
    finally:
        database.close()
    print(f"{name} is here as @{member.handle}, {role}. Talk as them: triangle chat --as {member.handle}")
    return 0


def _add(unit: Unit, now: datetime, name: str, role: Role, handle: str | None) -> Member:
    """The company is made with its first person; each can be told things at the terminal."""
    ensure_company(unit, now)
    member = add_person(unit, now, name, role, handle)
    conversations.add(
        unit,
        Conversation(
            platform="terminal",
            workspace="",
            external_id=member.handle,
            name=member.handle,
            direct=True,
            member_id=member.id,
        ),
    )
    return member
