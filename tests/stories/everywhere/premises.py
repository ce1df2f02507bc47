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
from tests.bot.telegram.desk import DeskClock
from tests.servers.slack import SlackServer, Timing
from tests.servers.telegram import BotApi, Group
from tests.stories.everywhere.pocket import OnSlack, OnTelegram, Pocket
from tests.stories.everywhere.ways import PEOPLE, Way
from tests.world import World, a_company
from tests.world.company import open_worlds

WITHIN = 20.0
SECRET = "a-secret_of-ours"
CHANNEL, QUEUE = "acct-acme", "rd-queue"


class Premises:
    """`with Premises(way) as here: here.ann.says("/win 2.5M", in_=CHANNEL)`"""

    def __init__(self, way: Way) -> None:
        self.way = way
        self._open = ExitStack()
        self.pockets: dict[str, Pocket] = {}

    def __enter__(self) -> Premises:
        with self._open as opened:
            self.world: World = a_company().with_account("ACME", sponsor="sue", channel=False)
            self.world.with_department("R&D", lead="lee", people=("ray",), queue=False)
            open_worlds()
            opened.callback(self.world.close)
            self.clock = DeskClock(self.world)
            self._settings: dict[str, Any] = {}
            self._port = socket.socket()
            self._port.bind(("127.0.0.1", 0))
            self.address = f"http://127.0.0.1:{self._port.getsockname()[1]}"
            if self.way.slack:
                self._opens_slack(opened)
            if self.way.telegram:
                self._opens_telegram(opened)
            self._serves(opened)
            self._open = opened.pop_all()
        return self

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        with self._open:
            if kind is None:
                self.ends_clean()

    def __getattr__(self, handle: str) -> Pocket:
        pockets = self.__dict__.get("pockets", {})
        if handle in pockets:
            return pockets[handle]  # type: ignore[no-any-return]
        raise AttributeError(handle)

    def passes(self, minutes: int) -> None:
        """Business time, minute by minute as it would; what became due is done."""
        for _ in range(minutes // 5):
            self.world.clock.set(self.world.clock.now() + timedelta(minutes=5))
            self.runtime.ticker.tick()
        self.settles()

    def settles(self) -> None:
        self.runtime.sender.drain()

    def ends_clean(self) -> None:
        self.settles()
        for server in self._servers:
            assert server.quiet(), server.unexpected()
        self._stops()
        self.world.ends_clean()

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
        self.pockets |= {who: OnSlack(person) for who, person in there.items()}
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
        self.pockets |= {who: OnTelegram(person, groups) for who, person in there.items()}
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

    def _serves(self, opened: ExitStack) -> None:
        settings = Settings.model_construct(**{**Settings().model_dump(), **self._settings})
        platforms = chosen(settings)
        database = Database(str(self.world.database.engine.url.render_as_string(hide_password=False)))
        self.runtime: Runtime = assemble(database, self.clock, ports={each.name: each.port for each in platforms})
        app = application(self.runtime, platforms=platforms)
        self._uvicorn = uvicorn.Server(
            uvicorn.Config(app, log_config=None, access_log=False, lifespan="on", timeout_graceful_shutdown=1)
        )
        self._thread = threading.Thread(
            target=lambda: asyncio.run(self._uvicorn.serve(sockets=[self._port])), daemon=True, name="product"
        )
        self._thread.start()
        opened.callback(self._stops)
        self.waits_until(lambda: self._ready() == 200, "the product is not ready")

    def _ready(self) -> int:
        try:
            return httpx.get(f"{self.address}/readyz", trust_env=False).status_code
        except httpx.HTTPError:
            return 0

    def _stops(self) -> None:
        self._uvicorn.should_exit = True
        self._thread.join(15)
        assert not self._thread.is_alive(), "the product does not stop"

    def waits_until(self, look: Callable[[], bool], lacks: str) -> None:
        until = time.monotonic() + WITHIN
        while not look():
            assert time.monotonic() < until, lacks
            time.sleep(0.02)


__all__ = ["CHANNEL", "QUEUE", "Group", "Premises"]
