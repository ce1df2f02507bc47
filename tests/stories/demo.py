"""The demo company as a story's ground (voice.md 2.1): its people speak, press and hear.

    demo.at("wed 10:12")
    logged = demo.lin.says("/win 2.5M Signalling lot 2", "acct-huaxing")
    confirmed = demo.at("wed 10:14").chen.presses(demo.stands("acct-huaxing")[-1], "Confirm")
    assert confirmed.first == "✅ Confirmed #118. …"

Everybody reads in the story's language. It begins on Wednesday 25 November 2026 at 9:45, Shanghai time, and time
stands until it is moved; R40 has been open since 9:40. `seeded` tells the history once, a story gets a copy of it.
"""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from bot.clock import DemoClock
from bot.demo.cast import PLATFORM, WORKSPACE
from bot.demo.seed import BEGINS, seed
from bot.gateway import Incoming
from bot.platforms.room.messages import RoomPort
from bot.runtime import Runtime, assemble
from bot.words.reader import Reader
from bot.words.say import plain, text_of
from handlers.pipeline import Filled, Words
from handlers.reply import PARTS, Form, Part, Reply
from scoring.terms import Language
from storage import outbox, rows, timers
from storage.database import Database, Unit
from storage.find import conversations
from storage.migrate import upgrade
from storage.tables.company import Company, Member
from storage.tables.messages import Outbox, RoomMessage, Timer
from tests.world.clocks import instant
from tests.world.listening import buttons, command_behind, form_in
from tests.world.logs import Logs

SHANGHAI = ZoneInfo("Asia/Shanghai")


