"""Slack, as its users expect it."""

from bot.platforms.platform import Platform
from bot.platforms.slack.app import SlackPlatform
from bot.platforms.slack.configured import check
from bot.settings import Settings


def slack(settings: Settings) -> Platform | None:
    """The platform when its tokens are set. Raises SystemExit, with what to set, where half of them is."""
    return SlackPlatform(settings) if check(settings) else None
