"""The server as a test holds it: start and stop, people and places, switches, and whether all was quiet."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from datetime import timedelta
from types import TracebackType

import uvicorn
from starlette.routing import Mount, Route

from tests.servers.telegram.chats import Kind
from tests.servers.telegram.clock import MovableClock
from tests.servers.telegram.cloud import Cloud
from tests.servers.telegram.courier import Pace
from tests.servers.telegram.drivers.person import Person
from tests.servers.telegram.drivers.places import Channel, Group
from tests.servers.telegram.faults import Fault
from tests.servers.telegram.server import Api
from tests.servers.telegram.sockets import Cuttable, cut_all
from tests.servers.telegram.strange import KIND

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
SETTLES = 2.0


class BotApi:
    """`strange`: unknown fields in everything and unknown kinds of update in between, as new versions bring them."""

    def __init__(
        self,
        username: str = "iron_triangle_bot",
        name: str = "Iron Triangle",
        *,
        token: str = TOKEN,
        clock: MovableClock | None = None,
        strange: bool = True,
        port: int = 0,
    ) -> None:
        self.cloud = Cloud(username, name, token, clock or MovableClock(), strange)
        self.api = Api(self.cloud)
        self._socket = _listening(port)
        self.port: int = self._socket.getsockname()[1]
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    # Running.

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def token(self) -> str:
        return self.cloud.token

    @property
    def env(self) -> dict[str, str]:
        """With which `triangle serve` connects to it."""
        return {"TELEGRAM_BOT_TOKEN": self.token, "TELEGRAM_API_URL": self.url}

    def start(self, *more: Route | Mount) -> BotApi:
        """Also again after a stop, at the same address."""
        if self._socket.fileno() == -1:
            self._socket = _listening(self.port)
        config = uvicorn.Config(
            self.api.app(*more),
            http=Cuttable,
            ws="none",
            loop="asyncio",
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=1,
            timeout_keep_alive=60,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._serves, daemon=True, name="telegram")
        self._thread.start()
        while not self._server.started:
            assert self._thread.is_alive(), "the server did not start"
            time.sleep(0.005)
        return self

    def stop(self) -> None:
        """Every connection is cut, nothing listens any more. What is known stays known."""
        if self._server is None or self._thread is None:
            return
        self._server.should_exit = True
        if self._loop is not None:
            self._loop.call_soon_threadsafe(cut_all, self.port)
        self._thread.join(10)
        self._socket.close()
        self._server = self._thread = None

    def __enter__(self) -> BotApi:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        self._socket.close()

    # People and places.

    def person(
        self,
        handle: str,
        name: str | None = None,
        *,
        language: str | None = "en",
        username: str | None = "",
        last_name: str | None = None,
    ) -> Person:
        """Somebody with a client; their username is the handle unless another (or None) is given."""
        with self.cloud.lock:
            called = handle if username == "" else username
            account = self.cloud.new_account(name or handle.capitalize(), last_name, called, language)
        return Person(self, account)

    def group(
        self,
        title: str,
        *people: Person,
        forum: bool = False,
        basic: bool = False,
        admin: bool = False,
        bot: bool = True,
    ) -> Group:
        """The first of the people made it, and brought the bot in, as an administrator where asked."""
        assert not (forum and basic), "a basic group has no topics"
        return Group.made(self, Kind.GROUP if basic else Kind.SUPERGROUP, title, people, forum, admin, bot)

    def channel(self, title: str, *people: Person, admin: bool = True, username: str | None = None) -> Channel:
        """A broadcasting channel; the bot posts and reads there as an administrator."""
        return Channel.made(self, title, people, admin, username)

    # Time and switches.

    def passes(self, by: timedelta) -> None:
        """Time goes on at Telegram: queues lose what is over its time, presses get too old."""
        with self.cloud.lock:
            self.cloud.clock.moves(by)
            self.cloud.changed.notify_all()

    def sets_privacy(self, on: bool) -> None:
        """At @BotFather; it acts in a group only after the bot was added again (18.9)."""
        self.cloud.switches.privacy = on

    def answers_presses_for(self, seconds: int) -> None:
        self.cloud.switches.callback_life = seconds

    def edits_end_after(self, age: timedelta | None) -> None:
        """The real server sets a bot's own messages no age; this is for those who doubt it."""
        self.cloud.switches.edits_end_after = None if age is None else int(age.total_seconds())

    def revokes_the_token(self, new: str | None = None) -> None:
        """At @BotFather: the old one is good for nothing."""
        if new is not None:
            self.cloud.token = new
        else:
            self.cloud.revoked = True

    @property
    def pace(self) -> Pace:
        """Of webhook deliveries: `hurry=0.01` shortens every pause, `read_timeout` the patience."""
        return self.api.courier.pace

    def sends_something_new(self) -> None:
        """An update of a kind that no client knows."""
        with self.cloud.lock:
            self.cloud.strange.send(self.cloud.updates)

    def enforces_floods(self, hurry: float = 1.0) -> None:
        """Refuse what is over the advised limits with 429; `hurry` shortens their windows (19.5)."""
        self.api.floods.on, self.api.floods.hurry = True, hurry

    # Faults.

    def refuse(
        self,
        method: str,
        error: int | str,
        *,
        times: int | None = None,
        seconds: float | None = None,
        chat: int | None = None,
        after: int = 1,
    ) -> None:
        """Answer calls ("*": all) with a status (429 with `after`, or what is left of `seconds`) or a description;
        once if neither `times` nor `seconds` says otherwise."""
        left = 1 if times is None and seconds is None else times
        until = None if seconds is None else time.monotonic() + seconds
        self.api.faults.order(Fault(method, left, until, chat, error, after))

    def delay(self, method: str, seconds: float, *, times: int = 1, done: bool = True) -> None:
        """The effect is there at once (or, not `done`, never); the answer comes late."""
        self.api.faults.order(Fault(method, times, None, late=seconds, done=done))

    def reset(self, method: str, *, times: int = 1, done: bool = False) -> None:
        """The connection is cut instead of an answer, before or after the effect."""
        self.api.faults.order(Fault(method, times, None, cut=True, done=done))

    def relents(self) -> None:
        """Nothing is refused, delayed or cut any more."""
        self.api.faults.clear()

    # Looking.

    def expects(self, words: str) -> None:
        """A refusal that belongs to the story: "Forbidden: bot was blocked by the user"."""
        self.api.journal.expected.append(words)

    def calls(self, method: str) -> list[dict[str, str]]:
        """The arguments of every call of a method, in order."""
        return [call.args for call in self.api.journal.calls if call.method == method.lower()]

    def waits_for_a_poll(self, within: float = SETTLES) -> None:
        """Until a bot waits for updates."""
        until = time.monotonic() + within
        while not self.api.polling.waits:
            assert time.monotonic() < until, "nobody polls"
            time.sleep(0.005)

    def quiet(self, within: float = SETTLES) -> bool:
        """Whether nothing unexpected happened, once what is under way has settled."""
        return not self.unexpected(within)

    def unexpected(self, within: float = SETTLES) -> list[str]:
        """Refused calls and unknown methods that no test ordered, updates that the bot did not take, presses that it
        did not answer, buttons that no client shows."""
        until = time.monotonic() + within
        with self.cloud.changed:
            while (left := until - time.monotonic()) > 0 and self._pending():
                self.cloud.changed.wait(min(left, 0.05))
            journal = self.api.journal
            unheard = [f"announced, but not refused: {words}" for words in journal.unheard()]
            return [*journal.unexpected(), *unheard, *self._pending(), *self._unseen()]

    def _pending(self) -> list[str]:
        taken = [update for update in self.cloud.updates.waiting() if update.kind != KIND or self.api.webhook.url]
        presses = [each for each in self.cloud.callbacks.values() if not each.answered and not each.forgiven]
        return [
            *(f"not taken: {update.kind} {update.id}" for update in taken),
            *(f"not answered: the press of {each.account.name}" for each in presses),
        ]

    def _unseen(self) -> list[str]:
        wide = [
            message
            for chat in self.cloud.chats.values()
            for message in chat.standing()
            if any(len(row) > 8 for row in message.rows)
        ]
        return [f"more than eight buttons in a row of message {message.id}" for message in wide]

    def _serves(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        assert self._server is not None
        self._loop = asyncio.get_running_loop()
        await self._server.serve(sockets=[self._socket])
        self._loop = None


def _listening(port: int) -> socket.socket:
    made = socket.socket()
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    made.bind(("127.0.0.1", port))
    return made
