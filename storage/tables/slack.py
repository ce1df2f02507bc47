"""Slack's installations, in the shape of the SDK's own store, so that migrations own its tables too."""

from datetime import datetime

from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
from slack_sdk.oauth.state_store.sqlalchemy import SQLAlchemyOAuthStateStore
from sqlmodel import Field

from storage.columns import instant
from storage.tables.base import Row, metadata

bots = SQLAlchemyInstallationStore.build_bots_table(metadata, SQLAlchemyInstallationStore.default_bots_table_name)
installations = SQLAlchemyInstallationStore.build_installations_table(
    metadata, SQLAlchemyInstallationStore.default_installations_table_name
)
states = SQLAlchemyOAuthStateStore.build_oauth_states_table(metadata, SQLAlchemyOAuthStateStore.default_table_name)


class SlackWorkspace(Row, table=True):
    """How it stands with a workspace's token: until when somebody is refreshing it (real clock), and why it works no
    more, None while it does."""

    __tablename__ = "slack_workspace"

    team: str = Field(primary_key=True)
    refreshing_until: datetime | None = instant(default=None)
    trouble: str | None = None


class SlackProfile(Row, table=True):
    """What somebody's profile said when it was last read: where our own row still says the same, it follows. Who was
    unlinked keeps it, so that nothing links them again but a code."""

    __tablename__ = "slack_profile"

    team: str = Field(primary_key=True)
    user_id: str = Field(primary_key=True)
    name: str = ""
    zone: str | None = None
    language: str | None = None
    guest: bool = False
