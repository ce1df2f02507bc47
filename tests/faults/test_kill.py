"""Killed at random moments during a hundred commands: nothing answered is lost, nothing happens twice.

The killer is seeded, so that a round that failed can be had again.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TypeVar

import pytest

from bot.clock import ManualClock
from bot.platforms.room.messages import RoomPort
from bot.runtime import assemble, open_database
from storage import replay, rows
from storage.database import Database, Unit
from storage.tables.base import Row
from storage.tables.events import Fact
from storage.tables.messages import Inbox, Outbox, RoomMessage
from tests.faults.child import newest_instant
from tests.faults.company import COMMANDS, Said, found_company

R = TypeVar("R", bound=Row)
KILLS = 10
LONGEST_WAIT = 0.03
"""Seconds from an answer to the kill, at most: about one command, so that any of its steps may be hit."""

pytestmark = pytest.mark.timeout(600)


def test_ten_kills_during_a_hundred_commands_lose_and_double_nothing(tmp_path: Path) -> None:
    survives(tmp_path / "triangle.db", seed=0)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1, 6))
def test_fifty_kills_lose_and_double_nothing(tmp_path: Path, seed: int) -> None:
    survives(tmp_path / "triangle.db", seed)


def survives(file: Path, seed: int) -> None:
    """A hundred commands, ten kills, then everything is there once."""
    found_company(file)
    chance, answered = random.Random(seed), set[str]()
    for left in range(KILLS, 0, -1):
        missing = [said for said in COMMANDS if said[0] not in answered]
        answered |= _killed(file, missing, chance.randrange(max(len(missing) // (left + 1), 1)), chance)
    answered |= _to_the_end(file, [said for said in COMMANDS if said[0] not in answered])
    assert answered == {delivery for delivery, _, _ in COMMANDS}
    everything_is_there_once(file)


def everything_is_there_once(file: Path) -> None:
    database = open_database(f"sqlite:///{file}")
    clock = ManualClock(newest_instant(database))
    runtime = assemble(database, clock, ports={"room": RoomPort(clock)})
    try:
        runtime.sender.drain()
        facts_are_there_once(database)
        messages_are_there_once(database)
        assert database.read(replay.check).result() == []
        with database.engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    finally:
        runtime.close()


def facts_are_there_once(database: Database) -> None:
    """Each command has its one fact, and its answer is kept."""
    facts = Counter(fact.delivery for fact in _all(database, Fact) if fact.delivery)
    kept = {row.delivery: row for row in _all(database, Inbox)}
    assert sorted(key.rpartition(":")[2] for key in facts) == [delivery for delivery, _, _ in COMMANDS]
    assert set(facts.values()) == {1}
    assert set(kept) == set(facts)
    assert all(row.answer is not None and row.stored for row in kept.values())


def messages_are_there_once(database: Database) -> None:
    """What was typed, what was answered, and what was posted; edits change what stands."""
    queued, shown = _all(database, Outbox), _all(database, RoomMessage)
    assert {row.state for row in queued} <= {"sent", "dropped"}
    posted = Counter(message.outbox_id for message in shown if message.outbox_id is not None)
    assert posted == Counter(row.id for row in queued if row.state == "sent" and row.edits is None)
    assert Counter(each.said for each in shown if each.said) == Counter(line for _, _, line in COMMANDS)
    assert sum(each.said is None and each.outbox_id is None for each in shown) == len(COMMANDS)


def _killed(file: Path, said: list[Said], after: int, chance: random.Random) -> set[str]:
    """What a child answered that was killed somewhere after so many answers."""
    child = _started(file, said)
    assert child.stdout is not None
    answered = {_answered(child.stdout.readline()) for _ in range(after)}
    time.sleep(chance.uniform(0, LONGEST_WAIT))
    child.send_signal(signal.SIGKILL)
    answered |= {_answered(line) for line in child.stdout if line.endswith("\n")}
    assert child.wait() == -signal.SIGKILL
    child.stdout.close()
    return answered


def _to_the_end(file: Path, said: list[Said]) -> set[str]:
    child = _started(file, said)
    assert child.stdout is not None
    answered = {_answered(line) for line in child.stdout}
    assert child.wait() == 0
    child.stdout.close()
    return answered


def _started(file: Path, said: list[Said]) -> subprocess.Popen[str]:
    """A child that has been told everything and is at work."""
    command = [sys.executable, "-m", "tests.faults.child", str(file)]
    root = Path(__file__).parents[2]
    child = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(root)},
    )
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.write("".join("\t".join(line) + "\n" for line in said))
    child.stdin.close()
    assert child.stdout.readline() == "ready\n"
    return child


def _answered(line: str) -> str:
    delivery, how = line.rstrip("\n").split("\t")
    assert how == "answered", f"{delivery} was {how}"
    return delivery


def _all(database: Database, model: type[R]) -> list[R]:
    def find(unit: Unit) -> list[R]:
        return rows.many(unit, model, rows.table(model).select())

    return database.read(find).result()
