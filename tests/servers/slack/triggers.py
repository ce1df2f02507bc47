"""Triggers that live three seconds and open one view; response addresses with five uses (3.22-3.28)."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from tests.servers.slack.api.call import Refusal
from tests.servers.slack.ids import a_number
from tests.servers.slack.things import Message, ResponseUrl, Trigger

if TYPE_CHECKING:
    from tests.servers.slack.server import SlackServer
    from tests.servers.slack.workspace import Workspace


class Triggers:
    def __init__(self, server: SlackServer) -> None:
        self.server = server
        self.all: dict[str, Trigger] = {}
        self.urls: dict[str, tuple[Workspace, ResponseUrl]] = {}

    def trigger(self, user: str, view: str | None = None) -> str:
        made = Trigger(f"{a_number()}.{a_number()}.{secrets.token_hex(16)}", user, self.server.clock.now(), view)
        self.all[made.id] = made
        return made.id

    def spend(self, given: str) -> Trigger:
        found = self.all.get(given)
        if found is None:
            raise Refusal("invalid_trigger_id")
        if found.used:
            raise Refusal("exchanged_trigger_id")
        if self.server.clock.now() - found.born > self.server.timing.trigger_lives:
            raise Refusal("expired_trigger_id")
        found.used = True
        return found

    def response_url(
        self, workspace: Workspace, user: str, channel: str, message: Message | None = None, thread: str | None = None
    ) -> str:
        path = f"{workspace.id}/{a_number()}/{secrets.token_hex(12)}"
        url = ResponseUrl(path, user, channel, self.server.clock.now(), message, thread)
        self.urls[path] = (workspace, url)
        return f"{self.server.url}/actions/{path}"
