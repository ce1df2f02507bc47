"""Settings: read once from the environment (docs/operator.md lists each)."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What an operator sets. An empty variable counts as not set."""

    model_config = SettingsConfigDict(env_ignore_empty=True, hide_input_in_errors=True, frozen=True)

    database_url: str = Field(default="sqlite:///data/triangle.db", description="Where the memory is kept.")
    host: str = Field(default="127.0.0.1", description="The address the server listens on.")
    port: int = Field(default=8080, ge=0, le=65535, description="Its port; 0 takes any free one.")
    log_level: str = Field(default="INFO", description="DEBUG, INFO, WARNING or ERROR.")

    @property
    def sqlite_file(self) -> Path | None:
        """The file of a SQLite address, None for another database or one in memory."""
        prefix = "sqlite:///"
        if not self.database_url.startswith(prefix) or self.database_url == prefix:
            return None
        return Path(self.database_url.removeprefix(prefix))
