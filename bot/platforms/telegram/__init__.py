"""Telegram, as its users expect it."""

from bot.platforms.platform import Platform
from bot.settings import Settings


def telegram(settings: Settings) -> Platform | None:
    """The platform when its token is set."""
    return None
