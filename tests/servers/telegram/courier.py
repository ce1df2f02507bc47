"""Brings updates to the webhook: in order within a lane, again with back-off (platform-facts.md 15.4 to 15.10)."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import Any

import httpx

from tests.servers.telegram.cloud import Cloud
from tests.servers.telegram.refusals import Json
from tests.servers.telegram.updates import Update
from tests.servers.telegram.webhook import Webhook

READ_TIMEOUT, LONGEST_AFTER, GONE_FOR = 60.0, 3600, 23 * 3600
NEVER_ANSWERED = ("get", "setwebhook", "deletewebhook", "close", "logout")

Run = Callable[[str, Json], Awaitable[None]]


@dataclass
class Pace:
    """`hurry` multiplies every pause between tries; `read_timeout` is how long an answer is waited for."""

    hurry: float = 1.0
    read_timeout: float = READ_TIMEOUT


class Courier:
    def __init__(self, cloud: Cloud, webhook: Webhook, run: Run) -> None:
        self._cloud, self._webhook, self._run = cloud, webhook, run
        self.pace = Pace()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._lanes: dict[str, asyncio.Task[None]] = {}
        self._gone_since: int | None = None
        self.pauses: list[float] = []
        cloud.updates.listeners.append(self.wake)

    async def start(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._connections = 0
        self._client = httpx.AsyncClient(verify=False, timeout=None, trust_env=False)
        self._look()

    async def stop(self) -> None:
        self._loop = None
        for task in self._lanes.values():
            task.cancel()
        await asyncio.gather(*self._lanes.values(), return_exceptions=True)
        self._lanes.clear()
        await self._client.aclose()

    def wake(self) -> None:
        """Called from any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._look)

    def _look(self) -> None:
        """Each lane that has something and no bearer gets one."""
        if self._loop is None or not self._webhook.url:
            return
        if self._connections != self._webhook.connections:
            self._connections = self._webhook.connections
            self._room = asyncio.Semaphore(self._connections)
        with self._cloud.lock:
            lanes = {update.lane for update in self._cloud.updates.waiting()}
        for lane in lanes - self._lanes.keys():
            self._lanes[lane] = self._loop.create_task(self._bear(lane))
            self._lanes[lane].add_done_callback(partial(self._borne, lane))

    def _borne(self, lane: str, task: asyncio.Task[None]) -> None:
        """Something may have come since the bearer last looked."""
        self._lanes.pop(lane, None)
        self._look()

    async def _bear(self, lane: str) -> None:
        while self._webhook.url:
            with self._cloud.lock:
                first = next((each for each in self._cloud.updates.waiting() if each.lane == lane), None)
            if first is None:
                return
            await self._deliver(first)

    async def _deliver(self, update: Update) -> None:
        """Until it is taken, is over its time, or the webhook is gone."""
        pause = 0.0
        while self._webhook.url:
            async with self._room:
                after = await self._try(update)
            if after is None:
                with self._cloud.lock:
                    self._cloud.updates.done(update.id)
                    self._cloud.changed.notify_all()
                return
            wait = after or pause
            pause = min(pause * 2 or 2.0, random.uniform(60, 120))
            if self._cloud.clock.now() + wait > update.expires:
                self._expired(update)
                return
            self.pauses.append(wait)
            await asyncio.sleep(wait * self.pace.hurry)

    async def _try(self, update: Update) -> float | None:
        """None when it was taken, else the pause that the bot asked for, or 0."""
        headers = {"X-Telegram-Bot-Api-Secret-Token": self._webhook.secret} if self._webhook.secret else {}
        try:
            sent = self._client.post(
                self._webhook.url, json=self._cloud.strange.dressed(update.json()), headers=headers
            )
            answer = await asyncio.wait_for(sent, self.pace.read_timeout)
        except TimeoutError:
            return self._failed("Read timeout expired")
        except httpx.ConnectError:
            return self._failed("Connection refused")
        except httpx.HTTPError:
            return self._failed("Webhook connection closed")
        if answer.is_success:
            self._gone_since = None
            await self._answered(answer)
            return None
        return self._wrong(answer)

    def _wrong(self, answer: httpx.Response) -> float:
        status = HTTPStatus(answer.status_code)
        self._failed(f"Wrong response from the webhook: {status.value} {status.phrase}")
        self._goes(answer.status_code)
        asked = answer.headers.get("retry-after", "")
        return float(min(int(asked), LONGEST_AFTER)) if asked.isdigit() else 0.0

    def _goes(self, status: int) -> None:
        """410 for 23 hours on end removes the webhook."""
        now = self._cloud.clock.now()
        self._gone_since = None if status != HTTPStatus.GONE else self._gone_since or now
        if self._gone_since is not None and now - self._gone_since > GONE_FOR:
            self._webhook.url = ""

    async def _answered(self, answer: httpx.Response) -> None:
        """A method in the answer is called; its result is told to nobody (15.9)."""
        try:
            body: Any = answer.json()
        except ValueError:
            return
        method = body.get("method") if isinstance(body, dict) else None
        if isinstance(method, str) and not method.lower().startswith(NEVER_ANSWERED):
            await self._run(method, {key: value for key, value in body.items() if key != "method"})

    def _failed(self, why: str) -> float:
        with self._cloud.lock:
            self._webhook.failed(self._cloud, why)
            self._cloud.changed.notify_all()
        return 0.0

    def _expired(self, update: Update) -> None:
        with self._cloud.lock:
            self._cloud.updates.lose(update.id)
            self._cloud.changed.notify_all()
