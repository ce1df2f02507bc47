"""The bot as it serves, on a small company and a Slack made for tests."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import httpx
import uvicorn
from pydantic import SecretStr

from bot.app import application
from bot.clock import DemoClock
from bot.platforms.slack.answering import Patience
from bot.platforms.slack.app import SlackPlatform
from bot.runtime import Runtime, assemble
from bot.settings import Settings
from storage import rows
from storage.database import Unit
from storage.tables.accounts import Alias
from storage.tables.company import Conversation, Identity, Participant
from storage.tables.events import Event
from storage.tables.messages import Inbox
from storage.tables.requests import Request
from tests.servers.slack import Channel, Person, SlackServer, Timing
from tests.world import World, a_company
from tests.world.company import open_worlds

PATH = "/slack/events"


class Server(uvicorn.Server):
    """In a thread; `address` once it listens."""

    def __init__(self, app: Any) -> None:
        super().__init__(uvicorn.Config(app, host="127.0.0.1", port=0, log_config=None, access_log=False))
        self.thread = threading.Thread(target=self.run, daemon=True)

    def begins(self) -> str:
        self.thread.start()
        while not self.started:
            assert self.thread.is_alive(), "the server did not start"
            self.thread.join(0.01)
        return f"http://127.0.0.1:{self.servers[0].sockets[0].getsockname()[1]}"

    def ends(self) -> None:
        self.should_exit = True
        self.thread.join(15)
        assert not self.thread.is_alive(), "the server does not end"


class Lent(Runtime):
    """On a database that is the world's to close."""

    def close(self) -> None:
        self.sender.close()


