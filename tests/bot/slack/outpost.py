"""What goes out to Slack, without what comes in: a company, Slack's server, and the port between them."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from contextlib import ExitStack
from datetime import timedelta
from threading import Thread
from typing import Any, TypeVar

from pydantic import SecretStr

from bot.clock import Clock
from bot.platforms.port import Port
from bot.platforms.slack.client import Clients, SlackClient
from bot.platforms.slack.installs import Installs
from bot.platforms.slack.people import People
from bot.platforms.slack.places import Places
from bot.platforms.slack.send import SlackPort
from bot.sender import Sender
from bot.settings import Settings
from handlers.reply import PARTS, Line
from handlers.values import Said, t
from storage import outbox, rows
from storage.database import Unit
from storage.find import conversations
from storage.tables.company import Conversation, Identity, Member
from storage.tables.messages import Outbox
from tests.servers.slack import SlackServer
from tests.servers.slack.things import Channel, Message
from tests.world import World, a_company

V = TypeVar("V")

FAST = 0.01
"""Seconds between two messages in a channel, where a test is not about that."""


class Outpost:
    """`with Outpost() as out:` – ann, bo, mia, lee, ray and zoe have accounts on Slack, none is linked yet."""

    def __init__(self, *, gap: float = FAST, patience: float = 1.0, world: World | None = None, **more: Any) -> None:
        self._open = ExitStack()
        self.slack = self._open.enter_context(SlackServer())
        self.world = world or a_company().with_account("ACME").with_department("R&D")
        self._open.callback(self.world.close)
        self.loop = asyncio.new_event_loop()
        self._thread = Thread(target=self.loop.run_forever, daemon=True)
        self._thread.start()
        self.team = self.slack.workspace.id
        self.settings = a_setting(self.slack, **more)
        self.installs = self.another_process()
        self.clients = Clients(self.settings, self.installs, gap, patience)
        self.people = People(self.world.database, self.world.clock, self.installs)
        self.places = Places(self.world.database, self.world.clock, self.people)
        self.port = SlackPort()
        self.port.open(self.world.database, self.clients, self.loop)
        self._send_with_it()
        for name in ("ann", "bo", "mia", "lee", "ray", "zoe"):
            self.slack.person(name, email=f"{name}@qiming.example", real_name=name.title())

    def another_process(self, clock: Clock | None = None) -> Installs:
        """On the same database."""
        return Installs(self.settings, self.world.database, clock or self.world.clock)

    def __enter__(self) -> Outpost:
        return self

    def __exit__(self, *_: object) -> None:
        self.world.sender.close()
        self.run(self.clients.close())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join(5)
        self.loop.close()
        self._open.close()

    def run(self, work: Coroutine[Any, Any, V]) -> V:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(20)

    @property
    def client(self) -> SlackClient:
        return self.run(self.clients.of(self.team))

    # People and places.

    def id(self, name: str) -> str:
        return self.slack.person(name).id

    def has_email(self, *names: str) -> None:
        for name in names:
            who, email = self.world.person(name).id, f"{name}@qiming.example"
            self.world.write(lambda unit, who=who, email=email: rows.change(unit, Member, who, email=email))

    def lives_here(self, *names: str) -> None:
        """Their one conversation with the bot is on Slack; by their user id, as long as nothing was sent to them."""
        for name in names:
            there, user = self.world.person(name).direct_id, self.id(name)
            self.world.write(lambda unit, there=there, user=user: self._move(unit, there, user))
            self.world.write(lambda unit, name=name, user=user: self._identify(unit, name, user))

    def a_channel(self, name: str, *people: str, bound_to: str | None = None, **more: Any) -> Channel:
        """A channel with these people and the bot; the place of an account or department where one is named."""
        made = self.slack.workspace.channel(name, *(self.slack.person(each) for each in people), **more)
        if bound_to is not None:
            there = self.world.channel(bound_to).id
            self.world.write(lambda unit: self._move(unit, there, made.id))
        return made

    def place(self, external_id: str) -> Conversation:
        found = self.world.read(lambda unit: conversations.behind(unit, "slack", self.team, external_id))
        assert isinstance(found, Conversation), f"no place {external_id}"
        return found

    # Sending.

    def tell(self, there: int, *texts: str, urgent: bool = False, **more: Any) -> None:
        def queue(unit: Unit) -> None:
            for text in texts:
                words = t("outgoing.shut", who=Said(text=text))
                parts = PARTS.dump_python((Line(text=words),), mode="json")
                now = self.world.now
                outbox.queue(unit, there, parts=parts, now=now, due_at=now, urgent=urgent, **more)

        self.world.write(queue)

    def shows(self, there: int, request_id: int, face: str = "doing") -> None:
        """A live card."""
        now = self.world.now
        about: dict[str, Any] = {"subject": "request", "subject_id": request_id, "face": face}
        self.world.write(lambda unit: outbox.queue(unit, there, now=now, due_at=now, **about))

    def sends(self, after: float = 0) -> None:
        """What is due leaves, `after` so many seconds of the real clock."""
        self.world.clock.waits(timedelta(seconds=after))
        self.world.sender.drain()

    def queued(self) -> list[Outbox]:
        return self.world.read(lambda unit: rows.many(unit, Outbox, rows.table(Outbox).select().order_by("id")))  # type: ignore[no-any-return]

    def states(self) -> list[str]:
        return [row.state for row in self.queued()]

    def posted(self, place: str | Channel) -> list[Message]:
        """What the bot has written in a channel, or to a person, oldest first."""
        of = self.slack.workspace.dm(self.id(place)) if isinstance(place, str) else place
        return [message for message in of.messages.values() if message.bot_id]

    def calls(self, method: str) -> int:
        return sum(name == method for name, *_ in self.slack.calls)

    def _send_with_it(self) -> None:
        self.world.sender.close()
        ports: dict[str, Port] = {"test": self.world.port, "slack": self.port}
        self.world.sender = Sender(self.world.database, self.world.clock, ports)
        self.world.ticker._sender = self.world.sender

    def _move(self, unit: Unit, there: int, external_id: str) -> None:
        rows.change(unit, Conversation, there, platform="slack", workspace=self.team, external_id=external_id)

    def _identify(self, unit: Unit, name: str, user: str) -> None:
        who = self.world.person(name).id
        rows.add(unit, Identity(member_id=who, platform="slack", workspace=self.team, user_id=user))


def a_setting(slack: SlackServer, **more: Any) -> Settings:
    given: dict[str, Any] = {"slack_bot_token": SecretStr(slack.bot_token), "slack_api_url": slack.api_url}
    return Settings(**(given | more))
