"""A signed `/log` over HTTP to its durable answer, against bolt that only acknowledges, on the same server."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter
from urllib.parse import urlencode

import aiohttp
import sqlalchemy as sa

from bot.demo.cast import PLATFORM
from storage import rows
from storage.database import Database, Unit
from storage.tables.company import Conversation, Identity, Participant
from tests.bench.company import CHANNEL, REP, copy
from tests.bench.report import Chapter
from tests.bench.sampling import ms, p99
from tests.servers.slack import SlackServer

CLIENTS = 16
WARM = 20
GOAL, LATE = 0.12, 3
WORKING = "Working on it"

_lots = count(1)


class NotAnswered(Exception):  # noqa: N818  says what it is
    """A command got no durable answer: what was measured would be something else."""


@dataclass
class Target:
    """A server under load. `says` is what stands in a right answer."""

    address: str
    slack: SlackServer
    user: str
    channel: str
    says: str
    rates: list[float] = field(default_factory=list)
    late: list[float] = field(default_factory=list)
    alone: list[float] = field(default_factory=list)
    overdue: int = 0
    """Answers that came after the two seconds, another way."""

    async def command(self, session: aiohttp.ClientSession) -> float:
        body = self._body()
        headers = {"Content-Type": "application/x-www-form-urlencoded", **self.slack.signed(body)}
        begun = perf_counter()
        async with session.post(self.address, data=body, headers=headers) as answer:
            said = await answer.text()
        if WORKING in said:
            self.overdue += 1
        elif self.says not in said:
            raise NotAnswered(f"{answer.status}: {said[:200]}")
        return perf_counter() - begun

    def _body(self) -> bytes:
        lot = next(_lots)
        given = {
            "command": "/log", "text": f"order {lot}k lot {lot}", "team_id": self.slack.workspace.id,
            "user_id": self.user, "channel_id": self.channel, "channel_name": CHANNEL, "api_app_id": "A1",
            "trigger_id": f"1.{lot}", "response_url": f"{self.slack.api_url}none/{lot}",
        }  # fmt: skip
        return urlencode(given).encode()


def measure(demo: Path, seconds: float) -> Chapter:
    """Both in turn, so that whatever slows the machine down slows each of them down."""
    chapter = Chapter("A signed /log over HTTP to its durable answer")
    database = copy(demo, "slack")
    with SlackServer() as slack:
        user, channel = _move_to_slack(database, slack)
        secret = slack.app.signing_secret
        with (
            _server("product", str(database), slack.api_url, slack.bot_token, secret) as ours,
            _server("bare", secret) as bare,
        ):
            product = Target(ours, slack, user, channel, "Logged")
            floor = Target(bare, slack, user, channel, "noted")
            asyncio.run(_in_turn((product, floor), seconds))
    _report(chapter, product, floor)
    return chapter


async def _in_turn(targets: tuple[Target, Target], seconds: float) -> None:
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connector, timeout=aiohttp.ClientTimeout(30)) as session:
        for target in targets:
            await _warm(target, session)
        for _ in range(3):
            for target in targets:
                target.alone += [await target.command(session) for _ in range(max(int(seconds * 5), 3))]
                await _full(target, session, seconds)
                await _half(target, session, seconds)


async def _warm(target: Target, session: aiohttp.ClientSession) -> None:
    """The first ones load what they need."""
    for _ in range(WARM):
        await target.command(session)
    target.overdue = 0


async def _full(target: Target, session: aiohttp.ClientSession, seconds: float) -> None:
    """As many as sixteen clients get answered, each asking again as soon as it is."""
    begun, done = perf_counter(), count(0)

    async def client() -> None:
        while perf_counter() - begun < seconds:
            await target.command(session)
            next(done)

    await asyncio.gather(*(client() for _ in range(CLIENTS)))
    target.rates.append(next(done) / (perf_counter() - begun))


async def _half(target: Target, session: aiohttp.ClientSession, seconds: float) -> None:
    """Commands come at half the rate, whether or not those before were answered."""
    every = 2 / median(target.rates)
    begun = perf_counter()
    asked = []
    for at in range(max(int(seconds / every), 3)):
        await asyncio.sleep(max(begun + at * every - perf_counter(), 0))
        asked.append(asyncio.create_task(target.command(session)))
    target.late += await asyncio.gather(*asked)


def _report(chapter: Chapter, product: Target, floor: Target) -> None:
    for name, target in (("bolt that only acknowledges", floor), ("/log", product)):
        chapter.says(f"{name}: answers a second, {CLIENTS} clients", f"{median(target.rates):.0f}")
        chapter.says(f"{name}: median of one client alone", ms(median(target.alone)))
        chapter.says(f"{name}: p99 at half load", ms(p99(target.late)))
    rate, late = median(product.rates) / median(floor.rates), p99(product.late) / median(product.alone)
    chapter.says("/log: answers that came after two seconds", str(product.overdue))
    chapter.at_least("/log: throughput against only acknowledging", rate, GOAL)
    chapter.at_most("/log: p99 at half load against the median alone", late, LATE)


def _move_to_slack(database: Path, slack: SlackServer) -> tuple[str, str]:
    """The rep and the account's channel are on Slack; their ids there."""
    person = slack.workspace.person(REP, email=f"{REP}@qiming.example")
    channel = slack.workspace.channel(CHANNEL, person)

    def move(unit: Unit) -> None:
        theirs = rows.table(Identity)
        query = sa.select(theirs).where(theirs.c.platform == PLATFORM, theirs.c.user_id == REP)
        known = rows.many(unit, Identity, query)[0]
        team = slack.workspace.id
        rows.add(unit, Identity(member_id=known.member_id, platform="slack", workspace=team, user_id=person.id))
        table = rows.table(Conversation)
        place = rows.many(unit, Conversation, sa.select(table).where(table.c.external_id == CHANNEL))[0]
        there = Conversation(platform="slack", workspace=team, external_id=channel.id, name=f"#{CHANNEL}")
        there.account_id = place.account_id
        rows.add(unit, there)
        rows.add(unit, Participant(conversation_id=there.id, member_id=known.member_id))

    with closing(Database(f"sqlite:///{database}")) as opened:
        opened.write(move).result()
    return person.id, channel.id


@contextmanager
def _server(*given: str) -> Iterator[str]:
    """Its address, in a process of its own."""
    asked = [sys.executable, "-m", "tests.bench.slack_server", *given]
    with subprocess.Popen(asked, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield f"http://127.0.0.1:{int(process.stdout.readline())}/slack/events"
        finally:
            process.terminate()
