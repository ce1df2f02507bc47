"""Somebody with a Telegram client: types, presses, edits, forwards, blocks, and looks."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from tests.servers.telegram.chats import Status
from tests.servers.telegram.drivers.filling import Filling
from tests.servers.telegram.drivers.places import Place
from tests.servers.telegram.drivers.sight import Sight, ever_shown, shown
from tests.servers.telegram.menus import shown_to
from tests.servers.telegram.messages import Message
from tests.servers.telegram.refusals import Json
from tests.servers.telegram.words import typed

if TYPE_CHECKING:
    pass

WITHIN, NEVER_WITHIN = 5.0, 0.3


class Person(Filling):
    """`in_` is a group, a channel, or the title of one; without it, the private chat with the bot."""

    # The private chat.

    def starts(self, payload: str | None = None) -> Message:
        """Open the bot, by its link with a payload (18.20), and press Start."""
        return self.types("/start" if payload is None else f"/start {payload}")

    def blocks(self) -> None:
        self._turns(Status.KICKED)

    def unblocks(self) -> None:
        self._turns(Status.MEMBER)

    def deactivates(self) -> None:
        """The account is deleted."""
        self.account.deactivated = True

    def speaks(self, language: str | None) -> None:
        """Another language in their client's settings."""
        self.account.language = language

    # Acting on messages.

    def edits(self, message: Message | Sight | str, text: str) -> Message:
        """One of their own, by itself or by words in it. The bot gets an update of its own (18.13)."""
        found = self._own(message)
        with self._cloud.lock:
            found.content, found.edited = typed(text, found.content.media), self._cloud.clock.now()
            self._cloud.shows(found)
            self._cloud.announce_edit(found)
        return found

    def deletes(self, message: Message | Sight | str) -> None:
        """Also of the bot's, in private; the bot hears nothing of it."""
        found = self._find(message)
        with self._cloud.lock:
            found.deleted = True
            self._cloud.changed.notify_all()

    def presses(
        self,
        label: str,
        on: Sight | Message | str | None = None,
        *,
        in_: Place | str | None = None,
        inaccessible: bool = False,
        within: float = WITHIN,
        answered: bool = True,
    ) -> str | None:
        """The button that reads so, on the newest message that has it, or on the one meant by `on`. A Sight has the
        buttons that it had: somebody's screen may be old. A link gives its address; the bot's own is followed.
        `answered=False`: the test does not ask for an answer to the press."""
        found, button = self._wait_for(lambda: self._button(label, on, in_), within, self._no_button(label, in_))
        if "url" in button:
            return self._follows(button["url"])
        if "callback_data" in button:
            self.sends_press(button["callback_data"], found, inaccessible=inaccessible, answered=answered)
        return None

    def sends_press(
        self, data: str, on: Sight | Message, *, inaccessible: bool = False, answered: bool = True
    ) -> None:
        """As a client would, also a forged one: any data, on any message."""
        message = on.message if isinstance(on, Sight) else on
        with self._cloud.lock:
            self._cloud.press(self.account, message, data, inaccessible).forgiven = not answered

    # Looking.

    def sees(self, words: str, within: float = WITHIN, *, in_: Place | str | None = None) -> Sight:
        """The newest message or toast with these words on it, once there is one; button labels count."""
        return self._wait_for(lambda: self._newest(words, in_), within, lambda: self._lacks(words, in_))

    def never_sees(self, words: str, within: float = NEVER_WITHIN) -> None:
        """Neither so far, even for a moment, nor for a while from now."""
        until = time.monotonic() + within
        with self._cloud.changed:
            while True:
                for face in ever_shown(self._cloud, self.account):
                    assert words not in face, f"{self.account.name} saw {words!r}: {face}"
                if (left := until - time.monotonic()) <= 0:
                    return
                self._cloud.changed.wait(left)

    def screen(self, in_: Place | str | None = None) -> list[Sight]:
        """All that their client shows of a chat, oldest first."""
        with self._cloud.lock:
            return shown(self._cloud, self.account, self._chat(in_))

    def hears(self, in_: Place | str | None = None) -> list[Sight]:
        """What the bot wrote there."""
        return [each for each in self.screen(in_) if each.message.by_bot and not each.toast]

    def menu(self, in_: Place | str | None = None) -> dict[str, str]:
        """The commands that their client offers in a chat, in their language (19.2)."""
        with self._cloud.lock:
            listed = shown_to(self._cloud, self.account, self._chat(in_))
        return {command["command"]: command["description"] for command in listed}

    def _newest(self, words: str, in_: Place | str | None) -> Sight | None:
        chat = None if in_ is None else self._chat(in_)
        found = [each for each in shown(self._cloud, self.account, chat) if words in each.all]
        return found[-1] if found else None

    def _button(
        self, label: str, on: Sight | Message | str | None, in_: Place | str | None
    ) -> tuple[Sight, Json] | None:
        for each in reversed(self._candidates(on, in_)):
            for button in (button for row in each.rows for button in row):
                if _reads(button["text"], label):
                    return each, button
        return None

    def _candidates(self, on: Sight | Message | str | None, in_: Place | str | None) -> list[Sight]:
        if isinstance(on, Sight):
            return [on]
        chat = None if in_ is None else self._chat(in_)
        standing = [each for each in shown(self._cloud, self.account, chat) if not each.toast]
        if isinstance(on, Message):
            return [each for each in standing if each.message is on]
        return [each for each in standing if on is None or on in each.all]

    def _no_button(self, label: str, in_: Place | str | None) -> Callable[[], str]:
        def words() -> str:
            offered = [label for each in self._candidates(None, in_) for label in each.buttons]
            return f"{self.account.name} sees no button [{label}] among {offered}"

        return words

    def _lacks(self, words: str, in_: Place | str | None) -> str:
        chat = None if in_ is None else self._chat(in_)
        texts = [each.all for each in shown(self._cloud, self.account, chat)][-8:]
        return f"{self.account.name} does not see {words!r}, but:\n" + "\n---\n".join(texts)

    def _follows(self, url: str) -> str:
        """A link to the bot opens it and starts it with its payload."""
        address = urlsplit(url)
        if address.hostname == "t.me" and address.path.strip("/").lower() == (self._cloud.bot.username or "").lower():
            self.starts(parse_qs(address.query).get("start", [None])[0])
        return url

    def _turns(self, status: Status) -> None:
        with self._cloud.lock:
            chat = self._cloud.private(self.account)
            old, chat.bot = chat.bot, status
            self._cloud.membership(chat, self.account, old, status)


def _reads(written: str, label: str) -> bool:
    """The whole label, or what stands behind its emoji."""
    return label in (written, written.partition(" ")[2])
