"""The limits that Telegram advises, enforced where a test wants it (platform-facts.md 19.5, 19.6)."""

from __future__ import annotations

import math
import time
from collections import deque

from tests.servers.telegram.calls import Call
from tests.servers.telegram.refusals import too_many

A_CHAT, A_GROUP, OVER_ALL = (3, 1.0), (20, 60.0), (30, 1.0)
"""So many in so many seconds: one a second in a chat, with short bursts, 20 a minute in a group, 30 a second."""
COUNTED = ("send", "forward", "copy", "editmessage")


class Floods:
    """Goes by the real clock. `hurry` makes every window shorter."""

    def __init__(self) -> None:
        self.on, self.hurry = False, 1.0
        self._sent: dict[str, deque[float]] = {}

    def count(self, call: Call) -> None:
        """Raises Refused, with the seconds that are left."""
        if not self.on or not call.method.startswith(COUNTED) or call.method == "sendchataction":
            return
        chat = call.text("chat_id")
        windows = {f"chat {chat}": A_GROUP if chat.startswith("-") else A_CHAT, "all": OVER_ALL}
        waits = [self._left(name, most, seconds * self.hurry) for name, (most, seconds) in windows.items()]
        if (left := max(waits)) > 0:
            raise too_many(math.ceil(left))
        for name in windows:
            self._sent[name].append(time.monotonic())

    def _left(self, name: str, most: int, seconds: float) -> float:
        sent, now = self._sent.setdefault(name, deque()), time.monotonic()
        while sent and sent[0] <= now - seconds:
            sent.popleft()
        return 0.0 if len(sent) < most else sent[0] + seconds - now
