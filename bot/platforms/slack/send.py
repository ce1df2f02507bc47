"""Slack's way out: one message to one channel or person, found again where an earlier try may have arrived."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, Protocol

from bot.clock import Clock
from bot.platforms.port import Outgoing, Stood
from bot.platforms.slack.client import Clients, SlackClient
from bot.words.reader import Reader
from handlers.reply import Part
from storage.database import Database, Unit


class Drawn(Protocol):
    """A message as Slack takes it."""

    @property
    def text(self) -> str: ...

    @property
    def blocks(self) -> list[dict[str, Any]]: ...


Draw = Callable[[tuple[Part, ...], Reader], Drawn]


class SlackPort:
    """The sender's threads bring messages here; they leave in the loop that serves."""

    transactional = False

    def __init__(self, draw: Draw) -> None:
        self._draw = draw

    def open(self, database: Database, clock: Clock, clients: Clients, loop: asyncio.AbstractEventLoop) -> None:
        """From now on messages leave; before, they wait."""
        raise NotImplementedError

    def close(self) -> None:
        """Messages wait again."""
        raise NotImplementedError

    def deliver(self, message: Outgoing, unit: Unit | None) -> Stood:
        raise NotImplementedError


async def whisper(client: SlackClient, channel: str, user: str, drawn: Drawn, thread: str | None = None) -> None:
    """Say it to one person in a channel; in person where they, or the bot, are not in it. Raises Undelivered."""
    raise NotImplementedError
