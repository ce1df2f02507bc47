"""A company that lives on both platforms: their servers for tests, and the product between them."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from typing import Any

import httpx
import uvicorn
from pydantic import SecretStr

from bot.app import application
from bot.platforms.chosen import chosen
from bot.runtime import Runtime, assemble
from bot.settings import Settings
from storage import rows
from storage.database import Database, Unit
from storage.tables.company import Conversation, Identity, OrgUnit, Participant
from storage.tables.messages import Outbox
from tests.bot.telegram.desk import DeskClock
from tests.servers.slack import SlackServer, Timing
from tests.servers.telegram import BotApi, Group
from tests.stories.everywhere.pocket import OnSlack, OnTelegram, Pocket
from tests.stories.everywhere.trouble import Trouble
from tests.stories.everywhere.ways import PEOPLE, Way
from tests.world import World, a_company
from tests.world.company import open_worlds

WITHIN = 30.0
EVERY = 1_000_000
SECRET = "a-secret_of-ours"
CHANNEL, QUEUE = "acct-acme", "rd-queue"


class Premises:
    """`with Premises(way) as here: here.ann.says("/win 2.5M", in_=CHANNEL)`"""

    def __init__(self, way: Way, key: str | None = None, **settings: Any) -> None:
        self.way, self.key = way, key
        self._open = ExitStack()
        self._settings: dict[str, Any] = settings
        self.on_slack: dict[str, Pocket] = {}
        self.on_telegram: dict[str, Pocket] = {}

    def __enter__(self) -> Premises:
        with self._open as opened:
            self.world: World = a_company().with_account("ACME", sponsor="sue", channel=False)
            self.world.with_department("R&D", lead="lee", people=("ray",), queue=False)
            open_worlds()
            opened.callback(self.world.close)
            self.clock = DeskClock(self.world)
            self._binds(0)
            self.address = f"http://127.0.0.1:{self._number}"
            if self.way.slack | self.way.strangers_on_slack:
                self._opens_slack(opened)
            if self.way.telegram | self.way.strangers_on_telegram:
                self._opens_telegram(opened)
            opened.callback(self._stops)
            self.starts()
            self._open = opened.pop_all()
        return self

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        with self._open:
            if kind is None:
                self.ends_clean()

    def __getattr__(self, handle: str) -> Pocket:
        """Where they are known, on Slack first."""
        way = self.__dict__.get("way")
        for name, there in (("on_slack", "slack"), ("on_telegram", "telegram")):
            if way is not None and handle in getattr(way, there):
                return self.__dict__[name][handle]  # type: ignore[no-any-return]
        raise AttributeError(handle)

    def elsewhere(self, handle: str) -> Pocket:
        """Their other account."""
        return self.on_telegram[handle] if handle in self.way.slack else self.on_slack[handle]

    def passes(self, minutes: int) -> None:
        """Business time, minute by minute as it would; what became due is done."""
        for _ in range(minutes // 5):
            self.world.clock.set(self.world.clock.now() + timedelta(minutes=5))
            self.runtime.ticker.tick()
        self.settles()

    def settles(self) -> None:
        self.runtime.sender.drain()

    def everything_leaves(self) -> None:
        """What was put off goes out when its real seconds are over."""
        self.waits_until(self._has_left, "not everything has left")

    def comes_to_rest(self) -> None:
        """Everything that came was taken, everything that was queued has left."""
        for server in self._servers:
            assert server.quiet(WITHIN), _noticed(server)
        self.everything_leaves()

    def starts(self, ready: bool = True) -> None:
        """The product on the database as it is: what another process knew by heart is gone."""
        self._serves()
        if ready:
            self.is_ready()

    def restarts(self, ready: bool = True) -> None:
        """At the same address."""
        self._stops()
        self._binds(self._number)
        self.starts(ready)

    def lasts(self, seconds: float) -> None:
        """Real seconds, in which what is due is tried."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self.settles()
            time.sleep(0.2)

    def is_ready(self) -> None:
        self.waits_until(lambda: self._ready() == 200, "the product is not ready")

    def ends_clean(self) -> None:
        self.everything_leaves()
        self.comes_to_rest()
        self._stops()
        self.world.ends_clean()

    # What goes wrong.

    def platform_refuses(self, trouble: Trouble) -> None:
        """Every call, until it relents, and says that it may be tried in a second; connections break a few times."""
        if "slack" in self.__dict__:
            self._slack_refuses(trouble)
        if "telegram" in self.__dict__:
            self._telegram_refuses(trouble)

    def platform_relents(self) -> None:
        if "slack" in self.__dict__:
            self.slack.faults.clear()
        if "telegram" in self.__dict__:
            self.telegram.relents()

    def _slack_refuses(self, trouble: Trouble) -> None:
        if trouble is Trouble.RESETS:
            self.slack.break_off("*", done=False, times=4)
            if self.way.socket:
                self.slack.sockets.drops()
        else:
            self.slack.refuse("*", int(trouble), times=EVERY)

    def _telegram_refuses(self, trouble: Trouble) -> None:
        """What rings, and got lost with its connection, may have arrived: it is not among what is sent again."""
        if trouble is Trouble.RESETS:
            self.telegram.reset("getUpdates", times=2)
            self.telegram.reset("editMessageText", times=2)
        else:
            self.telegram.refuse("*", int(trouble), times=EVERY)

    # Slack.

    def _opens_slack(self, opened: ExitStack) -> None:
        self.slack = opened.enter_context(SlackServer(Timing.quick()))
        self.slack.socket_mode(self.way.socket)
        there = {
            who: self.slack.workspace.person(who, email=f"{who}@qiming.example") for who in self._on(self.way.slack)
        }
        team = self.slack.workspace.id
        inside = {
            CHANNEL: [who for who in there if who in ("ann", "bo")],
            QUEUE: [who for who in there if who in ("lee", "ray")],
        }
        channels = {
            name: self.slack.workspace.channel(name, *(there[who] for who in people))
            for name, people in inside.items()
            if people
        }

        def move(unit: Unit) -> None:
            for who, person in there.items():
                self._link(unit, who, "slack", team, person.id, self.slack.workspace.dm(person.id).id)
            for name, channel in channels.items():
                self._bind(unit, name, inside[name], "slack", team, channel.id)

        self.world.write(move)
        strangers = {
            who: self.slack.workspace.person(f"{who}-2", email="somebody@elsewhere.example")
            for who in self._on(self.way.strangers_on_slack)
        }
        self.on_slack = {who: OnSlack(person) for who, person in (there | strangers).items()}
        self._settings |= {"slack_bot_token": SecretStr(self.slack.bot_token), "slack_api_url": self.slack.api_url}
        if self.way.socket:
            self._settings["slack_app_token"] = SecretStr(self.slack.app.app_token)
        else:
            self._settings["slack_signing_secret"] = SecretStr(self.slack.app.signing_secret)
            self.slack.deliver_to(f"{self.address}/slack/events")

    # Telegram.

    def _opens_telegram(self, opened: ExitStack) -> None:
        self.telegram = BotApi()
        self.telegram.start()
        opened.callback(self.telegram.stop)
        there = {who: self.telegram.person(who) for who in self._on(self.way.telegram)}
        team = str(self.telegram.cloud.bot.id)
        inside = {
            CHANNEL: [who for who in there if who in ("ann", "bo")],
            QUEUE: [who for who in there if who in ("lee", "ray")],
        }
        groups = {
            name: self.telegram.group(name, *(there[who] for who in people))
            for name, people in inside.items()
            if people
        }

        def move(unit: Unit) -> None:
            for who, person in there.items():
                self._link(unit, who, "telegram", team, str(person.id), str(person.id))
            for name, group in groups.items():
                self._bind(unit, name, inside[name], "telegram", team, str(group.id))

        self.world.write(move)
        with self.telegram.cloud.lock:
            for person in there.values():
                self.telegram.cloud.private(person.account).started = True
        strangers = {who: self.telegram.person(f"{who}_2") for who in self._on(self.way.strangers_on_telegram)}
        self.on_telegram = {who: OnTelegram(person, groups) for who, person in (there | strangers).items()}
        self._settings |= {
            "telegram_bot_token": SecretStr(self.telegram.token),
            "telegram_api_url": self.telegram.url,
        }
        if self.way.webhook:
            self._settings |= {"telegram_webhook_url": self.address, "telegram_webhook_secret": SecretStr(SECRET)}

    # Both.

    @property
    def _servers(self) -> list[Any]:
        return [
            server for server in (self.__dict__.get("slack"), self.__dict__.get("telegram")) if server is not None
        ]

    def _on(self, people: frozenset[str]) -> list[str]:
        return [who for who in PEOPLE if who in people]

    def _link(self, unit: Unit, who: str, platform: str, team: str, user: str, direct: str) -> None:
        member = self.world.person(who)
        rows.change(unit, Conversation, member.direct_id, gone=True)
        rows.add(unit, Identity(member_id=member.id, platform=platform, workspace=team, user_id=user))
        there = Conversation(platform=platform, workspace=team, external_id=direct, name=who)
        there.direct, there.member_id = True, member.id
        rows.add(unit, there)

    def _bind(self, unit: Unit, name: str, people: list[str], platform: str, team: str, id_: str) -> None:
        there = rows.add(unit, Conversation(platform=platform, workspace=team, external_id=id_, name=f"#{name}"))
        for who in people:
            rows.add(unit, Participant(conversation_id=there.id, member_id=self.world.person(who).id))
        if name == CHANNEL:
            rows.change(unit, Conversation, there.id, account_id=self.world._account(unit, "ACME").id)
        else:
            department = self.world._unit(unit, "R&D")
            rows.change(unit, Conversation, there.id, unit_id=department.id)
            rows.change(unit, OrgUnit, department.id, queue_id=there.id)

    def _binds(self, number: int) -> None:
        self._port = socket.socket()
        self._port.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._port.bind(("127.0.0.1", number))
        self._number = self._port.getsockname()[1]

    def _has_left(self) -> bool:
        self.settles()

        def due(unit: Unit) -> bool:
            table = rows.table(Outbox)
            query = table.select().where(table.c.state == "waiting", table.c.due_at <= self.world.now)
            return bool(rows.many(unit, Outbox, query))

        return not self.world.read(due)

    def _serves(self) -> None:
        settings = Settings.model_construct(**{**Settings().model_dump(), **self._settings})
        platforms = chosen(settings)
        database = Database(str(self.world.database.engine.url.render_as_string(hide_password=False)))
        self.runtime: Runtime = assemble(database, self.clock, ports={each.name: each.port for each in platforms})
        app = application(self.runtime, key=self.key, platforms=platforms)
        self._uvicorn = uvicorn.Server(
            uvicorn.Config(app, log_config=None, access_log=False, lifespan="on", timeout_graceful_shutdown=1)
        )
        self._thread = threading.Thread(
            target=lambda: asyncio.run(self._uvicorn.serve(sockets=[self._port])), daemon=True, name="product"
        )
        self._thread.start()

    def _ready(self) -> int:
        try:
            return httpx.get(f"{self.address}/readyz", trust_env=False).status_code
        except httpx.HTTPError:
            return 0

    def _stops(self) -> None:
        if "_uvicorn" not in self.__dict__:
            return
        self._uvicorn.should_exit = True
        self._thread.join(15)
        assert not self._thread.is_alive(), "the product does not stop"

    def waits_until(self, look: Callable[[], bool], lacks: str) -> None:
        until = time.monotonic() + WITHIN
        while not look():
            assert time.monotonic() < until, lacks
            time.sleep(0.02)


def _noticed(server: Any) -> list[str]:
    found: list[str] = server.complaints if isinstance(server, SlackServer) else server.unexpected()
    return found


__all__ = ["CHANNEL", "QUEUE", "Group", "Premises"]
