"""Where Slack's app is installed: the SDK's own store on our transaction, and who refreshes a token just now."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import sqlalchemy as sa
from slack_sdk.oauth.installation_store import Bot
from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
from slack_sdk.oauth.state_store.sqlalchemy import SQLAlchemyOAuthStateStore

from storage import rows
from storage.database import Unit
from storage.tables.slack import SlackWorkspace, bots, states

LEASE = timedelta(seconds=30)
"""How long one process may take to refresh a token: after that another one tries."""


@dataclass(frozen=True)
class _Within:
    """What the SDK's store takes for an engine: our unit, so that it writes with the one writer."""

    unit: Unit

    @contextmanager
    def begin(self) -> Iterator[sa.Connection]:
        yield self.unit.connection

    connect = begin


def store(unit: Unit, client_id: str) -> SQLAlchemyInstallationStore:
    return SQLAlchemyInstallationStore(client_id, cast(Any, _Within(unit)))


def states_of(unit: Unit, seconds: int) -> SQLAlchemyOAuthStateStore:
    return SQLAlchemyOAuthStateStore(seconds, cast(Any, _Within(unit)))


def find_bot(unit: Unit, client_id: str, team: str) -> Bot | None:
    """The newest installation in a workspace, whichever organisation that belongs to."""
    query = (
        sa.select(bots)
        .where(bots.c.client_id == client_id, bots.c.team_id == team, bots.c.bot_token.is_not(None))
        .order_by(bots.c.installed_at.desc(), bots.c.id.desc())
        .limit(1)
    )
    found = unit.connection.execute(query).mappings().first()
    return None if found is None else SQLAlchemyInstallationStore.build_bot_entity(found)


def teams(unit: Unit, client_id: str) -> list[str]:
    """The workspaces in which the app is installed."""
    query = sa.select(bots.c.team_id).where(bots.c.client_id == client_id).distinct().order_by(bots.c.team_id)
    return [team for team in unit.connection.execute(query).scalars() if team is not None]


def remove(unit: Unit, client_id: str, team: str) -> None:
    """The app is gone from a workspace: none of its tokens is kept."""
    found, its = find_bot(unit, client_id, team), store(unit, client_id)
    while found is not None:
        its.delete_bot(enterprise_id=found.enterprise_id, team_id=team)
        its.delete_installation(enterprise_id=found.enterprise_id, team_id=team)
        found = find_bot(unit, client_id, team)


def remove_old_states(unit: Unit, real: datetime) -> None:
    unit.connection.execute(sa.delete(states).where(states.c.expire_at < real.astimezone(UTC).replace(tzinfo=None)))


def claim_refresh(unit: Unit, team: str, real: datetime) -> bool:
    """Whether the refresh is ours to do: one at a time refreshes a workspace's token."""
    there = standing(unit, team)
    if there.refreshing_until is not None and there.refreshing_until > real:
        return False
    rows.put(unit, SlackWorkspace(team=team, refreshing_until=real + LEASE, trouble=there.trouble))
    return True


def end_refresh(unit: Unit, team: str, trouble: str | None) -> None:
    """Done, or it can't be done (`trouble`)."""
    rows.put(unit, SlackWorkspace(team=team, trouble=trouble))


def standing(unit: Unit, team: str) -> SlackWorkspace:
    table = rows.table(SlackWorkspace)
    found = rows.first(unit, SlackWorkspace, sa.select(table).where(table.c.team == team))
    return found or SlackWorkspace(team=team)


def mark(unit: Unit, team: str, trouble: str | None) -> None:
    """Why it works no more; None when it does again."""
    there = standing(unit, team)
    rows.put(unit, SlackWorkspace(team=team, refreshing_until=there.refreshing_until, trouble=trouble))
