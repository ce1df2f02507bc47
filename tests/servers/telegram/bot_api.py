"""The server as a test holds it: people and places, and whether all was quiet."""

from __future__ import annotations

import time

from tests.servers.telegram.chats import Kind
from tests.servers.telegram.clock import MovableClock
from tests.servers.telegram.cloud import Cloud
from tests.servers.telegram.drivers.channel import Channel
from tests.servers.telegram.drivers.person import Person
from tests.servers.telegram.drivers.places import Group
from tests.servers.telegram.orders import Orders
from tests.servers.telegram.server import Api
from tests.servers.telegram.strange import KIND

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
SETTLES = 2.0


class BotApi(Orders):
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
        super().__init__(Api(self.cloud), port)

    @property
    def token(self) -> str:
        return self.cloud.token

    @property
    def env(self) -> dict[str, str]:
        """With which `triangle serve` connects to it."""
        return {"TELEGRAM_BOT_TOKEN": self.token, "TELEGRAM_API_URL": self.url}

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
