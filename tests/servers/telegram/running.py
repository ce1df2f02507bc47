"""Serves on a loopback port, in a thread and a loop of its own."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from types import TracebackType
from typing import TypeVar

import uvicorn
from starlette.routing import Mount, Route

from tests.servers.telegram.server import Api
from tests.servers.telegram.sockets import Cuttable, cut_all

S = TypeVar("S", bound="Running")


class Running:
    """What is known stays known while it is stopped; it comes back at the same address."""

    def __init__(self, api: Api, port: int) -> None:
        self.api = api
        self._socket = _listening(port)
        self.port: int = self._socket.getsockname()[1]
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self: S, *more: Route | Mount) -> S:
        """Also again after a stop, at the same address."""
        if self._socket.fileno() == -1:
            self._socket = _listening(self.port)
        config = uvicorn.Config(
            self.api.app(*more),
            http=Cuttable,
            ws="none",
            loop="asyncio",
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=1,
            timeout_keep_alive=60,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._serves, daemon=True, name="telegram")
        self._thread.start()
        while not self._server.started:
            assert self._thread.is_alive(), "the server did not start"
            time.sleep(0.005)
        return self

    def stop(self) -> None:
        """Every connection is cut, nothing listens any more."""
        if self._server is None or self._thread is None:
            return
        self._server.should_exit = True
        if self._loop is not None:
            self._loop.call_soon_threadsafe(cut_all, self.port)
            self._loop.call_soon_threadsafe(self.api.closes)
        self._thread.join(10)
        self._socket.close()
        self._server = self._thread = None

    def __enter__(self: S) -> S:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        self._socket.close()

    def _serves(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        assert self._server is not None
        self._loop = asyncio.get_running_loop()
        await self._server.serve(sockets=[self._socket])
        self._loop = None


def _listening(port: int) -> socket.socket:
    made = socket.socket()
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    made.bind(("127.0.0.1", port))
    return made
