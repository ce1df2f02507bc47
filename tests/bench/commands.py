"""A whole domain command to its durable commit, against the driver alone; what of it the layers take."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from statistics import median
from time import process_time

from tests.bench.company import REP, TEAMMATE, Office, an_office, copy
from tests.bench.layers import shares
from tests.bench.raw import Disk, Raw, Recorded, a_disk
from tests.bench.report import Chapter
from tests.bench.sampling import Act, ms, p99, settled, timed

CLIENTS = 16
WARM = 5
FIRST, DAYS = date(2026, 10, 1), 55
"""The days of the demo company's running quarter."""
NO_DISK = 0.0001
"""Seconds: an fsync faster than this reaches no disk."""

_lots = count(1)


def measure(demo: Path, rounds: int) -> Chapter:
    chapter = Chapter("A domain command, through the gateway to its durable commit")
    with a_bench(demo) as bench:
        bench.goes(rounds)
        _against_the_driver(chapter, bench)
    with an_office(copy(demo, "together")) as office:
        _together(chapter, office, rounds)
    with an_office(copy(demo, "layers")) as office:
        _dominates(chapter, office, rounds)
    return chapter


class Bench:
    """Commands and floors in turn. `twin` is a copy that replays each command, so that it stays the same database."""

    def __init__(self, office: Office, twin: Raw, other: Raw, disk: Disk) -> None:
        self.office, self.twin, self.other, self.disk = office, twin, other, disk
        self.recorded = Recorded(office.database)
        self.statements: dict[str, int] = {}
        self._taken: dict[str, list[float]] = {}
        self._worked: dict[str, list[float]] = {}
        self._number = ""

    def goes(self, rounds: int) -> None:
        self.other.has_a_table()
        settled()
        for _ in range(WARM + rounds):
            self._round()

    def median(self, name: str) -> float:
        return median(self._taken[name][WARM:])

    def ratio(self, base: str, name: str) -> float:
        """The rate of one against that of another."""
        return self.median(base) / self.median(name)

    def _round(self) -> None:
        self._command("log", self._log)
        self._sample("insert", self.other.inserts)
        self._sample("fsync", self.disk.syncs)
        self._command("confirm", self._confirm)
        self._sample("score", lambda: self.office.says(REP, "/score"))
        self.office.delivers()
        self.twin.replays(self.recorded)

    def worked(self, name: str) -> float:
        """The processor time of it."""
        return median(self._worked[name][WARM:])

    def _command(self, name: str, act: Act) -> None:
        begun = process_time()
        self._sample(name, act)
        self._worked.setdefault(name, []).append(process_time() - begun)
        self.statements[name] = len(self.recorded)
        self._sample(f"{name}, raw", lambda: self.twin.replays(self.recorded))

    def _sample(self, name: str, act: Act) -> None:
        self._taken.setdefault(name, []).append(timed(act))

    def _log(self) -> None:
        self._number = log(self.office)

    def _confirm(self) -> None:
        self.office.says(TEAMMATE, f"/confirm {self._number}")


def log(office: Office, on: str = "") -> str:
    """An event that must be confirmed; its number."""
    lot = next(_lots)
    reply = office.says(REP, f"/log order {lot}k lot {lot}{on}")
    return (reply.number or "").removeprefix("#")


def log_some_day(office: Office) -> None:
    """On some day of the quarter: no account has a thousand orders a day."""
    day = FIRST + next(_lots) % DAYS * timedelta(days=1)
    log(office, f" on {day}")


@contextmanager
def a_bench(demo: Path) -> Iterator[Bench]:
    with ExitStack() as opened:
        office = opened.enter_context(an_office(copy(demo, "commands")))
        twin, other = (opened.enter_context(closing(Raw(copy(demo, name)))) for name in ("twin", "other"))
        yield Bench(office, twin, other, opened.enter_context(a_disk(demo.parent)))


def _against_the_driver(chapter: Chapter, bench: Bench) -> None:
    void = bench.median("fsync") < NO_DISK
    for name in ("fsync", "insert", "log, raw", "log", "confirm, raw", "confirm", "score"):
        of = f", {bench.statements[name]} statements" if name in bench.statements else ""
        chapter.says(f"{WORDS[name]}{of}: median", ms(bench.median(name)))
    chapter.at_least("/log: rate against the same statements raw", bench.ratio("log, raw", "log"), 0.25, void)
    chapter.at_least("/log: rate against a single insert", bench.ratio("insert", "log"), 0.15, void)
    chapter.says("/confirm: rate against the same statements raw", f"{bench.ratio('confirm, raw', 'confirm'):.2f}")
    chapter.says("/confirm: rate against a single insert", f"{bench.ratio('insert', 'confirm'):.2f}")
    if void:
        chapter.notes.append("An fsync takes under 0.1 ms: the disk is no disk, and the goals of rates are void.")
    synced = bench.median("insert") / bench.median("log")
    worked = bench.worked("log") / bench.median("log")
    chapter.notes.append(f"Of a /log, the disk is {synced:.0%}, processor time {worked:.0%}, the rest waiting.")


WORDS = {
    "fsync": "fsync of one page",
    "insert": "raw insert of one row with commit",
    "log": "/log",
    "log, raw": "raw transaction of /log's statements",
    "confirm": "/confirm",
    "confirm, raw": "raw transaction of /confirm's statements",
    "score": "/score (a read)",
}


def _together(chapter: Chapter, office: Office, rounds: int) -> None:
    """Bursts of sixteen clients between stretches of one alone."""
    alone: list[float] = []
    together: list[float] = []
    each = max(rounds // 10, 2)
    with ThreadPoolExecutor(CLIENTS) as clients:
        for _ in range(5):
            alone += _client(office, each)
            for taken in [clients.submit(_client, office, each) for _ in range(CLIENTS)]:
                together += taken.result()
            office.delivers()
    chapter.says(f"/log, one client alone: median of {len(alone)}", ms(median(alone)))
    chapter.says(f"/log, {CLIENTS} clients: p99 of {len(together)}", ms(p99(together)))
    chapter.at_most(f"/log: p99 at {CLIENTS} clients against the median alone", p99(together) / median(alone), 30)


def _client(office: Office, times: int) -> list[float]:
    return [timed(lambda: log_some_day(office)) for _ in range(times)]


def _dominates(chapter: Chapter, office: Office, rounds: int) -> None:
    log(office)
    found = shares(office.database, lambda: [log(office) for _ in range(max(rounds // 4, 2))])
    said = ", ".join(f"{layer} {share:.0%}" for layer, share in found)
    chapter.notes.append(f"Where a /log spends its time (cProfile in the writer's thread): {said}.")
