"""A company, a Bot API server, and the product between them: `triangle serve` as it runs, in a thread of its own."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Callable
from datetime import datetime
from types import TracebackType
from typing import Any

import httpx
import uvicorn
from pydantic import SecretStr

from bot.app import application
from bot.clock import SystemClock
from bot.platforms.telegram import telegram
from bot.platforms.telegram.app import TelegramPlatform
from bot.runtime import Runtime, assemble
from bot.settings import Settings
from storage import rows
from storage.database import Database, Unit
from storage.tables.company import Conversation, Identity, Participant
from storage.tables.events import Event
from storage.tables.messages import Inbox, Outbox
from tests.servers.telegram import BotApi, Group, Person
from tests.world import World, a_company
from tests.world.company import open_worlds

SECRET = "a-secret_of-ours"
WITHIN = 5.0


class DeskClock:
    """The world's business time; leases and back-off go by the real one."""

    def __init__(self, world: World) -> None:
        self._world, self._system = world, SystemClock()

    def now(self) -> datetime:
        return self._world.clock.now()

    def real(self) -> datetime:
        return self._system.real()

    def keep(self) -> None:
        """The world remembers."""


class Desk:
    """`people` are linked: each has a client and an account of the company by the same handle."""

    def __init__(
        self, *people: str, webhook: bool = False, kind: str = "sqlite", world: World | None = None, **switches: Any
    ) -> None:
        self.world = world or a_company(kind).with_account("ACME", ar="ann", sr="bo", channel=False).with_department(
            "R&D"
        )
        open_worlds()  # this one is ended here: several tests may share it
        self.server = BotApi(**switches)
        self.webhook, self._url = webhook, str(self.world.database.engine.url.render_as_string(hide_password=False))
        self.clock = DeskClock(self.world)
        self.people: dict[str, Person] = {}
        self.http = httpx.Client(trust_env=False, verify=False)
        self._socket: socket.socket | None = None
        self._uvicorn: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None
        for each in people:
            self.links(each)

    def __getattr__(self, handle: str) -> Person:
        people = self.__dict__.get("people", {})
        if handle in people:
            return people[handle]  # type: ignore[no-any-return]
        raise AttributeError(handle)

    # Running.

    @property
    def settings(self) -> Settings:
        webhook = {}
        if self.webhook:
            assert self._socket is not None
            address = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
            webhook = {"telegram_webhook_url": address, "telegram_webhook_secret": SecretStr(SECRET)}
        return Settings(
            telegram_bot_token=SecretStr(self.server.token),
            telegram_api_url=self.server.url,
            **webhook,  # type: ignore[arg-type]
        )

    def starts(self, *, ready: bool = True) -> Desk:
        """As after a restart of the process: nothing is left but the database."""
        self._socket = socket.socket()
        self._socket.bind(("127.0.0.1", 0))
        platform = telegram(self.settings)
        assert isinstance(platform, TelegramPlatform)
        self.platform = platform
        self.database = Database(self._url)
        self.runtime: Runtime = assemble(self.database, self.clock, ports={"telegram": platform.port})
        app = application(self.runtime, platforms=[platform])
        config = uvicorn.Config(app, log_config=None, access_log=False, lifespan="on", timeout_graceful_shutdown=1)
        self._uvicorn = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._serves, daemon=True, name="product")
        self._thread.start()
        self.waits_until(lambda: self._uvicorn is not None and self._uvicorn.started, "the product did not start")
        if ready:
            self.waits_until(lambda: self.ready()[0] == 200, "not ready")
            if not self.webhook:
                self.server.waits_for_a_poll()
        return self

    def stops(self) -> None:
        """SIGTERM: what was taken in is finished."""
        if self._uvicorn is not None and self._thread is not None:
            self._uvicorn.should_exit = True
            self._thread.join(15)
            assert not self._thread.is_alive(), "the product does not stop"
            self._uvicorn = self._thread = None

    def restarts(self) -> Desk:
        self.stops()
        return self.starts()

    def _serves(self) -> None:
        assert self._uvicorn is not None
        assert self._socket is not None
        asyncio.run(self._uvicorn.serve(sockets=[self._socket]))

    def __enter__(self) -> Desk:
        self.server.start()
        try:
            return self.starts()
        except BaseException:
            self.__exit__(RuntimeError, None, None)
            raise

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                assert self.server.quiet(), self.server.unexpected(0)
                self.settles()
                self.stops()
                self._forgets_the_last_tick()
                self.world.ends_clean()
        finally:
            self.stops()
            self.http.close()
            self.server.stop()
            self.world.close()

    def _forgets_the_last_tick(self) -> None:
        """One that the stop overtook, which the next start does again."""
        errors = self.world.logs.errors
        errors[:] = [each for each in errors if "cannot schedule new futures after shutdown" not in each]

    # The address of the product.

    @property
    def url(self) -> str:
        assert self._socket is not None
        return f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    def ready(self) -> tuple[int, str]:
        answer = self.http.get(f"{self.url}/readyz")
        return answer.status_code, answer.text

    # People and places.

    def links(self, handle: str) -> Person:
        """Somebody of the company whom the bot knows on Telegram, and there alone."""
        person = self.server.person(handle)
        member = self.world.person(handle)
        workspace = str(self.server.cloud.bot.id)

        def link(unit: Unit) -> None:
            rows.change(unit, Conversation, member.direct_id, gone=True)
            rows.add(
                unit, Identity(member_id=member.id, platform="telegram", workspace=workspace, user_id=str(person.id))
            )
            there = Conversation(platform="telegram", workspace=workspace, external_id=str(person.id), name=handle)
            there.direct, there.member_id = True, member.id
            rows.add(unit, there)

        self.world.write(link)
        with self.server.cloud.lock:
            self.server.cloud.private(person.account).started = True
        self.people[handle] = person
        return person

    def binds(self, group: Group, account: str, *people: str) -> int:
        """A group as an account's channel, everybody in it known."""
        workspace = str(self.server.cloud.bot.id)

        def bind(unit: Unit) -> int:
            there = Conversation(
                platform="telegram", workspace=workspace, external_id=str(group.id), name=group.title
            )
            there.account_id = self.world._account(unit, account).id
            made = rows.add(unit, there)
            for each in people:
                rows.add(unit, Participant(conversation_id=made.id, member_id=self.world.person(each).id))
            return made.id

        return int(self.world.write(bind))

    # Looking.

    def waits_until(self, look: Callable[[], bool], lacks: str, within: float = WITHIN) -> None:
        until = time.monotonic() + within
        while not look():
            assert time.monotonic() < until, lacks
            time.sleep(0.01)

    def events(self) -> list[Event]:
        return self.all_of(Event)

    def all_of(self, model: type[Any]) -> list[Any]:
        return list(self.world.read(lambda unit: rows.many(unit, model, rows.table(model).select())))

    def conversation(self, external_id: object) -> Conversation:
        found = [each for each in self.all_of(Conversation) if each.external_id == str(external_id)]
        assert found, f"no conversation {external_id}"
        return found[0]  # type: ignore[no-any-return]

    def lines(self) -> list[str]:
        return [each.line for each in self.all_of(Inbox)]

    def settles(self) -> None:
        """Everything that came was taken, everything that was queued has left."""
        self._goes_on_until_none(lambda: len(self.server._pending()), "not everything was taken")
        self._goes_on_until_none(self._left, "not everything has left")

    def _goes_on_until_none(self, count: Callable[[], int], lacks: str) -> None:
        """Patience anew with each one that is done: what many take together is a matter of the machine."""
        while left := count():
            self.waits_until(lambda left=left: count() != left, f"{lacks}: {left}")  # type: ignore[misc]

    def _left(self) -> int:
        def left(unit: Unit) -> int:
            places = {each.id: each for each in rows.many(unit, Conversation, rows.table(Conversation).select())}
            queued = rows.many(unit, Outbox, rows.table(Outbox).select())
            due = [each for each in queued if each.state == "waiting" and each.due_at <= self.world.now]
            return sum(_lives(places[each.conversation_id]) for each in due)

        return int(self.world.read(left))


def _lives(place: Conversation) -> bool:
    return place.platform == "telegram" and not place.shut
