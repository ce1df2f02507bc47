"""The program from outside: how soon it answers, how much memory it holds."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter, sleep

import httpx

from bot.cli.note import note_beside
from tests.bench.company import copy
from tests.bench.report import Chapter
from tests.bench.sampling import Act, in_turn, ms

TRIANGLE = str(Path(sys.executable).with_name("triangle"))
PATIENCE = 60


class NotReady(Exception):  # noqa: N818  says what it is
    """The server ended, or took too long, before it was ready."""


def measure(demo: Path, rounds: int) -> Chapter:
    chapter = Chapter("The program")
    starts: dict[str, Act] = {
        "python -c pass": _runs(sys.executable, "-c", "pass"),
        "importing what triangle serve needs": _runs(sys.executable, "-c", "import bot.cli.serve"),
        "triangle --help": _runs(TRIANGLE, "--help"),
    }
    for name, seconds in in_turn(starts, rounds).items():
        chapter.says(f"{name}: median", ms(seconds))
    served = [_served(copy(demo, f"served-{at}")) for at in range(rounds)]
    chapter.says("triangle serve to ready: median", ms(median(ready for ready, _ in served)))
    held = [bytes_ for _, bytes_ in served if bytes_]
    chapter.says("triangle serve: resident memory", f"{median(held) / 2**20:.0f} MiB" if held else "not known here")
    chapter.notes.append("Until it is ready a server mostly imports; --help imports only what shows it.")
    return chapter


def _runs(*command: str) -> Act:
    return lambda: subprocess.run(command, check=True, capture_output=True)


def _served(path: Path) -> tuple[float, int]:
    """Seconds until it was ready, and the bytes it held then."""
    begun = perf_counter()
    with _server(path) as (process, note):
        while not _ready(note):
            if process.poll() is not None or perf_counter() - begun > PATIENCE:
                raise NotReady
            sleep(0.005)
        return perf_counter() - begun, _resident(process.pid)


@contextmanager
def _server(path: Path) -> Iterator[tuple[subprocess.Popen[bytes], Path]]:
    environment: Mapping[str, str] = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{path}",
        "PORT": "0",
        "LOG_LEVEL": "ERROR",
    }
    with subprocess.Popen([TRIANGLE, "serve"], env=environment, stdout=subprocess.DEVNULL) as process:
        try:
            yield process, note_beside(path) or path
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)


def _ready(note: Path) -> bool:
    try:
        address = json.loads(note.read_text())["address"]
        return httpx.get(f"{address}/readyz").status_code == 200
    except (OSError, ValueError, httpx.TransportError):
        return False


def _resident(pid: int) -> int:
    """In bytes; 0 where /proc does not say."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmRSS:")), 0)
