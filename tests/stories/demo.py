"""The demo company as a story's ground: seeded once in a process, copied for each story (voice.md 2.1)."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from uuid import uuid4
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
from handlers.reply import PARTS, Button, Buttons, Part, Reply
from scoring.terms import Language
from storage import rows
from storage.database import Database, Unit
from storage.find import conversations
from storage.migrate import upgrade
from storage.tables.company import Member
from storage.tables.messages import Outbox, RoomMessage, Timer

SHANGHAI = ZoneInfo("Asia/Shanghai")


@cache
def _seeded() -> Path:
    """The demo database as `triangle demo` opens it, told once in a process."""
    file = Path(mkdtemp(prefix="demo-")) / "demo.db"
    database = Database(f"sqlite:///{file}")
    upgrade(database.engine)
    seed(database)
    database.close()
    return file


class Demo:
    """Everybody reads in `language`; the clock begins on Wed 25 Nov 2026, 9:45, and stands until it is moved."""

    def __init__(self, file: Path, language: Language) -> None:
        self.language, self.database = language, Database(f"sqlite:///{file}")
        self.clock = DemoClock(BEGINS, speed=0)
        self.runtime: Runtime = assemble(self.database, self.clock, {PLATFORM: RoomPort(self.clock)})
        self.database.write(self._all_read).result()

    def at(self, time: str, day: str = "2026-11-25") -> Demo:
        """Move on to a wall time in Shanghai; whatever is due on the way happens at its instant."""
        to = datetime.fromisoformat(f"{day} {time}").replace(tzinfo=SHANGHAI)
        while (due := self.database.read(_next_due).result()) is not None and due <= to:
            self.clock.jump(due)
            self.runtime.ticker.tick()
            self.runtime.sender.drain()
        self.clock.jump(to)
        self.runtime.ticker.tick()
        self.runtime.sender.drain()
        return self

    def says(self, who: str, line: str, there: str | None = None, delivery: str | None = None) -> Said:
        incoming = Incoming(
            platform=PLATFORM,
            workspace=WORKSPACE,
            user_id=who,
            said=line,
            delivery=delivery or uuid4().hex,
            conversation=there or f"direct-{who}",
            direct=there is None,
        )
        reply = self.runtime.gateway.handle(incoming).result()
        self.runtime.sender.drain()
        return Said(self, who, there, reply)

    def hears(self, who: str) -> list[str]:
        return self.stands(f"direct-{who}")

    def stands(self, place: str) -> list[str]:
        """What the bot has said in a conversation, as it stands now."""

        def find(unit: Unit) -> list[str]:
            there = conversations.behind(unit, PLATFORM, WORKSPACE, place)
            assert there is not None
            table = rows.table(RoomMessage)
            query = sa.select(table).where(table.c.conversation_id == there.id, table.c.parts.is_not(None))
            found = rows.many(unit, RoomMessage, query.order_by(table.c.id))
            return [self.text(PARTS.validate_python(each.parts)) for each in found]

        return self.database.read(find).result()

    def text(self, parts: tuple[Part, ...]) -> str:
        return text_of(parts, self._reader())

    def label(self, button: Button) -> str:
        return plain(button.label, self._reader())

    def close(self) -> None:
        self.runtime.close()

    def _reader(self) -> Reader:
        return Reader(self.language, SHANGHAI, self.clock.now())

    def _all_read(self, unit: Unit) -> None:
        unit.connection.execute(sa.update(rows.table(Member)).values(language=self.language))


class Said:
    """An answer as its reader sees it."""

    def __init__(self, demo: Demo, who: str, there: str | None, reply: Reply) -> None:
        self.demo, self.who, self.there, self.reply = demo, who, there, reply

    @property
    def lines(self) -> list[str]:
        return self.demo.text(self.reply.parts).split("\n")

    @property
    def buttons(self) -> list[str]:
        return [self.demo.label(button) for button in self._all()]

    def press(self, label: str) -> Said:
        button = next(button for button in self._all() if self.demo.label(button) == label)
        return self.demo.says(self.who, button.command, self.there)

    def _all(self) -> list[Button]:
        found = [part for part in self.reply.parts if isinstance(part, Buttons)]
        return [button for part in found for button in (*part.shown, *part.more)]


@contextmanager
def the_demo(folder: Path, language: Language = Language.EN) -> Iterator[Demo]:
    file = shutil.copy(_seeded(), folder / "demo.db")
    demo = Demo(Path(file), language)
    try:
        yield demo
    finally:
        demo.close()


def _next_due(unit: Unit) -> datetime | None:
    """The next instant at which a timer fires or a message leaves."""
    timer, outbox = rows.table(Timer), rows.table(Outbox)
    dues = (
        sa.select(sa.func.min(timer.c.due_at)),
        sa.select(sa.func.min(outbox.c.due_at)).where(outbox.c.state == "waiting"),
    )
    found = [unit.connection.execute(query).scalar() for query in dues]
    return min((each for each in found if each is not None), default=None)
