"""The examples of docs/user, run on the demo company: a guide is one morning, its lines in order.

In a block marked `triangle`, a line `> lin in Huaxing: /score` is what somebody types, there or (without `in`) in the
conversation with the bot; what follows is the answer. `python -m tests.house.examples` writes the answers anew.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

from bot.clock import ManualClock
from bot.demo.seed import BEGINS, seed
from bot.platforms import terminal
from bot.runtime import assemble
from storage.database import Database
from storage.migrate import upgrade

GUIDES = tuple(sorted((Path(__file__).parents[2] / "docs" / "user").glob("*.md")))
BLOCK = re.compile(r"```triangle\n(.*?)```", re.DOTALL)
TYPED = re.compile(r"^> (?P<who>\w+)(?: in (?P<place>[^:]+))?: (?P<line>.+)$")
A_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Typed:
    """A line of a guide: by whom, in whose channel, what."""

    who: str
    place: str | None
    line: str

    @property
    def shown(self) -> str:
        place = "" if self.place is None else f" in {self.place}"
        return f"> {self.who}{place}: {self.line}"


def typed_in(text: str) -> list[Typed]:
    found = [TYPED.match(line) for block in BLOCK.findall(text) for line in block.splitlines()]
    return [Typed(each["who"], each["place"], each["line"]) for each in found if each is not None]


@contextmanager
def a_morning() -> Iterator[Morning]:
    """The demo company as it opens, in a copy of its own."""
    with TemporaryDirectory(prefix="triangle-docs-") as folder:
        file = Path(copyfile(_seeded(), Path(folder) / "demo.db"))
        with closing(Morning(Database(f"sqlite:///{file}"))) as morning:
            yield morning


class Morning:
    """A minute passes before each line; what is due meanwhile happens."""

    def __init__(self, database: Database) -> None:
        self._clock = ManualClock(BEGINS)
        self._runtime = assemble(database, self._clock, ports={})

    def says(self, typed: Typed) -> terminal.Turn:
        self._clock.set(self._clock.now() + A_MINUTE)
        self._runtime.ticker.tick()
        gateway = self._runtime.gateway
        return terminal.say(gateway, terminal.speaker(gateway, typed.who, typed.place), typed.line)

    def close(self) -> None:
        self._runtime.close()


def written_anew(text: str) -> str:
    """A guide with the answers as they are today."""
    with a_morning() as morning:
        return BLOCK.sub(lambda block: f"```triangle\n{_told(block[1], morning)}\n```", text)


def _told(block: str, morning: Morning) -> str:
    return "\n\n".join(f"{typed.shown}\n{morning.says(typed).text.strip()}" for typed in typed_in(_fenced(block)))


def _fenced(block: str) -> str:
    return f"```triangle\n{block}```"


@cache
def _folder() -> TemporaryDirectory[str]:
    return TemporaryDirectory(prefix="triangle-demo-")


@cache
def _seeded() -> Path:
    """Told once a process, then copied."""
    file = Path(_folder().name) / "demo.db"
    with closing(Database(f"sqlite:///{file}")) as database:
        upgrade(database.engine)
        seed(database)
    return file


if __name__ == "__main__":
    for guide in [Path(given) for given in sys.argv[1:]] or GUIDES:
        guide.write_text(written_anew(guide.read_text("utf-8")), "utf-8")
