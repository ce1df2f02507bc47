"""What happened in the demo company, told as dated command lines through the gateway (docs/operator.md "Demo")."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from zoneinfo import ZoneInfo

from bot.clock import DemoClock
from bot.demo import cast
from bot.demo.cast import PLATFORM, WORKSPACE
from bot.gateway import Incoming
from bot.runtime import assemble
from handlers.due import begin_standing
from handlers.voice import by_itself
from storage import outbox
from storage.database import Database
from storage.find.company import has_company

SHANGHAI = ZoneInfo("Asia/Shanghai")
FIRST_DAY = datetime(2026, 9, 1, 9, tzinfo=SHANGHAI).astimezone(UTC)
BEGINS = datetime(2026, 11, 25, 9, 45, tzinfo=SHANGHAI).astimezone(UTC)
"""Wednesday 25 November 2026, five minutes after the rep asked R&D and nobody has answered yet."""
DAY = timedelta(days=1)


class NotEmpty(Exception):  # noqa: N818  says what it is
    """The database holds a company already."""


class WentWrong(Exception):  # noqa: N818  says what it is
    """A line of the history was refused: the history and the rules disagree."""


@dataclass(frozen=True)
class Said:
    """A line of the history: its number, when, by whom, where (a channel, or `direct`), what."""

    number: int
    at: datetime
    who: str
    place: str
    line: str


def history() -> Iterator[Said]:
    lines = files("bot.demo").joinpath("history.txt").read_text("utf-8").splitlines()
    for number, text in enumerate(lines, 1):
        day, time, who, place, line = text.split(maxsplit=4)
        at = datetime.fromisoformat(f"{day} {time}").replace(tzinfo=SHANGHAI)
        yield Said(number, at.astimezone(UTC), who, place, line)


def seed(database: Database, until: datetime = BEGINS) -> None:
    """Fill an empty database with the company and its history; nothing of it is left to be sent.

    Raises NotEmpty where there is a company, WentWrong where a line is refused.
    """
    if database.read(has_company).result():
        raise NotEmpty
    database.write(lambda unit: cast.set_up(unit, FIRST_DAY)).result()
    _live_through(database, until)
    database.write(lambda unit: outbox.mark_all_delivered(unit, until)).result()


def _live_through(database: Database, until: datetime) -> None:
    clock = DemoClock(FIRST_DAY, speed=0)
    runtime = assemble(database, clock, ports={})
    database.write(lambda unit: begin_standing(by_itself(unit, FIRST_DAY))).result()
    try:
        for said in history():
            _pass_nights(runtime.ticker.tick, clock, said.at)
            reply = runtime.gateway.handle(_incoming(said)).result()
            if reply.refused:
                raise WentWrong(f"{said.at} {said.who}: {said.line}: {reply.model_dump_json()}")
        _pass_nights(runtime.ticker.tick, clock, until)
    finally:
        runtime.sender.close()


def _pass_nights(tick: Callable[[], None], clock: DemoClock, to: datetime) -> None:
    """Move to an instant; each midnight on the way gets its tick, so that no day goes unscored."""
    midnight = clock.now().astimezone(SHANGHAI).replace(hour=0, minute=0, second=0) + DAY
    while midnight <= to.astimezone(SHANGHAI):
        clock.jump(midnight.astimezone(UTC))
        tick()
        midnight += DAY
    clock.jump(to)
    tick()


def _incoming(said: Said) -> Incoming:
    place = f"direct-{said.who}" if said.place == "direct" else said.place
    return Incoming(
        platform=PLATFORM,
        workspace=WORKSPACE,
        user_id=said.who,
        said=said.line,
        delivery=f"seed-{said.number}",
        conversation=place,
        direct=said.place == "direct",
    )
