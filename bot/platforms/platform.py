"""What a chat platform is to the server: a way out, routes of its own, and something that runs while it serves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from starlette.routing import BaseRoute

from bot.platforms.port import Port
from bot.runtime import Runtime


class Platform(Protocol):
    """Slack or Telegram as it lives in the one process. A third one is one more folder that gives such a thing."""

    @property
    def name(self) -> str:
        """As in `Conversation.platform`."""
        ...

    @property
    def port(self) -> Port: ...

    def routes(self, runtime: Runtime) -> Sequence[BaseRoute]:
        """Its own addresses in the ASGI app."""
        ...

    async def start(self, runtime: Runtime) -> None:
        """Begin to listen, in the loop that serves. Raises SystemExit with a clear message on a wrong token."""
        ...

    async def stop(self) -> None:
        """Take in nothing more; what was taken in is finished."""
        ...

    def trouble(self) -> str | None:
        """Why it is not ready, in words for an operator; None when it is."""
        ...
