"""The server itself: one thread, one loop, HTTP and WebSocket on loopback; the switches that tests turn."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Coroutine
from threading import Condition, Event, Thread
from typing import Any

import aiohttp
from aiohttp import web

from tests.servers.slack import events, routes
from tests.servers.slack.api.door import Door
from tests.servers.slack.clock import ServerClock, Timing
from tests.servers.slack.deliveries import Attempt, Deliveries, Delivery, posted, signature
from tests.servers.slack.faults import Fault, Faults
from tests.servers.slack.manifest import read_manifest
from tests.servers.slack.person import Person
from tests.servers.slack.sockets import Sockets
from tests.servers.slack.things import JSON, App
from tests.servers.slack.tokens import Tokens
from tests.servers.slack.triggers import Triggers
from tests.servers.slack.workspace import Workspace


class SlackServer:
    """`with SlackServer() as slack:` — start, and stop at the end.

    One app, installed in `slack.workspace`; `deliver_to(url)` says where its HTTP deliveries go, `socket_mode()`
    that they go by WebSocket. `environment()` is what the product needs to find it.
    """

    def __init__(self, timing: Timing | None = None, app: App | None = None, port: int = 0) -> None:
        self.timing, self.app, self.port = timing or Timing(), app or App(), port
        self.clock = ServerClock()
        self.lock = Condition()
        self.complaints: list[str] = []
        self.calls: list[tuple[str, JSON, JSON]] = []
        self.faults, self.triggers, self.tokens = Faults(self.clock), Triggers(self), Tokens(self)
        self.deliveries, self.sockets = Deliveries(self), Sockets(self)
        self.workspaces: dict[str, Workspace] = {}
        self._expected: list[str] = []
        self._loop = asyncio.new_event_loop()
        self._tasks: set[asyncio.Task[Any]] = set()
        self._session: aiohttp.ClientSession | None = None
        self._thread: Thread | None = None
        self.workspace = self.add_workspace("Qiming", "qiming")
        self.bot_token = self.installs(self.workspace)

    # ---- life -----------------------------------------------------------------------------------------------

    def start(self) -> SlackServer:
        ready = Event()
        self._thread = Thread(target=self._run, args=(ready,), name="slack-server", daemon=True)
        self._thread.start()
        if not ready.wait(10):
            raise RuntimeError("the server did not start")
        return self

    def stop(self) -> None:
        if self._thread is None:
            return
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()
        self._thread = None

    def __enter__(self) -> SlackServer:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

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

    # ---- what goes wrong ------------------------------------------------------------------------------------

    def refuse(
        self, method: str, error: str | int, times: int | None = None, seconds: float | None = None, after: int = 1
    ) -> None:
        """Answer `error`, or a status; 429 says Retry-After: `after`, or what is left of `seconds`. "*": all."""
        if error == "ratelimited":
            error = 429
        if isinstance(error, int):
            self.faults.plan(method, Fault(status=error, retry_after=after), times, seconds)
        else:
            self.faults.plan(method, Fault(error=error), times, seconds)

    def delay(self, method: str, delay: float, times: int | None = None, seconds: float | None = None) -> None:
        """Do it `delay` seconds late."""
        self.faults.plan(method, Fault(delay=delay), times, seconds)

    def answer_late(self, method: str, late: float, times: int | None = None) -> None:
        """Do it at once, answer after the client gave up."""
        self.faults.plan(method, Fault(late=late), times, None)

    def break_off(self, method: str, done: bool, times: int | None = None) -> None:
        """Reset the connection instead of an answer; `done` says whether it took effect."""
        self.faults.plan(method, Fault(reset="after" if done else "before"), times, None)

    def passes(self, seconds: float) -> None:
        """The server's clock moves: triggers, response addresses, codes and tokens grow older."""
        self.clock.passes(seconds)

    # ---- what went wrong ------------------------------------------------------------------------------------

    def complain(self, words: str) -> None:
        with self.lock:
            if not any(e in words for e in self._expected):
                self.complaints.append(words)

    def expects(self, *words: str) -> None:
        """Complaints with these words are part of the story, those made already too."""
        with self.lock:
            self._expected += words
            self.complaints = [c for c in self.complaints if not any(w in c for w in words)]

    def quiet(self, within: float = 5.0) -> bool:
        """All deliveries are done, and nothing was refused, unknown or unanswered; `complaints` says what was."""
        return self.settles(within) and not self.complaints

    def unseen(self) -> list[str]:
        """Messages of the bot that nobody saw in this story."""
        with self.lock:
            every = [m for w in self.workspaces.values() for m in w.every_message()]
            return [m.text for m in every if m.bot_id and not m.heard and m.subtype != "channel_join"]

    def settles(self, within: float = 5.0) -> bool:
        return self.until(lambda: self.deliveries.idle, within)

    def until(self, true: Callable[[], bool], within: float) -> bool:
        with self.lock:
            return self.lock.wait_for(true, within)

    def woke(self) -> None:
        with self.lock:
            self.lock.notify_all()

    # ---- deliveries -----------------------------------------------------------------------------------------

    def signed(self, body: bytes, timestamp: int | None = None) -> dict[str, str]:
        """The two headers, by the machine's own time (1.1)."""
        stamp = str(int(self.clock.now() - self.clock.ahead) if timestamp is None else timestamp)
        mac = signature(self.app.signing_secret, stamp, body)
        return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": mac}

    async def posts(self, body: bytes, headers: dict[str, str]) -> Attempt:
        if not self.app.request_url or self._session is None:
            return Attempt(reason="no_connection")
        return await posted(self._session, self.app.request_url, body, headers, self.timing.answer_within)

    def verifies_url(self, challenge: str = "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P") -> bool:
        """The handshake when a request URL is set (1.6)."""
        body = json.dumps({"token": "t", "challenge": challenge, "type": "url_verification"}).encode()
        headers = {**self.signed(body), "Content-Type": "application/json"}
        answer = asyncio.run_coroutine_threadsafe(self.posts(body, headers), self._loop).result(10)
        return answer.good and challenge in (answer.body, (answer.body or {}).get("challenge"))

    def brought(self, *deliveries: Delivery) -> None:
        """Waits for the first answers, as a person would; not in a coroutine, whose loop the app may need."""
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            for delivery in deliveries:
                if self.deliveries.held is None and self._thread is not None:
                    self.until(lambda d=delivery: d.tried, self.timing.answer_within + 2)  # type: ignore[misc]

    # ---- the loop -------------------------------------------------------------------------------------------

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """From any thread."""
        self._loop.call_soon_threadsafe(self._keep, work)

    def soon(self, work: Callable[[], object], after: float = 0.01) -> None:
        self._loop.call_soon_threadsafe(self._loop.call_later, after, work)

    def on_loop(self, work: Callable[[], object]) -> None:
        done = Event()

        def both() -> None:
            work()
            done.set()

        self._loop.call_soon_threadsafe(both)
        done.wait(5)

    async def reset(self, request: web.Request) -> web.StreamResponse:
        """The connection breaks without an answer."""
        if request.transport is not None:
            request.transport.abort()
        raise asyncio.CancelledError

    def _keep(self, work: Coroutine[Any, Any, None]) -> None:
        task = self._loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _run(self, ready: Event) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._begin())
        ready.set()
        self._loop.run_forever()

    async def _begin(self) -> None:
        self._session = aiohttp.ClientSession()
        self._runner = web.AppRunner(routes.application(self, Door(self)), access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def _end(self) -> None:
        for task in list(self._tasks):
            task.cancel()
        for connection in list(self.sockets.connections):
            await connection.socket.close()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._runner.cleanup()
        if self._session is not None:
            await self._session.close()
