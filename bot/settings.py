"""Settings: read once from the environment (docs/operator.md lists each)."""

from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What an operator sets. An empty variable counts as not set."""

    model_config = SettingsConfigDict(env_ignore_empty=True, hide_input_in_errors=True, frozen=True)

    database_url: str = Field(default="sqlite:///data/triangle.db", description="Where the memory is kept.")
    host: str = Field(default="127.0.0.1", description="The address the server listens on.")
    port: int = Field(default=8080, ge=0, le=65535, description="Its port; 0 takes any free one.")
    log_level: str = Field(default="INFO", description="DEBUG, INFO, WARNING or ERROR.")

    public_url: str = Field(default="", description="The address by which browsers and platforms reach the server.")
    slack_bot_token: SecretStr | None = Field(default=None, description="One workspace's bot token, xoxb-…")
    slack_app_token: SecretStr | None = Field(default=None, description="For Socket Mode, xapp-…")
    slack_signing_secret: SecretStr | None = Field(default=None, description="For HTTP: proves that Slack sends.")
    slack_client_id: str = Field(default="", description="With the client secret: many workspaces by OAuth.")
    slack_client_secret: SecretStr | None = Field(default=None, description="Of the client id.")
    slack_workspaces: str = Field(default="", description="Those that may install; their e-mails are believed.")
    slack_api_url: str = Field(default="https://slack.com/api/", description="Another server than Slack's own.")
    telegram_bot_token: SecretStr | None = Field(default=None, description="From @BotFather.")
    telegram_webhook_url: str = Field(default="", description="Webhook instead of polling: its https address.")
    telegram_webhook_secret: SecretStr | None = Field(default=None, description="Proves that Telegram sends.")
    telegram_api_url: str = Field(default="https://api.telegram.org", description="Another Bot API server.")

    @property
    def sqlite_file(self) -> Path | None:
        """The file of a SQLite address, None for another database or one in memory."""
        prefix = "sqlite:///"
        if not self.database_url.startswith(prefix) or self.database_url == prefix:
            return None
        return Path(self.database_url.removeprefix(prefix))
