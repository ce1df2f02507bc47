"""The room over the demo company's first day: real gateway, sender and pages, driven by HTTP without a socket."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import count
from typing import Any

from starlette.testclient import TestClient

from bot.clock import ManualClock
from bot.demo import cast
from bot.demo.seed import BEGINS
from bot.platforms.room.messages import RoomPort
from bot.platforms.room.routes import room_app
from bot.runtime import Runtime, assemble
from storage.database import Database
from storage.find import conversations, room
from storage.tables.company import Conversation
from storage.tables.messages import RoomMessage
from tests.databases import a_database

SECRET = "a secret for tests, not for the world"
HERE = "http://127.0.0.1:8080"


class House:
    """`house.lin` is a browser in which Lin Yue was chosen."""

    def __init__(self, *, demo: bool = True, by_hand: bool = True) -> None:
        """`by_hand`: what was queued is delivered by `settles`, not by itself."""
        self._open = ExitStack()
        self.database: Database = self._open.enter_context(a_database("sqlite"))
        self.clock = ManualClock(BEGINS)
        self.database.write(lambda unit: cast.set_up(unit, BEGINS)).result()
        self.runtime: Runtime = assemble(self.database, self.clock, {"room": RoomPort(self.clock)})
        if by_hand:
            self.runtime.gateway.committed = lambda: None
        self._open.callback(self.runtime.sender.close)
        self.app = room_app(self.runtime.gateway, secret=SECRET, demo=demo)
        self._deliveries = count(1)

    def browser(self, address: str = HERE) -> TestClient:
        return self._open.enter_context(TestClient(self.app, base_url=address, follow_redirects=True))

    def someone(self, handle: str) -> Guest:
        browser = self.browser()
        browser.post("/who", data={"who": handle})
        return Guest(self, handle, browser)

    def channel(self, name: str) -> Conversation:
        found = self.database.read(lambda unit: conversations.behind(unit, "room", "demo", name)).result()
        assert found is not None, name
        return found

    def settles(self) -> None:
        """What was queued is delivered."""
        self.runtime.sender.drain()

    def next_delivery(self) -> str:
        return f"delivery-{next(self._deliveries)}"

    def __enter__(self) -> House:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()


class Guest:
    """Somebody at a browser."""

    def __init__(self, house: House, handle: str, browser: TestClient) -> None:
        self.house, self.handle, self.browser = house, handle, browser

    def says(self, line: str, place: str, **more: Any) -> dict[str, Any]:
        return self.sends(place, line=line, **more)

    def fills(self, command: str, place: str, **fields: str) -> dict[str, Any]:
        return self.sends(place, form={"command": command, "fields": fields})

    def sends(self, place: str, **submit: Any) -> dict[str, Any]:
        body = {"conversation": self.house.channel(place).id, "delivery": self.house.next_delivery(), **submit}
        response = self.browser.post("/say", json=body)
        assert response.status_code == 200, response.text
        self.house.settles()
        answer: dict[str, Any] = response.json()
        return answer

    def reads(self, place: str) -> str:
        """The conversation's page as text, its tags left out."""
        html = self.browser.get(f"/c/{self.house.channel(place).id}").text
        log = html[html.index('role="log"') : html.index('id="spoken"')]
        return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", log))

    def news(self, version: int = 0) -> list[RoomMessage]:
        """What the stream would send behind a version."""
        return self.house.database.read(lambda unit: room.changed_since(unit, self.id, version, 100)).result()

    @property
    def id(self) -> int:
        own = self.house.channel(f"direct-{self.handle}").member_id
        assert own is not None
        return own


def a_house() -> Iterator[House]:
    with House() as house:
        yield house
