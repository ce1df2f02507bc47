"""Channels as their platform says they are: who is in them, whether people from outside are."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from storage import outbox, rows
from storage.database import Unit
from storage.find import conversations
from storage.tables.company import Conversation, Participant


@dataclass(frozen=True)
class Read:
    """A channel as it was read."""

    platform: str
    workspace: str
    external_id: str
    name: str
    members: frozenset[int]
    outsiders: bool
    at: datetime


def put(unit: Unit, read: Read) -> Conversation:
    """The channel as it was read, made where it is new."""
    there = conversations.behind(unit, read.platform, read.workspace, read.external_id)
    if there is None:
        new = Conversation(
            platform=read.platform,
            workspace=read.workspace,
            external_id=read.external_id,
            name=read.name,
            outsiders=read.outsiders,
            known_at=read.at,
        )
        there = conversations.add(unit, new)
    else:
        name = read.name or there.name
        rows.change(unit, Conversation, there.id, name=name, outsiders=read.outsiders, known_at=read.at)
    _put_members(unit, there.id, read.members)
    return there


def of_workspace(unit: Unit, platform: str, workspace: str, *, gone: bool) -> list[Conversation]:
    """Its places that are there, or those that are gone."""
    table = rows.table(Conversation)
    here = (table.c.platform == platform, table.c.workspace == workspace, table.c.gone == gone)
    return rows.many(unit, Conversation, table.select().where(*here).order_by(table.c.id))


def join(unit: Unit, conversation_id: int, member_id: int) -> None:
    if member_id not in _members(unit, conversation_id):
        rows.add_all(unit, [Participant(conversation_id=conversation_id, member_id=member_id)])


def leave(unit: Unit, conversation_id: int, member_id: int) -> None:
    rows.remove(unit, Participant, conversation_id=conversation_id, member_id=member_id)


def mark(unit: Unit, conversation_id: int, *, outsiders: bool) -> None:
    rows.change(unit, Conversation, conversation_id, outsiders=outsiders)


def rename(unit: Unit, conversation_id: int, name: str) -> None:
    rows.change(unit, Conversation, conversation_id, name=name)


def open_again(unit: Unit, conversation_id: int) -> None:
    """It is there again, and takes messages."""
    outbox.conversation_open(unit, conversation_id)


def _put_members(unit: Unit, conversation_id: int, members: Collection[int]) -> None:
    there = _members(unit, conversation_id)
    for gone in there - set(members):
        leave(unit, conversation_id, gone)
    new = [Participant(conversation_id=conversation_id, member_id=each) for each in sorted(set(members) - there)]
    if new:
        rows.add_all(unit, new)


def _members(unit: Unit, conversation_id: int) -> set[int]:
    inside = rows.table(Participant)
    query = inside.select().where(inside.c.conversation_id == conversation_id)
    return {each.member_id for each in rows.many(unit, Participant, query)}
