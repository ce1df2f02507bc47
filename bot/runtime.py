"""The parts that run together: database, clock, gateway, sender, ticks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.clock import Clock
from bot.gateway import Gateway
from bot.platforms.port import Port
from bot.scheduler import Ticker
from bot.sender import Sender
from storage.database import Database


@dataclass(frozen=True)
class Runtime:
    """One process's share of the work; `close` waits for what is under way."""

    database: Database
    clock: Clock
    sender: Sender
    gateway: Gateway
    ticker: Ticker

    def close(self) -> None:
        self.sender.close()
        self.database.close()


def assemble(database: Database, clock: Clock, ports: Mapping[str, Port]) -> Runtime:
    """Wire them: what a command queued is sent at once, what is due is sent by the next tick."""
    sender = Sender(database, clock, ports)
    gateway = Gateway(database, clock, committed=sender.wake if ports else None)
    return Runtime(database, clock, sender, gateway, Ticker(database, clock, sender))


def open_database(url: str) -> Database:
    """The database of an address; the folder of a SQLite file is made, for its owner alone."""
    prefix = "sqlite:///"
    if url.startswith(prefix) and url != prefix:
        Path(url.removeprefix(prefix)).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return Database(url)
