"""What a person's client shows: channels, whispers, the conversation with the bot, a modal, Home."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from tests.servers.slack import shown
from tests.servers.slack.shown import Seen, flat
from tests.servers.slack.things import Channel, Message, User, View

if TYPE_CHECKING:
    from tests.servers.slack.workspace import Workspace

Words = str | tuple[str, ...]
Found = TypeVar("Found")


class Client:
    """In a coroutine call what waits by `asyncio.to_thread`: these block their thread."""

    def __init__(self, workspace: Workspace, user: User) -> None:
        self.workspace, self.user = workspace, user
        self.server = workspace.server
        self._shown: list[str] = []

    def __repr__(self) -> str:
        return f"<{self.user.name} {self.user.id}>"

    @property
    def id(self) -> str:
        return self.user.id

    # ---- seeing ---------------------------------------------------------------------------------------------

    def sees(self, words: Words, within: float = 5.0) -> Seen:
        """What has these words (all of them), waiting for it: an open modal, else what changed last."""
        return self.waits_for(lambda: self._find(words), f"{words!r}", within)

    def never_sees(self, words: Words, within: float = 0.3) -> None:
        """Not now, not for `within` seconds after the last delivery, and never before, edited away or not."""
        self.server.settles()
        time.sleep(within)
        with self.server.lock:
            texts = [*self._shown, *(s.text for s in self.everything())]
        for text in texts:
            assert not _has(text, words), f"{self.user.name} was shown {words!r}:\n{text}"

    def everything(self) -> list[Seen]:
        """All that is there now, what changed last comes last."""
        with self.server.lock:
            sent = [m for m in self.workspace.every_message() if self.can_see(self.workspace.channels[m.channel], m)]
            seen = [shown.message(self.workspace, m) for m in sorted(sent, key=lambda m: m.changed)]
            return [*([self.home] if self.home else []), *seen, *([self.modal] if self.modal else [])]

    @property
    def modal(self) -> Seen | None:
        """The uppermost one that is open."""
        stack = self.workspace.stacks.get(self.id)
        return shown.view(self.workspace, stack[-1]) if stack else None

    @property
    def home(self) -> Seen | None:
        """What was published for the person, once they opened the tab."""
        found = self.workspace.homes.get(self.id)
        return shown.view(self.workspace, found) if found and self.user.home_opened else None

    def can_see(self, channel: Channel, message: Message) -> bool:
        return self.id in channel.members and message.only_for in (None, self.id)

    def was_shown(self, message: Message) -> None:
        if message.user != self.id:
            self._shown.append(shown.message(self.workspace, message).text)

    def was_shown_view(self, view: View) -> None:
        self._shown.append(shown.view(self.workspace, view).text)

    # ---- waiting --------------------------------------------------------------------------------------------

    def waits_for(self, look: Callable[[], Found | None], what: str, within: float = 5.0) -> Found:
        until = time.monotonic() + within
        with self.server.lock:
            while True:
                if (found := look()) is not None:
                    return found
                left = until - time.monotonic()
                if left <= 0:
                    raise AssertionError(f"{self.user.name} does not see {what}; there is:\n{self._screen()}")
                self.server.lock.wait(left)

    def _find(self, words: Words) -> Seen | None:
        for seen in reversed(self.everything()):
            if seen.message is not None and seen.message.user == self.id:
                continue
            if _has(seen.text, words):
                if seen.message is not None:
                    seen.message.heard = True
                return seen
        return None

    def _screen(self) -> str:
        seen = [f"- #{s.channel or 'view'} {s.by}: {s.text}" for s in self.everything()[-12:]]
        return "\n".join(seen) or "nothing"


def _has(text: str, words: Words) -> bool:
    return all(flat(w) in flat(text) for w in ((words,) if isinstance(words, str) else words))
