"""Connections that can be cut from the inside, as networks cut them."""

from __future__ import annotations

import asyncio
import socket
import struct
from typing import Any

from starlette.types import Scope
from uvicorn.protocols.http.h11_impl import H11Protocol

_open: dict[tuple[str, int], asyncio.Transport] = {}


class Cuttable(H11Protocol):
    """uvicorn's protocol, whose transports are known by the client's address."""

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        _open[transport.get_extra_info("peername")[:2]] = transport

    def connection_lost(self, exc: Exception | None) -> None:
        if self.client is not None:
            _open.pop(self.client, None)
        super().connection_lost(exc)


def reset(scope: Scope) -> None:
    """RST to whoever asked."""
    cut(_open.get(tuple(scope["client"])))


def cut(transport: asyncio.Transport | None) -> None:
    if transport is None or transport.is_closing():
        return
    raw = transport.get_extra_info("socket")
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()


def cut_all(port: int) -> None:
    """Every connection to a local port."""
    for transport in list(_open.values()):
        here = transport.get_extra_info("sockname")
        if here is not None and here[1] == port:
            cut(transport)
