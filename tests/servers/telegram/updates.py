"""The queue of updates: numbers, kinds that are wanted, how long each is kept (platform-facts.md 14)."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tests.servers.telegram.clock import MovableClock
from tests.servers.telegram.refusals import Json

KINDS = frozenset(
    [
        "message",
        "edited_message",
        "channel_post",
        "edited_channel_post",
        "business_connection",
        "business_message",
        "edited_business_message",
        "deleted_business_messages",
        "guest_message",
        "message_reaction",
        "message_reaction_count",
        "inline_query",
        "chosen_inline_result",
        "callback_query",
        "shipping_query",
        "pre_checkout_query",
        "purchased_paid_media",
        "poll",
        "poll_answer",
        "my_chat_member",
        "chat_member",
        "chat_join_request",
        "chat_boost",
        "removed_chat_boost",
        "managed_bot",
    ]
)
DEFAULT = KINDS - {"chat_member", "message_reaction", "message_reaction_count"}
A_DAY, A_WEEK, QUERY_LIFE = 86_400, 7 * 86_400, 150
SHORT = frozenset({"callback_query", "inline_query", "shipping_query", "pre_checkout_query"})
HIGHEST_START = 900_000_000


@dataclass(frozen=True)
class Update:
    """`lane`: what is in one lane reaches a webhook in order (15.10)."""

    id: int
    kind: str
    body: Json
    lane: str
    expires: int

    def json(self) -> Json:
        return {"update_id": self.id, self.kind: self.body}


class Updates:
    """`listeners` are called when one came in or the queue was otherwise changed."""

    def __init__(self, clock: MovableClock) -> None:
        self._clock = clock
        self._next, self._last_at = random.randrange(1000, HIGHEST_START), clock.now()
        self._waiting: dict[int, Update] = {}
        self.allowed: frozenset[str] = DEFAULT
        self.listeners: list[Callable[[], None]] = []
        self.lost: list[Update] = []

    def put(self, kind: str, body: Json, lane: str, since: int | None = None) -> Update | None:
        """None when this kind is not wanted. A kind that the server does not know passes the default filter."""
        if kind not in self.allowed and not (kind not in KINDS and self.allowed == DEFAULT):
            return None
        now = self._clock.now()
        if now - self._last_at > A_WEEK:
            self._next = random.randrange(1000, HIGHEST_START)
        life = QUERY_LIFE if kind in SHORT else A_DAY
        update = Update(self._next, kind, body, lane, (now if since is None else since) + life)
        self._next, self._last_at = self._next + 1, now
        self._waiting[update.id] = update
        self.tell()
        return update

    def waiting(self) -> list[Update]:
        """Those that are kept still, in order. What is over its time is lost (0.4)."""
        now = self._clock.now()
        for update in [update for update in self._waiting.values() if update.expires <= now]:
            self.lost.append(self._waiting.pop(update.id))
        return list(self._waiting.values())

    def read(self, offset: int, limit: int) -> list[Update]:
        """From `offset` on; one far ahead of all that there was (a new count after a silent week) is no offset."""
        return [each for each in self.waiting() if self._ahead(offset) or each.id >= offset][:limit]

    def confirm(self, offset: int) -> None:
        """Forget what is before `offset`; a negative one keeps only the last of them (14.2)."""
        if self._ahead(offset):
            return
        if offset < 0:
            self._forget(list(self._waiting)[:offset])
        elif offset > 0:
            self._forget([number for number in self._waiting if number < offset])

    def done(self, number: int) -> None:
        self._forget([number])

    def lose(self, number: int) -> None:
        """Over its time."""
        if number in self._waiting:
            self.lost.append(self._waiting.pop(number))

    def drop(self) -> None:
        self._forget(list(self._waiting))

    def allow(self, kinds: object) -> None:
        """None leaves it; an empty or wholly unknown list is the default (14.9). The queue stays as it is."""
        if not isinstance(kinds, list):
            return
        known = KINDS & {kind for kind in kinds if isinstance(kind, str)}
        self.allowed = known or DEFAULT

    def tell(self) -> None:
        for listener in list(self.listeners):
            listener()

    def _ahead(self, offset: int) -> bool:
        return offset > self._next + 10

    def _forget(self, numbers: Iterable[int]) -> None:
        for number in numbers:
            self._waiting.pop(number, None)
        self.tell()
