"""Who speaks, and where: names as an operator types them at the terminal, handles of those named on a platform."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from storage import rows
from storage.database import Unit
from storage.tables.accounts import Account
from storage.tables.company import Conversation, Identity, Member
from storage.tables.messages import Inbox


def member_called(unit: Unit, name: str) -> Member | None:
    """The active member with this handle, or with this name in any script."""
    table = rows.table(Member)
    found = rows.first(unit, Member, sa.select(table).where(table.c.handle == name, table.c.active))
    if found is not None:
        return found
    everyone = rows.many(unit, Member, sa.select(table).where(table.c.active).order_by(table.c.id))
    wanted = name.casefold()
    return next((each for each in everyone if wanted in _called(each)), None)


def channel_of_account(unit: Unit, name: str) -> Conversation | None:
    """The first channel of the account with this name in any script, or its first word."""
    account, place = rows.table(Account), rows.table(Conversation)
    query = sa.select(account).where(~account.c.archived).order_by(account.c.id)
    wanted = name.casefold()
    for each in rows.many(unit, Account, query):
        called = {text.casefold() for text in each.names.values()}
        if wanted in called | {text.split()[0] for text in called}:
            bound = sa.select(place).where(place.c.account_id == each.id, ~place.c.gone).order_by(place.c.id)
            return rows.first(unit, Conversation, bound)
    return None


def last_terminal_line(unit: Unit, member_id: int) -> datetime | None:
    """When this member last spoke at the terminal."""
    table = rows.table(Inbox)
    query = sa.select(sa.func.max(table.c.at)).where(
        table.c.member_id == member_id, table.c.delivery.like("terminal:%")
    )
    return unit.connection.execute(query).scalar()


def handles_of(unit: Unit, platform: str, workspace: str, user_ids: Collection[str]) -> dict[str, str]:
    """The handles of the active members behind these platform ids."""
    identity, member = rows.table(Identity), rows.table(Member)
    query = (
        sa.select(identity.c.user_id, member.c.handle)
        .join(member, member.c.id == identity.c.member_id)
        .where(identity.c.platform == platform, identity.c.workspace == workspace, member.c.active)
        .where(identity.c.user_id.in_(user_ids))
    )
    return {row.user_id: row.handle for row in unit.connection.execute(query)}


def _called(member: Member) -> set[str]:
    return {member.handle.casefold(), *(text.casefold() for text in member.names.values())}
