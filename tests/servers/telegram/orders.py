"""What a test orders of the server: time, switches, faults."""

from __future__ import annotations

import time
from datetime import timedelta

from tests.servers.telegram.courier import Pace
from tests.servers.telegram.faults import Fault
from tests.servers.telegram.running import Running


class Orders(Running):
    """Everything that makes the server behave otherwise."""

    def passes(self, by: timedelta) -> None:
        """Time goes on at Telegram: queues lose what is over its time, presses get too old."""
        with self.api.cloud.lock:
            self.api.cloud.clock.moves(by)
            self.api.cloud.changed.notify_all()

    def sets_privacy(self, on: bool) -> None:
        """At @BotFather; it acts in a group only after the bot was added again (18.9)."""
        self.api.cloud.switches.privacy = on

    def lets_mentions_through(self) -> None:
        """In spite of privacy mode, as @BotFather says and the documents don't (18.8)."""
        self.api.cloud.switches.mentions = True

    def answers_presses_for(self, seconds: int) -> None:
        self.api.cloud.switches.callback_life = seconds

    def edits_end_after(self, age: timedelta | None) -> None:
        """The real server sets a bot's own messages no age; this is for those who doubt it."""
        self.api.cloud.switches.edits_end_after = None if age is None else int(age.total_seconds())

    def revokes_the_token(self, new: str | None = None) -> None:
        """At @BotFather: the old one is good for nothing."""
        if new is not None:
            self.api.cloud.token = new
        else:
            self.api.cloud.revoked = True

    @property
    def pace(self) -> Pace:
        """Of webhook deliveries: `hurry=0.01` shortens every pause, `read_timeout` the patience."""
        return self.api.courier.pace

    def sends_something_new(self) -> None:
        """An update of a kind that no client knows."""
        with self.api.cloud.lock:
            self.api.cloud.strange.send(self.api.cloud.updates)

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
