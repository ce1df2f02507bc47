"""Codes by which a person's second account becomes known, wrong tries, and what becomes known (domain.md 2)."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from storage import rows
from storage.database import Unit
from storage.tables.company import Conversation, Doorway, Identity, LinkCode, LinkTry

code, tried, identity, conversation = (rows.table(it) for it in (LinkCode, LinkTry, Identity, Conversation))


def add_code(unit: Unit, new: LinkCode) -> LinkCode:
    return rows.add(unit, new)


def with_digest(unit: Unit, digest: str) -> LinkCode | None:
    """The code with this digest, used or not."""
    return rows.first(unit, LinkCode, sa.select(code).where(code.c.digest == digest))


def open_of(unit: Unit, platform: str, workspace: str, user_id: str, now: datetime) -> list[LinkCode]:
    """The codes that an account made and that can still be used, the first to end first."""
    query = sa.select(code).where(_theirs(code, platform, workspace, user_id), code.c.expires_at > now)
    return rows.many(unit, LinkCode, query.where(code.c.used_at.is_(None)).order_by(code.c.expires_at, code.c.id))


def use(unit: Unit, id: int, now: datetime) -> None:
    rows.change(unit, LinkCode, id, used_at=now)


def add_try(unit: Unit, platform: str, workspace: str, user_id: str, now: datetime) -> None:
    """A wrong code."""
    rows.add_all(unit, [LinkTry(platform=platform, workspace=workspace, user_id=user_id, at=now)])


def tries_since(unit: Unit, platform: str, workspace: str, user_id: str, since: datetime) -> list[LinkTry]:
    """An account's wrong codes since an instant, oldest first."""
    query = sa.select(tried).where(_theirs(tried, platform, workspace, user_id), tried.c.at > since)
    return rows.many(unit, LinkTry, query.order_by(tried.c.at))


def identity_of(unit: Unit, platform: str, workspace: str, user_id: str) -> Identity | None:
    """Who this account was last known as, live or not."""
    query = sa.select(identity).where(_theirs(identity, platform, workspace, user_id))
    return rows.first(unit, Identity, query)


def find_identity(unit: Unit, id: int) -> Identity | None:
    return rows.by_id(unit, Identity, id)


def identities(unit: Unit, member_id: int) -> list[Identity]:
    """The live accounts of a member, in the order in which they became known."""
    query = sa.select(identity).where(identity.c.member_id == member_id, identity.c.live)
    return rows.many(unit, Identity, query.order_by(identity.c.id))


def make_known(
    unit: Unit, member_id: int, platform: str, workspace: str, user_id: str, there: str, name: str = ""
) -> Identity:
    """From now on this account is this member, and `there` is where they are reached in person."""
    known = identity_of(unit, platform, workspace, user_id)
    if known is None:
        new = Identity(member_id=member_id, platform=platform, workspace=workspace, user_id=user_id)
        known = rows.add(unit, new)
    else:
        rows.change(unit, Identity, known.id, member_id=member_id, live=True)
    _reached_at(unit, member_id, platform, workspace, there, name)
    return known


def forget(unit: Unit, known: Identity, conversations: list[int]) -> None:
    """This account is nobody's any more, and these conversations are no place to reach anybody."""
    rows.remove(unit, Identity, id=known.id)
    for id in conversations:
        rows.change(unit, Conversation, id, gone=True)


def direct_on(unit: Unit, member_id: int, platform: str, workspace: str) -> list[Conversation]:
    """A member's direct conversations on one platform."""
    query = sa.select(conversation).where(
        conversation.c.member_id == member_id, conversation.c.direct, conversation.c.platform == platform
    )
    return rows.many(unit, Conversation, query.where(conversation.c.workspace == workspace))


def open_door(unit: Unit, platform: str, workspace: str, name: str, address: str | None = None) -> None:
    """How our bot is found there; told by the platform when it starts."""
    rows.put(unit, Doorway(platform=platform, workspace=workspace, name=name, address=address))


def doorways(unit: Unit) -> list[Doorway]:
    table = rows.table(Doorway)
    return rows.many(unit, Doorway, sa.select(table).order_by(table.c.platform, table.c.workspace))


def _reached_at(unit: Unit, member_id: int, platform: str, workspace: str, there: str, name: str) -> None:
    same = (conversation.c.platform == platform, conversation.c.workspace == workspace)
    query = sa.select(conversation).where(*same, conversation.c.external_id == there)
    known = rows.first(unit, Conversation, query)
    if known is not None:
        rows.change(unit, Conversation, known.id, member_id=member_id, direct=True, gone=False, shut=False)
        return
    new = Conversation(platform=platform, workspace=workspace, external_id=there, name=name or there, direct=True)
    new.member_id = member_id
    rows.add(unit, new)


def _theirs(table: sa.Table, platform: str, workspace: str, user_id: str) -> sa.ColumnElement[bool]:
    return sa.and_(table.c.platform == platform, table.c.workspace == workspace, table.c.user_id == user_id)
