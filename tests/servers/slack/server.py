"""The server itself: one thread, one loop, HTTP and WebSocket on loopback; the switches that tests turn."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from aiohttp import web

from tests.servers.slack import events, routes
from tests.servers.slack.api.door import Door
from tests.servers.slack.clock import Timing
from tests.servers.slack.deliveries import Deliveries
from tests.servers.slack.delivery import COMMANDS, EVENTS, Attempt, Delivery, as_posted, posted, signature
from tests.servers.slack.loop import Looping
from tests.servers.slack.manifest import read_manifest
from tests.servers.slack.person import Person
from tests.servers.slack.sockets import Sockets
from tests.servers.slack.switches import Switches
from tests.servers.slack.things import JSON, App
from tests.servers.slack.tokens import Tokens
from tests.servers.slack.triggers import Triggers
from tests.servers.slack.workspace import Workspace


class SlackServer(Looping, Switches):
    """`with SlackServer() as slack:` — start, and stop at the end.

    One app, installed in `slack.workspace`; `deliver_to(url)` says where its HTTP deliveries go, `socket_mode()`
    that they go by WebSocket. `environment()` is what the product needs to find it.
    """

    def __init__(self, timing: Timing | None = None, app: App | None = None, port: int = 0) -> None:
        Looping.__init__(self, port)
        Switches.__init__(self)
        self.timing, self.app = timing or Timing(), app or App()
        self.calls: list[tuple[str, JSON, JSON]] = []
        self.triggers, self.tokens = Triggers(self), Tokens(self)
        self.deliveries, self.sockets = Deliveries(self), Sockets(self)
        self.workspaces: dict[str, Workspace] = {}
        self.workspace = self.add_workspace("Qiming", "qiming")
        self.bot_token = self.installs(self.workspace)

    def application(self) -> web.Application:
        return routes.application(self, Door(self))

    async def leave(self) -> None:
        for connection in list(self.sockets.connections):
            connection.silent = False
            await connection.socket.close()

    @property
    def api_url(self) -> str:
        return f"{self.url}/api/"

    # ---- who is there ---------------------------------------------------------------------------------------

    def add_workspace(self, name: str, domain: str) -> Workspace:
        workspace = Workspace(self, name, domain)
        self.workspaces[workspace.id] = workspace
        return workspace

    def person(self, name: str, **more: Any) -> Person:
        """Of the first workspace."""
        return self.workspace.person(name, **more)

    def installs(self, workspace: Workspace) -> str:
        """The app as by its settings page; the bot token."""
        workspace.installed = True
        return self.tokens.bot(workspace).value

    def uninstalls(self, workspace: Workspace) -> None:
        """Both events come, in either order (4.20); the tokens are gone."""
        with self.lock:
            revoked = {"oauth": [], "bot": [workspace.bot.id]}
            begun = len(self.deliveries.log)
            workspace.emits(events.of(workspace, "tokens_revoked", tokens=revoked))
            workspace.emits(events.of(workspace, "app_uninstalled"))
            workspace.installed = False
            self.tokens.revoke(workspace)
        self.brought(*self.deliveries.log[begun:])

    def deliver_to(self, url: str) -> None:
        """The app's one request URL: events, commands, interactions."""
        self.app.request_url, self.app.socket_mode = url, False

    def socket_mode(self, on: bool = True) -> None:
        self.app.socket_mode = on

    def takes(self, manifest: JSON) -> None:
        """The app is what this manifest says: its commands, scopes, events, shortcuts, way in."""
        with self.lock:
            read_manifest(self.app, manifest)
            for token in self.tokens.all.values():
                if token.kind == "bot":
                    token.scopes = list(self.app.scopes)

    def environment(self) -> dict[str, str]:
        """With which the product's server connects to this one, by HTTP or Socket Mode as it is set."""
        found = {"SLACK_API_URL": self.api_url, "SLACK_BOT_TOKEN": self.bot_token}
        way = {"SLACK_SIGNING_SECRET": self.app.signing_secret}
        return found | ({"SLACK_APP_TOKEN": self.app.app_token} if self.app.socket_mode else way)

    # ---- deliveries -----------------------------------------------------------------------------------------

    def signed(self, body: bytes, timestamp: int | None = None) -> dict[str, str]:
        """The two headers, by the machine's own time (1.1)."""
        stamp = str(int(self.clock.now() - self.clock.ahead) if timestamp is None else timestamp)
        mac = signature(self.app.signing_secret, stamp, body)
        return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": mac}

    async def posts(self, body: bytes, headers: dict[str, str]) -> Attempt:
        if not self.app.request_url or self.session is None:
            return Attempt(reason="no_connection")
        return await posted(self.session, self.app.request_url, body, headers, self.timing.answer_within)

    def verifies_url(self, challenge: str = "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P") -> bool:
        """The handshake when a request URL is set (1.6)."""
        body = json.dumps({"token": "t", "challenge": challenge, "type": "url_verification"}).encode()
        headers = {**self.signed(body), "Content-Type": "application/json"}
        answer = self.waits_on(self.posts(body, headers))
        return answer.good and challenge in (answer.body, (answer.body or {}).get("challenge"))

    def checks_ssl(self) -> bool:
        """The POST that comes to command addresses from time to time, without a signature (1.7)."""
        body, kind = as_posted(Delivery(COMMANDS, {"ssl_check": "1", "token": "legacy"}))
        attempt: Attempt = self.waits_on(self.posts(body, {"Content-Type": kind}))
        return attempt.good

    def rate_limits_app(self) -> Delivery:
        """Above the ceiling of deliveries comes this, with no event inside (4.9)."""
        about = {
            "team_id": self.workspace.id,
            "minute_rate_limited": int(self.clock.now()),
            "api_app_id": self.app.id,
        }
        return self.deliveries.send(EVENTS, {"type": "app_rate_limited", "token": "legacy", **about})

    def brought(self, *deliveries: Delivery) -> None:
        """Waits for the first answers, as a person would; not in a coroutine, whose loop the app may need."""
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            for delivery in deliveries:
                if self.deliveries.held is None and self.running:
                    self.until(lambda d=delivery: d.tried, self.timing.answer_within + 2)  # type: ignore[misc]
