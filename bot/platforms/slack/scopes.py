"""What the app may do in a workspace, and why: nothing without a reason (docs/slack.md)."""

from typing import Final

SCOPES: Final = {
    "app_mentions:read": "hear a line that mentions the bot",
    "channels:history": "hear talk in the thread of a request; find a message again instead of sending it twice",
    "channels:read": "know who is in a channel, so that money is never shown to somebody who may not see it",
    "chat:write": "answer, and keep cards up to date",
    "commands": "slash commands and shortcuts",
    "groups:history": "the same as channels:history, in private channels",
    "groups:read": "the same as channels:read, in private channels",
    "im:history": "hear direct messages to the bot",
    "im:write": "write to a person who has never written to the bot",
    "reactions:read": "👀 on a request acknowledges it, 🏆 on a message opens its event",
    "users:read": "a person's language and time zone; guests and people of other companies are told apart",
    "users:read.email": "know colleagues by their e-mail address, so that nobody has to link an account",
}
