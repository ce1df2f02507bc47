"""The bench runs and prints every row; what it measured is for a quiet machine to say."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.__main__ import QUICK, measured
from tests.bench.company import seeded
from tests.bench.report import table

ROWS = (
    "/log: rate against the same statements raw",
    "/log: rate against a single insert",
    "/log: p99 at 16 clients against the median alone",
    "/log: throughput against only acknowledging",
    "/log: p99 at half load against the median alone",
    "1,000 against 100",
    "/score: large against small",
    "/why: large against small",
    "/standings accounts: large against small",
    "triangle --help: median",
    "triangle serve to ready: median",
    "triangle serve: resident memory",
)


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_the_bench_runs_and_prints_every_row(tmp_path: Path) -> None:
    printed = table(measured(seeded(tmp_path), QUICK))
    assert [row for row in ROWS if row not in printed] == []
