"""A demo of its own on a temporary folder, gone afterwards."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

ADDRESS = "http://"


class NotUp(Exception):  # noqa: N818  says what it is
    """The demo ended before it said where it is."""


@contextmanager
def a_demo() -> Iterator[str]:
    """The address of a fresh demo at real speed, on any free port."""
    with TemporaryDirectory(prefix="triangle-gallery-") as folder:
        program = str(Path(sys.executable).with_name("triangle"))
        command = [program, "demo", "--data", folder, "--port", "0", "--speed", "1"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
            try:
                yield _address(server)
            finally:
                server.terminate()
                server.wait(timeout=20)


def _address(server: subprocess.Popen[str]) -> str:
    for line in server.stdout or ():
        if ADDRESS in line:
            return ADDRESS + line.split(ADDRESS)[1].strip()
    raise NotUp
