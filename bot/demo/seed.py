"""What happened in the demo company, told as dated command lines through the gateway (docs/operator.md "Demo")."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from zoneinfo import ZoneInfo

from bot.clock import DemoClock
from bot.demo import cast
from bot.demo.cast import PLATFORM, WORKSPACE
from bot.gateway import Incoming
from bot.platforms.port import Port
from bot.platforms.room.messages import RoomPort
from bot.runtime import assemble
from handlers.due import begin_standing
from handlers.voice import by_itself
from storage import outbox
from storage.database import Database
from storage.find import room
from storage.find.company import has_company

SHANGHAI = ZoneInfo("Asia/Shanghai")
FIRST_DAY = datetime(2026, 9, 1, 9, tzinfo=SHANGHAI).astimezone(UTC)
BEGINS = datetime(2026, 11, 25, 9, 45, tzinfo=SHANGHAI).astimezone(UTC)
"""Wednesday 25 November 2026, five minutes after the rep asked R&D and nobody has answered yet."""
TODAY = BEGINS.replace(hour=0, minute=0)
SHOWN_FROM = TODAY - timedelta(days=2)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


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
    """Fill an empty database with the company and its history.

    What was said before `SHOWN_FROM` counts as delivered; later messages stand in the room, today's unread.
    Raises NotEmpty where there is a company, WentWrong where a line is refused.
    """
    if database.read(has_company).result():
        raise NotEmpty
    database.write(lambda unit: cast.set_up(unit, FIRST_DAY)).result()
    clock = DemoClock(FIRST_DAY, speed=0)
    database.write(lambda unit: begin_standing(by_itself(unit, FIRST_DAY))).result()
    told = list(history())
    _live_through(database, clock, [said for said in told if said.at < SHOWN_FROM], SHOWN_FROM, {})
    database.write(lambda unit: outbox.mark_all_delivered(unit, SHOWN_FROM)).result()
    port = {PLATFORM: RoomPort(clock)}
    yesterday, today = (min(at, until) for at in (TODAY, until))
    _live_through(database, clock, [said for said in told if SHOWN_FROM <= said.at < yesterday], yesterday, port)
    database.write(room.mark_all_read).result()
    _live_through(database, clock, [said for said in told if yesterday <= said.at <= today], today, port)


def _live_through(
    database: Database, clock: DemoClock, told: Iterable[Said], until: datetime, ports: Mapping[str, Port]
) -> None:
    runtime = assemble(database, clock, ports)
    try:
        for said in told:
            _pass_nights(runtime.ticker.tick, clock, said.at)
            reply = runtime.gateway.handle(_incoming(said)).result()
            if reply.refused:
                raise WentWrong(f"{said.at} {said.who}: {said.line}: {reply.model_dump_json()}")
            runtime.sender.drain()  # before the clock moves on: a message stands where its cause stands
        _pass_nights(runtime.ticker.tick, clock, until)
        runtime.sender.drain()
    finally:
        runtime.sender.close()


def _pass_nights(tick: Callable[[], None], clock: DemoClock, to: datetime) -> None:
    """Move to an instant; each midnight on the way gets its tick, so that no day goes unscored."""
    for stop in _stops(clock.now(), to):
        clock.jump(stop)
        tick()
    clock.jump(to)
    tick()


def _stops(after: datetime, to: datetime) -> Iterator[datetime]:
    """Each midnight on the way; on the days that are shown 9:00 and 14:00 too, when nudges are told."""
    midnight = after.astimezone(SHANGHAI).replace(hour=0, minute=0, second=0)
    while midnight <= to:
        hours = (0, 9, 14) if midnight + DAY > SHOWN_FROM else (0,)
        yield from (at for hour in hours if after < (at := (midnight + hour * HOUR).astimezone(UTC)) <= to)
        midnight += DAY


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