def seeded(folder: Path) -> Path:
    """The demo database, told once in a folder, also when several processes ask for it at the same time."""
    file = folder / "demo.db"
    with (folder / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            _tell(folder / "telling.db")
            (folder / "telling.db").rename(file)
    return file


def _tell(file: Path) -> None:
    database = Database(f"sqlite:///{file}")
    upgrade(database.engine)
    seed(database)
    database.close()


@dataclass(frozen=True)
class Shown:
    """An answer, or a message as it stands, in its reader's language."""

    parts: tuple[Part, ...]
    reader: Reader
    place: str
    reply: Reply | None = None
    rings_for: int | None = None

    @property
    def text(self) -> str:
        return text_of(self.parts, self.reader)

    @property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    @property
    def first(self) -> str:
        return self.lines[0]

    @property
    def buttons(self) -> list[str]:
        return [plain(button.label, self.reader) for button in buttons(self.parts)]

    @property
    def form(self) -> Form:
        return form_in(self.parts)

    @property
    def refused(self) -> bool:
        return self.reply is not None and self.reply.refused

    @property
    def number(self) -> str | None:
        return None if self.reply is None else self.reply.number

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Person:
    demo: Demo
    handle: str

    @property
    def direct(self) -> str:
        return f"direct-{self.handle}"

    def says(self, line: str, in_: str | None = None, **more: Any) -> Shown:
        """Type a line, in person or in a channel (delivery="…", whispers=False)."""
        return self._sends(line, in_ or self.direct, **more)

    def presses(self, what: Shown, label: str) -> Shown:
        return self._sends(command_behind(what.parts, label, what.reader), what.place)

    def fills(self, what: Shown, /, **fields: str) -> Shown:
        """Send a form: what stands in it, and these fields."""
        given = {ask.name: ask.value for ask in what.form.asks if ask.value is not None} | fields
        return self._sends(Filled(what.form.command, given), what.place)

    def hears(self) -> list[Shown]:
        """What the bot has brought to them in person, as it stands now."""
        return self.demo.stands(self.direct)

    def _sends(self, said: Words, place: str, **more: Any) -> Shown:
        return self.demo.hear(self.handle, said, place, **more)


class Demo:
    def __init__(self, file: Path, language: Language) -> None:
        self.language, self.logs = language, Logs()
        self.database = Database(f"sqlite:///{file}")
        self.clock = DemoClock(BEGINS, speed=0)
        self.runtime: Runtime = assemble(self.database, self.clock, {PLATFORM: RoomPort(self.clock)})
        self.database.write(self._all_read_it).result()
        self._deliveries = count(1)

    def __getattr__(self, handle: str) -> Person:
        if handle.startswith("_"):
            raise AttributeError(handle)
        return Person(self, handle)

    def at(self, when: str) -> Demo:
        """Move on to a wall time in Shanghai, "wed 10:12"; what is due on the way happens at its instant."""
        to = instant(when, self.clock.now(), SHANGHAI)
        while (due := self.database.read(_next_due).result()) is not None and due <= to:
            self._moves(due)
        return self._moves(to)

    def runs_until(self, when: str, speed: int = 300) -> Demo:
        """As `triangle demo` lives through it: a tick a second, and a second is `speed` of the demo's."""
        to = instant(when, self.clock.now(), SHANGHAI)
        while self.clock.now() < to:
            self._moves(min(self.clock.now() + timedelta(seconds=speed), to))
        return self

    def _moves(self, to: datetime) -> Demo:
        self.clock.jump(to)
        self.runtime.ticker.tick()
        self.runtime.sender.drain()
        return self

    def hear(self, who: str, said: Words, place: str, delivery: str | None = None, **more: Any) -> Shown:
        incoming = Incoming(
            platform=PLATFORM,
            workspace=WORKSPACE,
            user_id=who,
            said=said,
            delivery=delivery or f"story-{next(self._deliveries)}",
            conversation=place,
            direct=place.startswith("direct-"),
            **more,
        )
        reply = self.runtime.gateway.handle(incoming).result()
        self.runtime.sender.drain()
        return Shown(reply.parts, self.reader, place, reply)

    def stands(self, place: str) -> list[Shown]:
        """What the bot has said in a conversation, as it stands now."""

        def find(unit: Unit) -> list[Shown]:
            there = conversations.behind(unit, PLATFORM, WORKSPACE, place)
            assert there is not None, place
            table = rows.table(RoomMessage)
            query = sa.select(table).where(table.c.conversation_id == there.id, table.c.parts.is_not(None))
            found = rows.many(unit, RoomMessage, query.order_by(table.c.id))
            read = PARTS.validate_python
            return [Shown(read(each.parts), self.reader, place, rings_for=each.rings_for) for each in found]

        return self.database.read(find).result()

    def about(self, place: str, words: str) -> Shown:
        """The newest message there in which these words stand."""
        found = [each for each in self.stands(place) if words in each.text]
        assert found, f"nothing about {words!r} in {place}: {[each.text for each in self.stands(place)]}"
        return found[-1]

    @property
    def reader(self) -> Reader:
        return Reader(self.language, SHANGHAI, self.clock.now())

    def _all_read_it(self, unit: Unit) -> None:
        for table in (Member, Company):
            unit.connection.execute(sa.update(rows.table(table)).values(language=self.language))

    # The end.

    def ends_clean(self) -> None:
        """Everything was said and nothing went wrong (house rule 20)."""
        assert self.logs.unexpected() == []
        assert self.database.read(self._left).result() == []

    def _left(self, unit: Unit) -> list[str]:
        unsent = [row for row in rows.many(unit, Outbox, rows.table(Outbox).select()) if row.state == "given_up"]
        late = [row for row in rows.many(unit, Timer, rows.table(Timer).select()) if row.tries]
        return [*(f"given up: {row.error}" for row in unsent), *(f"{row.kind}: {row.trouble}" for row in late)]

    def close(self) -> None:
        self.runtime.close()


@contextmanager
def a_demo(file: Path, folder: Path, language: Language = Language.EN) -> Iterator[Demo]:
    """A copy of the told history, in which everybody reads this language; it ends clean."""
    demo = Demo(Path(shutil.copy(file, folder / "story.db")), language)
    try:
        with demo.logs:
            yield demo
            demo.ends_clean()
    finally:
        demo.close()


def _next_due(unit: Unit) -> datetime | None:
    """The next instant at which a timer fires or a message leaves."""
    both = (timers.next_due(unit), outbox.next_due(unit))
    return min((each for each in both if each is not None), default=None)
