"""What Slack delivered as our own `Incoming`: pure, one function a kind."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from bot.gateway import Incoming
from bot.platforms.slack import talk
from bot.platforms.slack.payloads import Command
from handlers.pipeline import Filled, Words, line_of

PLATFORM = "slack"
EVERY_COMMAND = "/tri"
"""Takes every command; the others are commands of their own."""
_DIRECT = "D"
NAMELESS = frozenset(("directmessage", "privategroup"))
"""What a command's `channel_name` says where it does not say the name."""


def is_direct(channel: str) -> bool:
    """Whether it is a conversation of two; not necessarily with the bot."""
    return channel.startswith(_DIRECT)


@dataclass(frozen=True)
class Spoken:
    """A message that somebody wrote to the bot, or in a thread under it."""

    team: str
    user: str
    channel: str
    text: str
    ts: str
    event: str
    thread: str | None = None
    direct: bool = False
    overheard: bool = False
    edits: bool = False

    @property
    def key(self) -> str:
        """Slack delivers one message under several event ids; each edit of it is another."""
        return f"{self.team}:{self.channel}:{self.ts}:{self.event if self.edits else ''}"


def spoken(it: Spoken, handles: Mapping[str, str], bot_user: str) -> Incoming:
    return Incoming(
        platform=PLATFORM,
        workspace=it.team,
        user_id=it.user,
        said=talk.plain(it.text, handles, bot_user),
        delivery=it.event,
        conversation=it.channel,
        direct=it.direct,
        message=it.ts,
        thread=it.thread,
        overheard=it.overheard,
        edits=it.edits,
    )


def typed(it: Command, handles: Mapping[str, str], own: bool) -> Incoming:
    """A slash command. `own`: it was typed in the person's own conversation with the bot. One typed between two
    others has no place: the bot can't speak there."""
    elsewhere = is_direct(it.channel_id) and not own
    return Incoming(
        platform=PLATFORM,
        workspace=it.team_id,
        user_id=it.user_id,
        said=command_line(it.command, talk.plain(it.text, handles)),
        delivery=delivery_of(it),
        conversation=None if elsewhere else it.channel_id,
        conversation_name="" if it.channel_name in NAMELESS else it.channel_name,
        direct=is_direct(it.channel_id),
    )


def delivery_of(it: Command) -> str:
    return it.trigger_id or f"{it.channel_id}:{it.user_id}:{it.response_url}"


def command_line(command: str, text: str) -> str:
    """
    >>> command_line("/tri", "win ACME 2.5M"), command_line("/win", "ACME 2.5M")
    ('win ACME 2.5M', '/win ACME 2.5M')
    """
    return text if command == EVERY_COMMAND else f"{command} {text}".strip()


def data_of(said: Words) -> str:
    """What was said as the data of a button that says it again: the line, or a form with its fields."""
    if isinstance(said, str):
        return line_of(said)
    return json.dumps({"command": said.command, "fields": dict(said.fields)}, ensure_ascii=False)


def said_by(data: str) -> Words:
    """The other way round.

    >>> said_by(data_of(Filled("win", {"note": "lot 2"}))).fields
    {'note': 'lot 2'}
    """
    if not data.startswith("{"):
        return data
    try:
        given = json.loads(data)
        fields = {str(name): str(value) for name, value in given["fields"].items()}
        return Filled(str(given["command"]), fields)
    except (ValueError, KeyError, AttributeError, TypeError):
        return data
