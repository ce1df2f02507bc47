"""python-telegram-bot's real Bot, and bare HTTP, as a test calls them: from outside of any loop."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from typing import Any, TypeVar

import httpx
from telegram import Bot
from telegram.request import HTTPXRequest

from tests.servers.telegram.bot_api import BotApi
from tests.servers.telegram.refusals import Json

T = TypeVar("T")


class Client:
    """`client(client.bot.send_message(…))` waits for the answer; `later` gives the future of it."""

    def __init__(self, telegram: BotApi, read_timeout: float = 5.0) -> None:
        self.telegram, self._reach = telegram, -100
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._http = httpx.Client(trust_env=False, verify=False, timeout=10)
        plain = {"trust_env": False, "verify": False}
        request = HTTPXRequest(read_timeout=read_timeout, httpx_kwargs=plain)
        polls = HTTPXRequest(read_timeout=read_timeout, httpx_kwargs=plain)
        base = f"{telegram.url}/bot"
        files = f"{telegram.url}/file/bot"
        self.bot = Bot(telegram.token, base_url=base, base_file_url=files, request=request, get_updates_request=polls)
        self(self.bot.initialize())

    def __call__(self, work: Coroutine[Any, Any, T]) -> T:
        return self.later(work).result(15)

    def later(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    def asks(self, method: str, **args: object) -> Json:
        """The bare answer to a call with a JSON body."""
        answer: Json = self._http.post(f"{self.telegram.url}/bot{self.telegram.token}/{method}", json=args).json()
        return answer

    def told(self, method: str, **args: object) -> str:
        """Only what a refusal says."""
        return str(self.asks(method, **args)["description"])

    def gets(self, path: str, method: str = "GET", **more: Any) -> httpx.Response:
        return self._http.request(method, self.telegram.url + path, **more)

    def takes(self, **args: object) -> list[Json]:
        """The updates that wait, which are confirmed. Each time by another offset, or only one would come (14.8)."""
        self._reach = -99 if self._reach == -100 else -100
        found: list[Json] = self.asks("getUpdates", offset=self._reach, **args)["result"]
        if found:
            self.telegram.cloud.updates.confirm(found[-1]["update_id"] + 1)
        return found

    def close(self) -> None:
        self(self.bot.shutdown())
        self._http.close()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()
