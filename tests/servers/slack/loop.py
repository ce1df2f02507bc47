"""A thread with a loop of its own, in which the server lives."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from threading import Event, Thread
from typing import Any, Self

import aiohttp
from aiohttp import web


class Looping:
    """`application` is what it serves; port 0 takes any free one."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.session: aiohttp.ClientSession | None = None
        self._loop = asyncio.new_event_loop()
        self._tasks: set[asyncio.Task[Any]] = set()
        self._thread: Thread | None = None

    def application(self) -> web.Application:
        """Its addresses."""
        return web.Application()

    async def leave(self) -> None:
        """What must be closed before the loop ends."""

    def start(self) -> Self:
        ready = Event()
        self._thread = Thread(target=self._run, args=(ready,), name="slack-server", daemon=True)
        self._thread.start()
        if not ready.wait(10):
            raise RuntimeError("the server did not start")
        return self

    def stop(self) -> None:
        if self._thread is None:
            return
        self.waits_on(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()
        self._thread = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def running(self) -> bool:
        return self._thread is not None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    # ---- from other threads ---------------------------------------------------------------------------------

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        self._loop.call_soon_threadsafe(self._keep, work)

    def soon(self, work: Callable[[], object], after: float = 0.01) -> None:
        self._loop.call_soon_threadsafe(self._loop.call_later, after, work)

    def waits_on(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    # ---- in the loop ----------------------------------------------------------------------------------------

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
        self.session = aiohttp.ClientSession()
        self._runner = web.AppRunner(self.application(), access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port).start()
        self.port = self._runner.addresses[0][1]

    async def _end(self) -> None:
        await _cancelled(self._tasks)
        await self.leave()
        for site in list(self._runner.sites):
            await site.stop()
        await asyncio.sleep(0.01)  # a connection that was being accepted is known by then, and closed
        await self._runner.cleanup()
        if self.session is not None:
            await self.session.close()
        await _cancelled(asyncio.all_tasks() - {asyncio.current_task()})
        await asyncio.sleep(0.01)


async def _cancelled(tasks: Iterable[asyncio.Task[Any] | None]) -> None:
    """Handlers that still sleep, deliveries that wait for a retry; transports close in the next turns of the loop."""
    ended = [task for task in tasks if task is not None]
    for task in ended:
        task.cancel()
    await asyncio.gather(*ended, return_exceptions=True)