@dataclass
class Office:
    """`with Office() as office:` – a company with ACME and R&D; ann and the others are on Slack."""

    socket: bool = False
    timing: Timing = field(default_factory=Timing.quick)
    patience: Patience = field(default_factory=Patience)
    ping_every: float = 5.0
    people: tuple[str, ...] = ("ann", "bo", "mia", "lee", "ray")

    def __enter__(self) -> Office:
        self._open = ExitStack()
        self.slack = self._open.enter_context(SlackServer(self.timing))
        self.slack.socket_mode(self.socket)
        self.world: World = a_company().with_account("ACME").with_account("AT&T", ar="bo").with_department("R&D")
        open_worlds()  # this one ends with the office, not with its first test
        self._open.callback(self.world.close)
        self.http = self._open.enter_context(httpx.Client(timeout=10, trust_env=False))
        self.log = self._open.enter_context(Heard())
        self.names = {name: self.slack.workspace.person(name, email=f"{name}@qiming.example") for name in self.people}
        self.begins()
        self.hall = self.a_channel("acct-acme", account="ACME")
        self._open.callback(self.ends)
        return self

    def __exit__(self, *trouble: object) -> None:
        self._open.close()

    def begins(self) -> None:
        self.clock = DemoClock(self.world.now, speed=0)
        self.platform = SlackPlatform(self.settings(), self.patience, self.ping_every)
        made = assemble(self.world.database, self.clock, {"slack": self.platform.port})
        self.runtime = Lent(made.database, made.clock, made.sender, made.gateway, made.ticker)
        self.world.write(self._identities)
        self._server = Server(application(self.runtime, platforms=[self.platform]))
        self.address = self._server.begins()
        if not self.socket:
            self.slack.deliver_to(self.address + PATH)

    def ends(self) -> None:
        self._server.ends()

    def settings(self, **more: Any) -> Settings:
        way: dict[str, Any] = {"slack_signing_secret": SecretStr(self.slack.app.signing_secret)}
        if self.socket:
            way = {"slack_app_token": SecretStr(self.slack.app.app_token)}
        known = {"slack_bot_token": SecretStr(self.slack.bot_token), "slack_api_url": self.slack.api_url}
        return Settings.model_construct(**{**Settings().model_dump(), **known, **way, **more})

    def __getattr__(self, name: str) -> Person:
        known = self.__dict__.get("names", {})
        if name in known:
            return known[name]  # type: ignore[no-any-return]
        raise AttributeError(name)

    def a_channel(self, name: str, account: str | None = None, private: bool = False) -> Channel:
        """With everybody and the bot in it; bound to the account."""
        made = self.slack.workspace.channel(name, *self.names.values(), private=private)

        def bind(db: Unit) -> None:
            found = rows.first(db, Alias, rows.table(Alias).select().where(rows.table(Alias).c.text == account))
            place = Conversation(platform="slack", workspace=self.team, external_id=made.id, name=f"#{name}")
            place.account_id = found.account_id if found else None
            rows.add(db, place)
            for who in self.names:
                rows.add(db, Participant(conversation_id=place.id, member_id=self.world.person(who).id))

        self.world.write(bind)
        return made

    @property
    def team(self) -> str:
        return self.slack.workspace.id

    @property
    def bot(self) -> str:
        return self.slack.workspace.bot.id

    # What is stored.

    def events(self) -> list[Event]:
        return self.world.read(lambda db: rows.many(db, Event, rows.table(Event).select()))  # type: ignore[no-any-return]

    def requests(self) -> dict[int, str]:
        """How each stands, by number."""
        found = self.world.read(lambda db: rows.many(db, Request, rows.table(Request).select()))
        return {each.number: str(each.state) for each in found}

    def lines(self) -> list[str]:
        return [row.line for row in self.world.read(lambda db: rows.many(db, Inbox, rows.table(Inbox).select()))]

    def said(self, line: str) -> None:
        """Waits until it was heard."""
        assert self.slack.until(lambda: line in self.lines(), 5.0), self.lines()

    @contextmanager
    def busy(self, seconds: float) -> Iterator[None]:
        """Somebody else writes for so long; nobody's command can. It ends by itself."""
        begun = threading.Event()

        def hold(unit: Unit) -> None:
            begun.set()
            threading.Event().wait(seconds)

        self.world.database.write(hold)
        assert begun.wait(5)
        yield

    # Deliveries made by hand.

    def posts(self, body: bytes, kind: str = "application/json", **headers: str | bytes) -> httpx.Response:
        """Signed, but for what `headers` say otherwise (`X_Slack_Signature=…`)."""
        given = {"Content-Type": kind, **self.slack.signed(body)}
        changed = {name.replace("_", "-"): value for name, value in headers.items()}
        raw = {name.encode(): it if isinstance(it, bytes) else it.encode() for name, it in (given | changed).items()}
        return self.http.post(self.address + PATH, content=body, headers=raw)

    def event(self, event: dict[str, Any], event_id: str = "Ev1", **headers: str) -> httpx.Response:
        envelope = {"type": "event_callback", "team_id": self.team, "event_id": event_id, "event": event}
        return self.posts(json.dumps(envelope).encode(), **headers)

    def command(self, text: str, command: str = "/tri", **more: str) -> httpx.Response:
        fields = {"team_id": self.team, "channel_id": self.hall.id, "user_id": self.names["ann"].id}
        fields |= {"command": command, "text": text, "trigger_id": "1.2.abc", "response_url": ""}
        return self.posts(urlencode(fields | more).encode(), kind="application/x-www-form-urlencoded")

    def _identities(self, db: Unit) -> None:
        table = rows.table(Identity)
        for name, person in self.names.items():
            if rows.first(db, Identity, table.select().where(table.c.user_id == person.id)) is None:
                who = self.world.person(name).id
                rows.add(db, Identity(member_id=who, platform="slack", workspace=self.team, user_id=person.id))


class Heard(logging.Handler):
    """All that is logged while it is entered, whoever logs it."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    @property
    def text(self) -> str:
        return "\n".join(record.getMessage() for record in self.records)

    def errors(self) -> list[str]:
        return [record.getMessage() for record in self.records if record.levelno >= logging.ERROR]

    def __enter__(self) -> Heard:
        self._before = logging.getLogger().level
        logging.getLogger().addHandler(self)
        logging.getLogger().setLevel(logging.INFO)
        return self

    def __exit__(self, *_: object) -> None:
        logging.getLogger().removeHandler(self)
        logging.getLogger().setLevel(self._before)
