"""The switches that tests turn, and what the server noticed that should not have been."""

from __future__ import annotations

from collections.abc import Callable
from threading import Condition
from typing import TYPE_CHECKING

from tests.servers.slack.clock import ServerClock
from tests.servers.slack.faults import Fault, Faults

if TYPE_CHECKING:
    from tests.servers.slack.deliveries import Deliveries
    from tests.servers.slack.workspace import Workspace


class Switches:
    """Everything is read and changed under `lock`; `complaints` is what `quiet` finds fault with."""

    deliveries: Deliveries
    workspaces: dict[str, Workspace]

    def __init__(self) -> None:
        self.clock = ServerClock()
        self.lock = Condition()
        self.faults = Faults(self.clock)
        self.complaints: list[str] = []
        self._expected: list[str] = []

    # ---- what goes wrong ------------------------------------------------------------------------------------

    def refuse(
        self, method: str, error: str | int, times: int | None = None, seconds: float | None = None, after: int = 1
    ) -> None:
        """Answer `error`, or a status; 429 says Retry-After: `after`, or what is left of `seconds`. "*": all."""
        if error == "ratelimited":
            error = 429
        if isinstance(error, int):
            self.faults.plan(method, Fault(status=error, retry_after=after), times, seconds)
        else:
            self.faults.plan(method, Fault(error=error), times, seconds)

    def delay(self, method: str, delay: float, times: int | None = None, seconds: float | None = None) -> None:
        """Do it `delay` seconds late."""
        self.faults.plan(method, Fault(delay=delay), times, seconds)

    def answer_late(self, method: str, late: float, times: int | None = None) -> None:
        """Do it at once, answer after the client gave up."""
        self.faults.plan(method, Fault(late=late), times, None)

    def break_off(self, method: str, done: bool, times: int | None = None) -> None:
        """Reset the connection instead of an answer; `done` says whether it took effect."""
        self.faults.plan(method, Fault(reset="after" if done else "before"), times, None)

    def passes(self, seconds: float) -> None:
        """The server's clock moves: triggers, response addresses, codes and tokens grow older."""
        self.clock.passes(seconds)

    # ---- what went wrong ------------------------------------------------------------------------------------

    def complain(self, words: str) -> None:
        with self.lock:
            if not any(e in words for e in self._expected):
                self.complaints.append(words)

    def expects(self, *words: str) -> None:
        """Complaints with these words are part of the story, those made already too."""
        with self.lock:
            self._expected += words
            self.complaints = [c for c in self.complaints if not any(w in c for w in words)]

    def quiet(self, within: float = 5.0) -> bool:
        """All deliveries are done, and nothing was refused, unknown or unanswered; `complaints` says what was."""
        return self.settles(within) and not self.complaints

    def unseen(self) -> list[str]:
        """Messages of the bot that nobody saw in this story."""
        with self.lock:
            every = [m for w in self.workspaces.values() for m in w.every_message()]
            return [m.text for m in every if m.bot_id and not m.heard and m.subtype != "channel_join"]

    def settles(self, within: float = 5.0) -> bool:
        return self.until(lambda: self.deliveries.idle, within)

    def until(self, true: Callable[[], bool], within: float) -> bool:
        with self.lock:
            return self.lock.wait_for(true, within)

    def woke(self) -> None:
        with self.lock:
            self.lock.notify_all()
