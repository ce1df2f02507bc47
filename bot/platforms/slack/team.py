"""The workspace of one delivery, and who the bot is there."""

from dataclasses import dataclass

from bot.platforms.slack.client import SlackClient


@dataclass(frozen=True)
class Team:
    """`client` calls Slack as the bot of this workspace."""

    id: str
    client: SlackClient
    bot_user: str = ""
    bot_id: str = ""
