"""The demo company on disk, seeded once and copied for each measurement, and the gateway to speak to it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from itertools import count
from pathlib import Path
from shutil import copyfile

from bot.clock import ManualClock
from bot.demo.cast import PLATFORM, WORKSPACE
from bot.demo.seed import BEGINS, seed
from bot.gateway import Gateway, Incoming
from handlers.reply import Reply
from storage import outbox
from storage.database import Database
from storage.migrate import upgrade

CHANNEL, REP, TEAMMATE = "acct-huaxing", "lin", "chen"
"""An account's own channel, and two of its team."""


class Refusal(Exception):  # noqa: N818  says what it got
    """A command of the measurement was refused: what was measured would be something else."""


def seeded(folder: Path) -> Path:
    """The demo company in one file, nothing left in a log beside it."""
    path = folder / "demo.db"
    with closing(Database(f"sqlite:///{path}")) as database:
        upgrade(database.engine)
        seed(database)
        database.engine.dispose()
    return path


def copy(path: Path, name: str) -> Path:
    return Path(copyfile(path, path.with_name(f"{name}.db")))


class Office:
    """A company that is spoken to through its gateway; two minutes pass before each line."""

    def __init__(self, database: Database) -> None:
        self.database, self.clock = database, ManualClock(BEGINS)
        self.gateway = Gateway(database, self.clock)
        self._deliveries = count(1)

    def says(self, who: str, line: str, channel: str = CHANNEL) -> Reply:
        """The answer, when what it caused is committed."""
        self.clock.set(self.clock.now() + timedelta(minutes=2))
        return self.says_now(who, line, channel)

    def says_now(self, who: str, line: str, channel: str = CHANNEL) -> Reply:
        reply = self.gateway.handle(self._incoming(who, line, channel)).result()
        if reply.refused:
            raise Refusal(f"{who}: {line}: {reply.model_dump_json()}")
        return reply

    def delivers(self) -> None:
        """What was queued counts as sent, and what follows a read is written too."""
        self.database.write(lambda unit: outbox.mark_all_delivered(unit, self.clock.now())).result()

    def _incoming(self, who: str, line: str, channel: str) -> Incoming:
        return Incoming(
            platform=PLATFORM,
            workspace=WORKSPACE,
            user_id=who,
            said=line,
            delivery=f"bench-{next(self._deliveries)}",
            conversation=channel,
            direct=False,
        )


@contextmanager
def an_office(path: Path) -> Iterator[Office]:
    with closing(Database(f"sqlite:///{path}")) as database:
        yield Office(database)
