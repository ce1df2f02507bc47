"""Who is behind an account of a platform: matched by e-mail, followed as its profile changes."""

from __future__ import annotations

import sqlalchemy as sa

from storage import outbox, rows
from storage.database import Unit
from storage.find import links
from storage.tables.company import Identity, Member
from storage.tables.slack import SlackProfile

member, profile = rows.table(Member), rows.table(SlackProfile)


def member_with_email(unit: Unit, email: str) -> Member | None:
    """The one active member with this address; None when there are two."""
    same = sa.func.lower(member.c.email) == email.strip().lower()
    found = rows.many(unit, Member, sa.select(member).where(same, member.c.active).limit(2))
    return found[0] if len(found) == 1 else None


def active_members(unit: Unit, platform: str, workspace: str) -> dict[str, int]:
    """The active members of a workspace, by their user id there."""
    identity = rows.table(Identity)
    query = (
        sa.select(identity.c.user_id, identity.c.member_id)
        .join(member, member.c.id == identity.c.member_id)
        .where(identity.c.platform == platform, identity.c.workspace == workspace, identity.c.live, member.c.active)
    )
    return {row.user_id: row.member_id for row in unit.connection.execute(query)}


def went(unit: Unit, known: Identity) -> None:
    """The account is closed: it speaks no more, and nothing is sent to it."""
    rows.change(unit, Identity, known.id, live=False)
    for there in links.direct_on(unit, known.member_id, known.platform, known.workspace):
        outbox.conversation_gone(unit, there.id, "the account is closed")


def came_back(unit: Unit, known: Identity) -> None:
    rows.change(unit, Identity, known.id, live=True)
    for there in links.direct_on(unit, known.member_id, known.platform, known.workspace):
        outbox.conversation_open(unit, there.id)


def last_profile(unit: Unit, team: str, user_id: str) -> SlackProfile | None:
    query = sa.select(profile).where(profile.c.team == team, profile.c.user_id == user_id)
    return rows.first(unit, SlackProfile, query)


def keep_profile(unit: Unit, said: SlackProfile) -> None:
    rows.put(unit, said)
