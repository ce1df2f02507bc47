"""Measure everything and print it: python -m tests.bench [--quick]"""

from __future__ import annotations

import logging
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench import commands, program, scale, slack, ticks
from tests.bench.company import seeded
from tests.bench.report import Chapter, table


@dataclass(frozen=True)
class Size:
    """How often each is measured, and how large the large ones are."""

    commands: int = 200
    ticks: int = 60
    reads: int = 60
    starts: int = 5
    seconds: float = 4
    requests: int = 100_000
    events: int = 100_000


QUICK = Size(commands=5, ticks=3, reads=3, starts=1, seconds=0.5, requests=1_000, events=1_000)


def main(wanted: list[str]) -> None:
    size = QUICK if "--quick" in wanted else Size()
    logging.disable(logging.WARNING)
    with TemporaryDirectory(prefix="triangle-bench-") as folder:
        print(table(measured(seeded(Path(folder)), size)))  # noqa: T201  this is what it is for
    load, _, _ = os.getloadavg()
    print(f"\n{os.cpu_count()} cores, load {load:.1f} at the end, Python {sys.version.split()[0]}.")  # noqa: T201


def measured(demo: Path, size: Size) -> list[Chapter]:
    return [
        commands.measure(demo, size.commands),
        slack.measure(demo, size.seconds),
        ticks.measure(demo, size.requests, size.ticks),
        scale.measure(demo, size.events, size.reads),
        program.measure(demo, size.starts),
    ]


if __name__ == "__main__":
    main(sys.argv[1:])
