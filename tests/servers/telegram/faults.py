"""What a test orders to go wrong: refusals, late answers, cut connections."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass

from tests.servers.telegram.calls import Call
from tests.servers.telegram.refusals import Refused, of_code, too_many


@dataclass
class Fault:
    """`error`: a status or a description. `late`: the answer comes so many seconds after the effect. `cut`: the
    connection is reset, with the effect already there where `done`."""

    method: str
    left: int | None
    until: float | None
    chat: int | None = None
    error: int | str | None = None
    after: int = 1
    late: float = 0.0
    cut: bool = False
    done: bool = True

    def meets(self, call: Call) -> bool:
        in_chat = self.chat is None or call.integer("chat_id") == self.chat
        return self.method in ("*", call.method) and in_chat

    @property
    def over(self) -> bool:
        return self.left == 0 or (self.until is not None and time.monotonic() >= self.until)

    def refusal(self) -> Refused | None:
        if self.error == 429:
            left = self.until - time.monotonic() if self.until is not None else float(self.after)
            return too_many(max(1, math.ceil(left)))
        if isinstance(self.error, int):
            return of_code(self.error)
        return None if self.error is None else Refused(self.error)


class Faults:
    def __init__(self) -> None:
        self._standing: list[Fault] = []

    def order(self, fault: Fault) -> None:
        fault.method = fault.method.lower()
        self._standing.append(fault)

    def clear(self) -> None:
        self._standing.clear()

    def met(self, call: Call) -> Fault | None:
        """The first that is meant for this call; it is used up by that."""
        self._standing = [fault for fault in self._standing if not fault.over]
        found = next((fault for fault in self._standing if fault.meets(call)), None)
        if found is not None and found.left is not None:
            found.left -= 1
        return found
