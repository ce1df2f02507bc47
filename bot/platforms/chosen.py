"""Which platforms the server lives on: those whose tokens are set."""

from __future__ import annotations

from bot.platforms.platform import Platform
from bot.platforms.slack import slack
from bot.platforms.telegram import telegram
from bot.settings import Settings


def chosen(settings: Settings) -> list[Platform]:
    """Raises SystemExit, with what to set, where only half of a platform's settings is there."""
    return [platform for platform in (slack(settings), telegram(settings)) if platform is not None]
