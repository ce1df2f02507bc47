"""Reads at a hundred thousand events against the demo company."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.bench.company import REP, Office, an_office, copy
from tests.bench.growth import grow
from tests.bench.report import Chapter
from tests.bench.sampling import Act, in_turn, ms, settled

READS = ("/score", "/why", "/standings accounts", "/standings members", "/standings departments")


def measure(demo: Path, events: int, rounds: int) -> Chapter:
    chapter = Chapter("Reads as the company grows")
    with an_office(copy(demo, "small")) as small, an_office(copy(demo, "large")) as large:
        grown = large.database.write(lambda unit: grow(unit, events)).result()
        settled()
        acts: dict[str, Act] = {}
        for line in READS:
            acts[f"{line} small"], acts[f"{line} large"] = _read(small, line), _read(large, line)
        taken = in_turn(acts, rounds)
    chapter.says("events", f"{grown.before:,} → {grown.events:,}")
    chapter.says("accounts, years", f"{grown.accounts}, {grown.weeks / 52:.1f}")
    for line in READS:
        of = f"{ms(taken[f'{line} small'])} → {ms(taken[f'{line} large'])}"
        chapter.says(f"{line}: medians", of)
        chapter.at_most(f"{line}: large against small", taken[f"{line} large"] / taken[f"{line} small"], 1.5)
    return chapter


def _read(office: Office, line: str) -> Callable[[], None]:
    def read() -> None:
        office.says(REP, line)

    return read
