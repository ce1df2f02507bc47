"""`triangle demo`: the web room of a demo company on loopback, seeded at the first start."""

from __future__ import annotations

import asyncio
import os
import secrets
import shutil
import sys
import time
from pathlib import Path

from bot.app import application, serve
from bot.cli.note import note_beside
from bot.demo.seed import BEGINS, seed
from bot.demo_clock import resumed
from bot.logs import set_up
from bot.platforms.room.messages import RoomPort
from bot.platforms.room.routes import mounted, room_app
from bot.runtime import assemble, open_database
from bot.warm import warm_up
from handlers.due import begin_standing
from handlers.voice import by_itself
from storage.database import Database
from storage.find.company import has_company
from storage.migrate import upgrade

HOST = "127.0.0.1"


def run(speed: int, port: int, data: Path, fresh: bool) -> int:
    set_up("WARNING")
    if fresh:
        shutil.rmtree(data, ignore_errors=True)
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = data / "demo.db"
    database = open_database(f"sqlite:///{file}")
    _make_ready(database)
    clock = resumed(database, BEGINS, speed)
    runtime = assemble(database, clock, ports={"room": RoomPort(clock)})
    database.write(lambda unit: begin_standing(by_itself(unit, clock.now()))).result()
    room = room_app(runtime.gateway, secret=_secret(data), demo=True)
    app = application(runtime, surfaces=mounted(room), key=secrets.token_urlsafe(24))
    warm_up()
    asyncio.run(serve(app, HOST, port, note_beside(file), greet=_greet))
    return 0


def _make_ready(database: Database) -> None:
    upgrade(database.engine)
    if database.read(has_company).result():
        return
    print("Telling the first twelve weeks of Qiming Systems (some seconds, once)…", file=sys.stderr, flush=True)
    began = time.monotonic()
    seed(database)
    print(f"…told in {time.monotonic() - began:.0f} s.", file=sys.stderr, flush=True)


def _secret(data: Path) -> str:
    """Signs the sessions; kept, so that a restart signs nobody out."""
    file = data / "session.secret"
    if not file.exists():
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as made:
            made.write(secrets.token_urlsafe(32))
    return file.read_text()


def _greet(address: str) -> None:
    print(f"\n  Iron Triangle, the demo room:  {address}\n\n  Stop with Ctrl-C.\n", flush=True)
